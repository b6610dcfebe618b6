import { limits } from "../../contract/limits.ts";
import { inUse, type Quota, quotaOfAll } from "../quotas.ts";
import type { AzureAlerting } from "./alerting.ts";

/** What a plan takes of what Azure has room for. */
export const azureQuotas = (alerts: Pick<AzureAlerting, "activityLogRules"> | undefined): readonly Quota[] =>
  inUse([
    quotaOfAll(
      { quota: "a subscription", limit: limits.activityLogAlerts, path: ["alerts"] },
      (alerts?.activityLogRules ?? []).map(({ id }) => id),
    ),
  ]);
