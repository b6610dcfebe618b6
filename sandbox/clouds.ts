import { aws } from "./aws/cloud.ts";
import { azureNative } from "./azure/cloud.ts";
import { gcp } from "./gcp/cloud.ts";
import type { Cloud } from "./resource.ts";

export const clouds = { aws, gcp, azure: azureNative } as const satisfies Record<string, Cloud>;
export type CloudKey = keyof typeof clouds;
