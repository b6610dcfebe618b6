import { homedir } from "node:os";
import { join } from "node:path";

type Environment = NodeJS.ProcessEnv;

/** What a user sets of the sandbox, in the environment of `pulumi`, and what holds where it is not set. */
export const settings = {
  AUDITLOG_SANDBOX: {
    what: "the folder of what exists in the three clouds",
    unset: "`auditlog/sandbox` in the user's cache folder",
  },
  AUDITLOG_SANDBOX_METRIC_DELAY_SECONDS: {
    what: "for how long alert policies of Google Cloud don't see a new metric; in the cloud itself for up to ten minutes",
    unset: "3",
  },
  AUDITLOG_SANDBOX_FAIL_EVERY: {
    what: "each provider refuses every creation of this number, as a cloud does that is asked too much: 3 is every third",
    unset: "none is refused so",
  },
} as const;

export const storeFolder = (env: Environment = process.env): string =>
  env.AUDITLOG_SANDBOX || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "auditlog", "sandbox");

export const metricDelaySeconds = (env: Environment = process.env): string =>
  env.AUDITLOG_SANDBOX_METRIC_DELAY_SECONDS ?? settings.AUDITLOG_SANDBOX_METRIC_DELAY_SECONDS.unset;

/** Every how many creations one fails; nothing where none does. */
export const failEvery = (env: Environment = process.env): number | undefined => {
  const given = env.AUDITLOG_SANDBOX_FAIL_EVERY;
  if (!given) return undefined;
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new Error(`AUDITLOG_SANDBOX_FAIL_EVERY is ${JSON.stringify(given)}; give a whole number from 1 on, such as 3`);
};
