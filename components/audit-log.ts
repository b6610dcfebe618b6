import * as pulumi from "@pulumi/pulumi";
import type { ComplianceRow, CoverageRow } from "../core/contract/outputs.ts";
import { AwsAuditLog, type AwsAuditLogArgs } from "./aws/index.ts";
import { AzureAuditLog, type AzureAuditLogArgs } from "./azure/index.ts";
import { GcpAuditLog, type GcpAuditLogArgs } from "./gcp/index.ts";
import type { CloudState } from "./room.ts";

export interface AuditLogArgs {
  aws?: AwsAuditLogArgs;
  gcp?: GcpAuditLogArgs;
  azure?: AzureAuditLogArgs;
  /** The arguments as the user gave them, for the state: a preview shows how they change. */
  given?: pulumi.Inputs;
}

export interface AuditLogState {
  aws?: CloudState;
  gcp?: CloudState;
  azure?: CloudState;
  coverage: pulumi.Output<CoverageRow[]>;
  compliance: pulumi.Output<ComplianceRow[]>;
}

/** The audit logs of the clouds that the spec is placed in. A cloud that is not used is not loaded. */
export class AuditLog extends pulumi.ComponentResource {
  readonly state: AuditLogState;

  constructor(name: string, { aws, gcp, azure, given = {} }: AuditLogArgs, options?: pulumi.ComponentResourceOptions) {
    super("auditlog:index:AuditLog", name, given, options);
    const parent = { parent: this };
    const used = {
      ...(aws && { aws: new AwsAuditLog(`${name}-aws`, aws, parent).state }),
      ...(gcp && { gcp: new GcpAuditLog(`${name}-gcp`, gcp, parent).state }),
      ...(azure && { azure: new AzureAuditLog(`${name}-azure`, azure, parent).state }),
    };
    const coverage = pulumi.all(Object.values(used).map((state) => state.coverage)).apply((rows) => rows.flat());
    const compliance = pulumi.all(Object.values(used).map((state) => state.compliance)).apply((rows) => rows.flat());
    this.state = { ...used, coverage, compliance };
    this.registerOutputs({ ...this.state });
  }
}
