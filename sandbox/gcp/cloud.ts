import type { Cloud } from "../resource.ts";
import { metricDelaySeconds } from "../settings.ts";
import { googleError } from "./errors.ts";
import { iamTypes } from "./iam.ts";
import { invokes } from "./invokes.ts";
import { kmsTypes } from "./kms.ts";
import { loggingTypes } from "./logging.ts";
import { monitoringTypes } from "./monitoring.ts";
import { pubSubTypes } from "./pubsub.ts";
import { serviceTypes } from "./services.ts";
import { storageTypes } from "./storage.ts";

export const gcp: Cloud = {
  name: "gcp",
  config: {
    project: undefined,
    region: undefined,
    zone: undefined,
    // The sandbox's own.
    metricDelaySeconds: metricDelaySeconds(),
  },
  // https://cloud.google.com/apis/design/errors#handling_errors
  busy: googleError(503, "UNAVAILABLE", "The service is currently unavailable."),
  types: [
    ...serviceTypes,
    ...iamTypes,
    ...kmsTypes,
    ...storageTypes,
    ...loggingTypes,
    ...pubSubTypes,
    ...monitoringTypes,
  ],
  invokes,
};
