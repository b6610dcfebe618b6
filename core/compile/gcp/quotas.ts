import { limits } from "../../contract/limits.ts";
import { inUse, type Quota, quotaOfAll, quotaOfEach } from "../quotas.ts";
import type { GcpAlerting } from "./alerting.ts";
import type { SinkExclusion } from "./rules.ts";

/** An exclusion's name as the spec has it: a long one is several. */
const written = ({ name }: SinkExclusion): string => name.replace(/_[0-9]+$/, "");

/** What a plan takes of what Google Cloud has room for. */
export const gcpQuotas = (
  exclusions: readonly SinkExclusion[],
  alerts: Pick<GcpAlerting, "matches" | "counters"> | undefined,
): readonly Quota[] =>
  inUse([
    quotaOfAll(
      { quota: "a sink of Cloud Logging", limit: limits.exclusions, path: ["capture", "exclude"], isOfRules: true },
      exclusions.map(written),
    ),
    quotaOfEach(
      { quota: "an alert policy", limit: limits.channels, path: ["channels"] },
      [...(alerts?.matches ?? []), ...(alerts?.counters ?? [])].map(({ id, channels }) => ({
        name: id,
        count: channels.length,
      })),
    ),
  ]);
