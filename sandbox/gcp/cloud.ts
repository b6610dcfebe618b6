import type { Cloud } from "../resource.ts";
import { iamTypes } from "./iam.ts";
import { invokes } from "./invokes.ts";
import { kmsTypes } from "./kms.ts";
import { loggingTypes } from "./logging.ts";
import { serviceTypes } from "./services.ts";
import { storageTypes } from "./storage.ts";

export const gcp: Cloud = {
  name: "gcp",
  config: { project: undefined, region: undefined, zone: undefined },
  types: [...serviceTypes, ...iamTypes, ...kmsTypes, ...storageTypes, ...loggingTypes],
  invokes,
};
