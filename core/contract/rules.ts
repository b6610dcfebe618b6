import * as z from "zod";
import type { AlertGroup } from "../catalog/alert.ts";
import { catalogAlerts } from "../catalog/alerts.ts";
import { type Cloud, cloudNames } from "./cloud.ts";
import { limits } from "./limits.ts";
import { listOf, location, text, wholeNumber } from "./values.ts";

/** Names that users give to rules become parts of resource names, and keys that an edit keeps. */
const ruleName = text(
  /^[a-z][a-z0-9-]{0,39}$/,
  "a lower-case name of letters, digits and hyphens, at most 40",
  "prod-bucket-public",
);

const when = z.string().meta({
  description:
    'Which events: a filter in CEL, of the fields that `docs/filters.md` explains, such as `outcome == "denied"`.',
  source: "https://github.com/google/cel-spec",
});

export const dataService = z
  .enum(["storage", "database", "secrets", "keys", "functions", "kubernetes", "analytics"])
  .meta({
    id: "DataService",
    description: "A kind of service whose data events are captured.",
    values: {
      storage: "Objects: Amazon S3, Cloud Storage.",
      database: "Rows: Amazon DynamoDB and the RDS Data API, Cloud SQL, Spanner, Firestore, Bigtable.",
      secrets: "Secrets: AWS Secrets Manager, Secret Manager.",
      keys: "Cryptographic use of keys: AWS KMS, Cloud KMS.",
      functions: "Invocations: AWS Lambda, Cloud Run functions.",
      kubernetes: "Calls of the Kubernetes API: Google Kubernetes Engine.",
      analytics: "Queries: Amazon Athena, BigQuery.",
    },
  });

export const dataAccess = z.enum(["all", "read", "write"]).meta({
  id: "DataAccess",
  description: "Which data events are captured.",
  values: { all: "Reads and writes.", read: "Reads alone.", write: "Writes and deletes alone." },
});

export const dataCapture = z
  .strictObject({
    service: dataService,
    access: dataAccess.optional().meta({ description: "Which of its data events. Default: `all`." }),
    resources: listOf(
      text(/^[A-Za-z0-9._:/@-]{0,200}\*?$/, "a name, or the beginning of one and a *", "prod-*"),
      "dataResources",
    )
      .optional()
      .meta({
        description:
          "Only those of these buckets, tables or functions, by name, or by the beginning of it with `*`. Default: all. A cloud that can't tell them apart captures all, and says so.",
      }),
  })
  .meta({
    id: "DataCapture",
    description: "Data events of one kind of service. They cost money: none unless asked for.",
  });

export const exclusion = z
  .strictObject({
    name: ruleName.meta({ description: "Your name for it." }),
    when,
    reason: text(/\S/, "a reason in words", "machine traffic").meta({
      description: "Why these events need not be kept: for the reviewer, and for the auditor.",
    }),
  })
  .meta({
    id: "Exclusion",
    description:
      "Captured events that are not stored. A cloud that can't leave out exactly these stores more, never less, and says so.",
  });

export const alertSeverity = z.enum(["low", "medium", "high", "critical"]).meta({
  id: "AlertSeverity",
  description: "How urgent an alert is.",
  values: {
    low: "To be looked at some day.",
    medium: "To be looked at in working hours.",
    high: "To be looked at today.",
    critical: "To be looked at now.",
  },
});

export const alertThreshold = z
  .strictObject({
    count: wholeNumber(limits.alertCount).meta({
      description: "So many matching events.",
      unit: limits.alertCount.unit,
    }),
    withinMinutes: wholeNumber(limits.alertMinutes).meta({
      description: "Within so many minutes.",
      unit: limits.alertMinutes.unit,
      source: limits.alertMinutes.source,
    }),
  })
  .meta({ id: "AlertThreshold", description: "How many events make an alert." });

export const customAlert = z
  .strictObject({
    name: ruleName.meta({ description: "Your name for it." }),
    when,
    severity: alertSeverity,
    threshold: alertThreshold.optional().meta({ description: "How many events make an alert. Default: one." }),
  })
  .meta({ id: "CustomAlert", description: "An alert of your own: it fires on everything that its filter matches." });

const groups = {
  cis: "What the CIS Foundations Benchmarks of the three clouds ask for.",
  tamper:
    "Changes of the audit log that was made here, of its stores, keys, rights and alerts; and whatever else watches, switched off.",
  identity: "Who may do what, and who gets in.",
  data: "Who reads, shares or destroys data.",
  network: "What can be reached from where.",
  keys: "Keys, and what is lost with them.",
  cost: "What costs money that nobody planned.",
} as const satisfies Record<AlertGroup, string>;

const titles: Readonly<Record<string, string>> = Object.fromEntries(
  catalogAlerts.map(({ id, title }) => [id, `${title}.`]),
);

export const catalogAlert = z.enum(Object.keys(titles)).meta({
  id: "CatalogAlert",
  description: "An alert of the catalog.",
  values: titles,
});

export const alertSelection = z.enum([...Object.keys(groups), ...Object.keys(titles)]).meta({
  id: "AlertSelection",
  description: "A group of alerts of the catalog, or a single one.",
  values: { ...groups, ...titles },
});

export const mute = z
  .strictObject({
    alert: catalogAlert,
    reason: text(/\S/, "a reason in words", "single sign-on only").meta({
      description: "Why nobody needs to be told: for the reviewer, and for the auditor.",
    }),
  })
  .meta({ id: "MutedAlert", description: "An alert of the catalog that nobody is told of." });

const regionsOf = (cloud: Cloud) =>
  listOf(location(cloud), "alertRegions")
    .optional()
    .meta({ description: `The regions of ${cloudNames[cloud]}. Where there are none, nobody is told of others.` });

export const alertRegions = z
  .strictObject({ aws: regionsOf("aws"), gcp: regionsOf("gcp"), azure: regionsOf("azure") })
  .meta({ id: "AlertRegions", description: "The regions in which you work, by cloud." });

export const alerts = z
  .strictObject({
    catalog: z.array(alertSelection).optional().meta({
      description: "Alerts of the catalog, by group or one by one. None unless asked for.",
    }),
    mute: z.array(mute).optional().meta({
      description: "Alerts that `catalog` selects and nobody is told of.",
      errors: "Refused for an alert that `catalog` does not select.",
    }),
    regions: alertRegions.optional().meta({
      description: "The regions in which you work: `compute-outside-regions` tells of what is started elsewhere.",
    }),
    custom: listOf(customAlert, "customAlerts").optional().meta({ description: "Alerts of your own." }),
  })
  .meta({ id: "Alerts", description: "What people are told of." });
