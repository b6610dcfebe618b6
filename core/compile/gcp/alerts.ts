import { toCloudLoggingQuery } from "../../filter/to-cloud-logging-query.ts";
import type { PlannedPlacements } from "../../plan/plan.ts";
import { type Alert, type AlertText, renderedAlert, textOf } from "../alerts.ts";
import { literal } from "../json.ts";
import { fillable } from "../own.ts";
import { type AlertAnswer, benchmarkAnswer, countedByMinute, type RuleAnswer, renderedAnswer } from "../rules.ts";

/** What Google Cloud is told to deploy of an alert: a policy that matches entries, one that counts them, or both. */
export interface GcpAlert extends AlertText {
  /** The query of a log-match policy, with tokens. */
  readonly match: string | undefined;
  readonly counter: Counter | undefined;
}

/** So many matches of a log-based metric within so many seconds. */
export interface Counter {
  /** With tokens. */
  readonly query: string;
  readonly count: number;
  readonly periodSeconds: number;
}

type Placement = NonNullable<PlannedPlacements["gcp"]>;

/** What is late among the points of a metric still counts together. */
const eachOnePeriodSeconds = 300;

const metricTarget = "log-based metric";
const matchTarget = "log-match alert";

type Form = "match" | "counter";

/**
 * A log-match policy tells who did what at once; it can't count, no benchmark knows it, and of an organization it sees the
 * logs of its own project alone. An alert that guards the audit log has one anyhow, since it needs no sink and no store.
 * https://cloud.google.com/logging/docs/alerting/log-based-alerts
 */
const formsOf = ({ benchmark, threshold, isTamper }: Alert, { scope }: Placement): readonly Form[] => {
  const isCounted = benchmark !== undefined || threshold !== undefined || scope === "organization";
  const isMatched = threshold === undefined && (isTamper || !isCounted);
  return [...(isCounted ? ["counter" as const] : []), ...(isMatched ? ["match" as const] : [])];
};

const givenBy = (forms: readonly Form[], { project }: Placement): string =>
  forms
    .map((form) => (form === "counter" ? `${metricTarget} of the log bucket` : `${matchTarget} in ${project}`))
    .join(", and ");

/** With the text that a benchmark looks for in place of what the filter becomes. */
const withBenchmark = (text: string, rendered: RuleAnswer, forms: readonly Form[], given: string): RuleAnswer => {
  const answer = benchmarkAnswer(metricTarget, [text]);
  if (!forms.includes("match")) return { ...answer, given };
  return { ...rendered, given, native: [...answer.native, ...rendered.native] };
};

export const gcpAlert = (alert: Alert, placement: Placement): AlertAnswer<GcpAlert> => {
  const { benchmark, threshold } = alert;
  const forms = formsOf(alert, placement);
  const given = givenBy(forms, placement);
  const rendered = renderedAlert(alert, toCloudLoggingQuery);
  const texts = benchmark === undefined ? forms : forms.filter((form) => form === "match");
  const own = renderedAnswer(rendered, given, (text) =>
    texts.map((form) => ({ target: form === "counter" ? metricTarget : matchTarget, text })),
  );
  const match = fillable(alert, rendered.output);
  const query = benchmark === undefined ? match : literal(benchmark[0]!);
  const answer = benchmark === undefined ? own : withBenchmark(benchmark[0]!, own, forms, given);
  if (query === undefined) return { answer, deployed: undefined };
  const counted = threshold && threshold.count > 1 ? countedByMinute("gcp", threshold, answer) : undefined;
  const counter = {
    query,
    count: threshold?.count ?? 1,
    periodSeconds: counted?.seconds ?? eachOnePeriodSeconds,
  };
  return {
    answer: counted?.answer ?? answer,
    deployed: {
      ...textOf(alert),
      match: forms.includes("match") ? match : undefined,
      counter: forms.includes("counter") ? counter : undefined,
    },
  };
};
