import * as pulumi from "@pulumi/pulumi";

/** The components as a consumer's generated SDK declares them. */
const remote = (type: string) =>
  class extends pulumi.ComponentResource {
    declare readonly alerts: pulumi.Output<Record<string, string[]>>;
    declare readonly statements: pulumi.Output<Record<string, string>>;
    declare readonly key: pulumi.Output<string>;
    declare readonly kept: pulumi.Output<string[]>;

    constructor(name: string, args: pulumi.Inputs, options?: pulumi.ComponentResourceOptions) {
      const outputs = {
        aws: undefined,
        gcp: undefined,
        azure: undefined,
        coverage: undefined,
        archive: undefined,
        stream: undefined,
        alerts: undefined,
        statements: undefined,
        key: undefined,
        kept: undefined,
      };
      super(`auditlog:index:${type}`, name, { ...outputs, ...args }, options, true);
    }
  };

export const AuditLog = remote("AuditLog");
export const AwsAuditLog = remote("AwsAuditLog");
export const GcpAuditLog = remote("GcpAuditLog");
export const AzureAuditLog = remote("AzureAuditLog");

/** Placements in all three clouds. */
export const everywhere = {
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-test", location: "europe-west3" },
  azure: { location: "westeurope" },
};
