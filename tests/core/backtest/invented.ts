import type fc from "fast-check";
import type { Cloud } from "../../../core/contract/cloud.ts";
import type { Pool } from "../filter/arbitrary-filter.ts";
import { activityEvents, activityPool } from "../filter/azure-activity-events.ts";
import { azurePool, azureRows } from "../filter/azure-rows.ts";
import { cloudTrailEvents, cloudTrailPool } from "../filter/cloudtrail-events.ts";
import { gcpEntries, gcpPool } from "../filter/gcp-entries.ts";

/** Records of each form, and what filters about them are made of. */
export const inventedForms = [
  ["aws", cloudTrailEvents, cloudTrailPool],
  ["gcp", gcpEntries, gcpPool],
  ["azure", activityEvents, activityPool],
  ["azure", azureRows, azurePool],
] as const satisfies readonly (readonly [Cloud, fc.Arbitrary<Record<string, unknown>>, Pool])[];
