import * as z from "zod";
import { compliance, retentionReason, waivers } from "./compliance.ts";
import { health } from "./health.ts";
import { limits } from "./limits.ts";
import { query } from "./query.ts";
import { alerts, dataCapture, exclusion } from "./rules.ts";
import { stream } from "./stream.ts";
import { specTests } from "./tests.ts";
import { listOf, wholeNumber } from "./values.ts";

/** The only version of the spec so far. A later one is added beside it, and this one keeps being read. */
export const specVersion = 1;

export const managementCapture = z.enum(["all", "write"]).meta({
  id: "ManagementCapture",
  description: "Which management events are captured.",
  values: {
    all: "Every management event that the cloud's log can record, reads included. Azure records no reads of the control plane.",
    write: "Only management events that change something.",
  },
});

export const captureKind = z.enum(["identity", "data", "insights"]).meta({
  id: "CaptureKind",
  description: "A kind of events that a spec can ask for.",
  values: {
    identity: "Sign-ins and directory changes.",
    data: "What `capture.data` asks for.",
    insights: "What `capture.insights` asks for.",
  },
});

export const insightType = z.enum(["apiCallRate", "apiErrorRate"]).meta({
  id: "InsightType",
  description: "Which unusual activity a cloud is to look for.",
  values: {
    apiCallRate: "Unusually many, or few, management events that change something, by operation.",
    apiErrorRate: "Unusually many management events that fail, by operation and error.",
  },
});

export const capture = z
  .strictObject({
    management: managementCapture.optional().meta({
      description:
        "Management events: who created, changed, deleted or looked at what in the control plane. On Google Cloud `all` sets the audit configuration of " +
        "`allServices`, of which a project or organization has one: what was configured there is replaced, and a destroy leaves it on; " +
        "`dataAccessLogs: external` of the placement leaves it to others.",
      source: "https://cloud.google.com/logging/docs/audit/configure-data-access",
    }),
    identity: z
      .boolean()
      .optional()
      .meta({
        description:
          "Sign-ins and directory changes. AWS records them with the management events. On Google Cloud they reach Cloud Logging only at the organization; " +
          "on Azure they are Microsoft Entra's own logs, whose diagnostic setting can't be made by a service principal.",
        errors: "Refused where a cloud's placement can't capture them, unless `capture.bestEffort` has `identity`.",
        source: "https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings",
      }),
    data: listOf(dataCapture, "dataCaptures")
      .optional()
      .meta({
        description:
          "Data events: who read, wrote or used what in the data plane. None unless asked for. On Google Cloud a service's Data Access logs stay on when " +
          "they are no longer asked for, since others may count on them.",
        errors: "Refused where a cloud can't capture them, unless `capture.bestEffort` has `data`.",
        source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
      }),
    exclude: listOf(exclusion, "exclusions").optional().meta({
      description: "Captured events that are not stored.",
    }),
    insights: z.array(insightType).optional().meta({
      description:
        "Unusual activity among the management events, which CloudTrail finds and records as Insights events. None unless asked for: AWS bills each event that is analysed, for each type.",
      errors:
        "Refused where Google Cloud or Azure is used, which have no such thing, unless `capture.bestEffort` has `insights`.",
      source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html",
    }),
    bestEffort: z.array(captureKind).optional().meta({
      description:
        "The kinds of events that may stay uncaptured where a cloud can't capture them: a gap in `coverage` instead of an error.",
    }),
  })
  .meta({ id: "Capture", description: "Which events are captured." });

export const immutability = z.enum(["none", "governance", "compliance"]).meta({
  id: "Immutability",
  description: "Who can delete or shorten the evidence before its retention ends.",
  values: {
    none: "Anybody with the permission to delete it.",
    governance: "Only an administrator who first removes the protection, which is itself an audited event.",
    compliance: "Nobody, not even the account's owner. Cannot be undone: needs `acknowledgeIrreversible`.",
  },
});

