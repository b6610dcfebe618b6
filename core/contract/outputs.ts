import * as z from "zod";
import { clouds } from "./cloud.ts";
import { complianceControl, compliancePreset } from "./compliance.ts";

export const fidelity = z.enum(["exact", "wider", "unsupported"]).meta({
  id: "Fidelity",
  description: "How closely a cloud does what the spec asks.",
  values: {
    exact: "As asked.",
    wider: "More than asked: more is stored, or kept longer.",
    unsupported: "Not done: a gap that the spec allowed.",
  },
});

const cloudName = z
  .enum(clouds)
  .meta({ id: "Cloud", description: "A cloud.", values: { aws: "AWS.", gcp: "Google Cloud.", azure: "Azure." } });

export const coverageRow = z
  .strictObject({
    cloud: cloudName,
    rule: z.string().meta({ description: "The part of the spec, such as `retention.days`." }),
    asked: z.string().meta({
      description:
        "What the spec asks, and where that came from: `spec`, `overrides`, `preset` with its name, or `default`.",
    }),
    given: z.string().meta({ description: "What the cloud does." }),
    fidelity,
    reason: z.string().optional().meta({ description: "Why it differs from what was asked, or what else to know." }),
  })
  .meta({ id: "CoverageRow", description: "What one cloud does about one part of the spec." });

export const complianceStatus = z.enum(["met", "waived", "not-met", "not-applicable"]).meta({
  id: "ComplianceStatus",
  description: "What a control comes to.",
  values: {
    met: "The cloud has what it asks for.",
    waived: "It is not met, and a waiver says why it need not be.",
    "not-met": "The cloud lacks what it asks for.",
    "not-applicable": "It asks for nothing there.",
  },
});

export const complianceRow = z
  .strictObject({
    preset: compliancePreset,
    control: complianceControl,
    cloud: cloudName,
    status: complianceStatus,
    reason: z.string().meta({ description: "What was found, or the waiver's reason." }),
  })
  .meta({ id: "ComplianceRow", description: "What one control of one preset comes to in one cloud." });

export type ComplianceRow = z.infer<typeof complianceRow>;
export type ComplianceStatus = z.infer<typeof complianceStatus>;
export type CoverageRow = z.infer<typeof coverageRow>;
export type Fidelity = z.infer<typeof fidelity>;

/** What each cloud's component returns: the same names in all three. */
export const cloudOutputs = z
  .strictObject({
    archive: z.string().meta({
      description:
        "The store of the evidence: the S3 bucket's ARN, the Cloud Storage bucket's `gs://` URL, or the storage account's id.",
    }),
    search: z.string().meta({
      description:
        "Where events can be searched: the log group's ARN, the log bucket's id, or the Log Analytics workspace's id.",
    }),
    archiveSearch: z.string().optional().meta({
      description:
        "Where the archive can be asked by SQL: the ARN of Athena's workgroup. Absent without `query.archive`.",
    }),
    collector: z.string().meta({
      description: "What collects the events: the trail's ARN, the archive sink's id, or the diagnostic setting's id.",
    }),
    stream: z.string().optional().meta({
      description:
        "Where what is captured is sent on: the delivery stream's ARN, the Pub/Sub subscription's id, or the event hub's id. Absent where `stream.enabled` is false.",
    }),
    key: z.string().optional().meta({
      description: "The customer-managed key: its ARN, its id, or its URI. Absent without one.",
    }),
    filters: z.record(z.string(), z.string()).meta({
      description:
        "The native filters as deployed, by what they belong to: event selectors, sink filters and exclusions, diagnostic categories, alerts.",
    }),
    alerts: z.record(z.string(), z.array(z.string())).meta({
      description:
        "What each alert became, by its id: the ARNs of its rules and alarms, the names of its alert policies, or the ids of its alert rules.",
    }),
    queries: z.record(z.string(), z.string()).meta({
      description:
        "The catalog's questions as texts to paste into CloudWatch Logs Insights, the Logs Explorer or Log Analytics, by their ids, such as `denied-calls`; and, with `query.archive`, into Athena: `archive.denied-calls`.",
    }),
    coverage: z.array(coverageRow).meta({ description: "What the cloud does about each part of the spec." }),
    compliance: z.array(complianceRow).meta({
      description:
        "What each control of each preset in `compliance` comes to. It says what the stack configures, and replaces no audit.",
    }),
    statements: z.record(z.string(), z.string()).optional().meta({
      description:
        "The policy statements that adopted resources still need, each a JSON list, by whose policy they belong to: `bucket`, `key`, `topic`, and `topicKey` for the key that encrypts the topic. Absent where nothing that has a policy is adopted.",
    }),
    kept: z.array(z.string()).meta({
      description:
        "What a destroy of the stack leaves in the cloud on purpose: ARNs, ids and names. With `evidence: disposable` Google Cloud's audit configuration alone, which others may count on.",
    }),
  })
  .meta({ id: "CloudAuditLog", description: "The audit log of one cloud." });

export const componentOutputs = {
  AuditLog: z.strictObject({
    aws: cloudOutputs.optional().meta({ description: "The audit log of AWS, where it is used." }),
    gcp: cloudOutputs.optional().meta({ description: "The audit log of Google Cloud, where it is used." }),
    azure: cloudOutputs.optional().meta({ description: "The audit log of Azure, where it is used." }),
    coverage: z.array(coverageRow).meta({ description: "What each cloud does about each part of the spec." }),
    compliance: z.array(complianceRow).meta({
      description: "What each control of each preset in `compliance` comes to, in each cloud.",
    }),
  }),
  AwsAuditLog: cloudOutputs,
  GcpAuditLog: cloudOutputs,
  AzureAuditLog: cloudOutputs,
} as const;
