import type { Cloud } from "../resource.ts";
import { iamTypes } from "./iam.ts";
import { invokes } from "./invokes.ts";
import { kmsTypes } from "./kms.ts";
import { loggingTypes } from "./logging.ts";
import { monitoringTypes } from "./monitoring.ts";
import { serviceTypes } from "./services.ts";
import { storageTypes } from "./storage.ts";

export const gcp: Cloud = {
  name: "gcp",
  config: {
    project: undefined,
    region: undefined,
    zone: undefined,
    // The sandbox's own: how long alert policies don't see a new metric. Google Cloud takes up to ten minutes.
    metricDelaySeconds: process.env.AUDITLOG_SANDBOX_METRIC_DELAY_SECONDS ?? "3",
  },
  types: [...serviceTypes, ...iamTypes, ...kmsTypes, ...storageTypes, ...loggingTypes, ...monitoringTypes],
  invokes,
};