export const retention = z
  .strictObject({
    days: wholeNumber(limits.retentionDays).optional().meta({
      description: "How long the evidence is kept in the archive, in days. Kept at least this long, then deleted.",
      unit: "days",
      source: limits.retentionDays.source,
    }),
    searchableDays: wholeNumber(limits.searchableDays).optional().meta({
      description:
        "How long events can be searched in CloudWatch Logs, a log bucket or Log Analytics, in days. Rounded up to what the cloud accepts, with a notice.",
      unit: "days",
      errors: "Refused above `retention.days`, and above 730 on Azure.",
      source: limits.searchableDays.source,
    }),
    coldAfterDays: wholeNumber(limits.coldAfterDays)
      .optional()
      .meta({
        description:
          "After how many days the archive's objects move to a cheaper storage class in which they can still be read at once: S3 Glacier Instant Retrieval, " +
          "or the coldest class of Cloud Storage whose minimum `retention.days` reaches. None move unless asked for. Azure can't move what Azure Monitor writes.",
        unit: "days",
        errors: "Refused unless it is less than `retention.days`.",
        source: limits.coldAfterDays.source,
      }),
    immutability: immutability.optional().meta({
      description: "Who can delete or shorten the evidence before its retention ends.",
      errors:
        "`compliance` is refused without `acknowledgeIrreversible: true`; `governance` and `compliance` with `evidence: disposable`.",
    }),
    reason: retentionReason.optional(),
  })
  .meta({ id: "Retention", description: "How long events are kept, and how safely." });

export const encryption = z
  .strictObject({
    customerManagedKey: z
      .boolean()
      .optional()
      .meta({
        description:
          "Encrypts the archive with a key that you own and can revoke; on AWS and Google Cloud the searchable copy too. " +
          "Log Analytics takes one only on a dedicated cluster, so Azure's searchable copy stays with Microsoft's keys.",
        errors: "Google Cloud refuses to turn it off again: a log bucket keeps its key.",
        source: "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
      }),
    rotationDays: wholeNumber(limits.rotationDays).optional().meta({
      description: "How often the customer-managed key is rotated, in days. Without one there is nothing to rotate.",
      unit: "days",
      source: limits.rotationDays.source,
    }),
  })
  .meta({ id: "Encryption", description: "The key that the evidence is encrypted with." });

export const evidence = z.enum(["kept", "disposable"]).meta({
  id: "Evidence",
  description: "What happens to stores and keys when the stack is destroyed.",
  values: {
    kept: "They stay in the cloud, with everything that protects them.",
    disposable: "They are deleted with all events in them: for throw-away stacks.",
  },
});

/** What a stack may say differently: every field of the spec but its version. */
export const specOverrides = z
  .strictObject({
    compliance: compliance.optional(),
    capture: capture.optional(),
    retention: retention.optional(),
    encryption: encryption.optional(),
    alerts: alerts.optional(),
    query: query.optional(),
    stream: stream.optional(),
    health: health.optional(),
    evidence: evidence.optional().meta({
      description: "What happens to stores and keys when the stack is destroyed.",
      errors:
        "Azure refuses a change of it once the storage account exists: only a new account can get or lose version-level immutability.",
    }),
    acknowledgeIrreversible: z.boolean().optional().meta({
      description:
        "Says yes to what can't be undone: object locks, retention locks and immutability policies in compliance mode.",
    }),
    waivers: waivers.optional(),
  })
  .meta({
    id: "AuditSpecOverrides",
    description: "A partial spec: what one stack does differently. Merged over the spec, field by field.",
  });

export const auditSpec = z
  .strictObject({
    version: z.literal(specVersion).meta({ description: "The version of this format: 1." }),
    ...specOverrides.shape,
    tests: specTests.optional(),
  })
  .meta({ id: "AuditSpec", description: "What is captured, where and how long it is kept, and how it is protected." });

export type AuditSpec = z.infer<typeof auditSpec>;
export type SpecOverrides = z.infer<typeof specOverrides>;

declare module "zod" {
  interface GlobalMeta {
    /** What each allowed value means. */
    values?: Record<string, string>;
    /** The unit of a number. */
    unit?: string;
    /** The documentation that sets the rule. */
    source?: string;
    /** When a value that looks right is refused. */
    errors?: string;
    /** Whether it is kept secret in the state and in messages, also where it was given in the open. */
    secret?: true;
    /** What kind of resource of the program is given, where it is one. */
    resource?: string;
  }
}
