import * as pulumi from "@pulumi/pulumi";
import * as auditlog from "pulumi-auditlog";

export interface CompanyAuditArgs {
  /** The team's project on Google Cloud. */
  project: string;
  /** Who in the team is told. */
  email: pulumi.Input<string>;
  /** Kept longer than the company's standard, if the team has a reason. */
  days?: number;
}

/** What the company asks of every team's project. Teams choose whom to tell, and may keep more. */
export class CompanyAudit extends pulumi.ComponentResource {
  readonly archive: pulumi.Output<string>;

  constructor(
    name: string,
    { project, email, days = 400 }: CompanyAuditArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("acme:index:CompanyAudit", name, {}, options);
    const audit = new auditlog.GcpAuditLog(
      `${name}-audit`,
      {
        project,
        location: "europe-west3",
        readers: { security: "group:security@example.com" },
        spec: {
          version: 1,
          retention: { days, searchableDays: 90, immutability: auditlog.Immutability.Governance },
          alerts: {
            catalog: [auditlog.AlertSelection.AuditLogStopped, auditlog.AlertSelection.StorageMadePublic],
            custom: [
              {
                name: "many-denials",
                when: 'outcome == "denied"',
                severity: "medium",
                threshold: { count: 20, withinMinutes: 10 },
              },
            ],
          },
        },
        channels: {
          security: { email: { address: "security@example.com" } },
          team: { email: { address: email }, minSeverity: auditlog.AlertSeverity.High },
        },
      },
      // Providers, transforms and aliases of who uses this component reach the audit log's resources too.
      { parent: this },
    );
    this.archive = audit.archive;
    this.registerOutputs({ archive: this.archive });
  }
}
