import type { Cloud } from "../contract/cloud.ts";
import type { DataService } from "../plan/plan.ts";

/** The services whose calls a kind of data is used by, as records name them; none where no record of the cloud is of it. */
export const dataServices = {
  aws: {
    storage: ["s3.amazonaws.com"],
    database: ["dynamodb.amazonaws.com", "rdsdata.amazonaws.com"],
    functions: ["lambda.amazonaws.com"],
    secrets: ["secretsmanager.amazonaws.com"],
    keys: ["kms.amazonaws.com"],
    analytics: ["athena.amazonaws.com"],
    kubernetes: [],
  },
  gcp: {
    storage: ["storage.googleapis.com"],
    database: [
      "bigtable.googleapis.com",
      "cloudsql.googleapis.com",
      "datastore.googleapis.com",
      "firestore.googleapis.com",
      "spanner.googleapis.com",
    ],
    functions: ["cloudfunctions.googleapis.com"],
    secrets: ["secretmanager.googleapis.com"],
    keys: ["cloudkms.googleapis.com"],
    analytics: ["bigquery.googleapis.com"],
    kubernetes: ["container.googleapis.com", "k8s.io"],
  },
  // An Azure stack captures no data events: what is asked for there is a gap of the plan.
  azure: { storage: [], database: [], functions: [], secrets: [], keys: [], analytics: [], kubernetes: [] },
} as const satisfies Record<Cloud, Record<DataService, readonly string[]>>;

/** The kinds of data whose calls a cloud records among the management events. */
export const recordedAsManagement = {
  aws: ["secrets", "keys", "analytics"],
  gcp: [],
  azure: [],
} as const satisfies Record<Cloud, readonly DataService[]>;
