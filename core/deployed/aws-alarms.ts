import type { CommonEvent } from "../event/event.ts";
import { matchesFilterPattern, parseFilterPattern } from "../native/cloudwatch-filter-pattern.ts";
import { isObject } from "../object.ts";
import type { AlertThreshold } from "../plan/plan.ts";
import type { DeployedTrail } from "./aws-trails.ts";
import { recordOf } from "./cloudtrail-record.ts";
import type { DeployedAlert } from "./deployed.ts";
import {
  flagIn,
  hasSome,
  isMadeOfSame,
  knownText,
  nativeName,
  numberIn,
  property,
  refuse,
  textIn,
} from "./property.ts";
import type { NativeResource } from "./resource.ts";
import { thresholdOf } from "./threshold.ts";

interface Metric {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
  readonly isByDimension: boolean;
  readonly hasDefault: boolean;
}

/** A metric filter, and which of the events that its pattern matches reach its log group. */
interface MetricFilter {
  readonly metric: Metric;
  readonly text: string;
  readonly test: (event: CommonEvent) => boolean;
}

const groupOfTrail = (trail: NativeResource): string | undefined =>
  /:log-group:([^:]+)/.exec(knownText(trail, "cloudWatchLogsGroupArn") ?? "")?.[1];

const writesTo = (filter: NativeResource, { resource }: DeployedTrail): boolean => {
  const [name, wanted] = [groupOfTrail(resource), knownText(filter, "logGroupName")];
  if (name !== undefined && name === wanted) return true;
  return isMadeOfSame(resource, "cloudWatchLogsGroupArn", filter, "logGroupName");
};

const metricOf = (resource: NativeResource): Metric => {
  const given = property(resource, "metricTransformation");
  const { name, namespace, value, dimensions, defaultValue } = isObject(given) ? given : {};
  if (typeof name !== "string" || typeof namespace !== "string") return refuse("its metric has no name");
  return {
    name,
    namespace,
    value: String(value),
    isByDimension: isObject(dimensions) && Object.keys(dimensions).length > 0,
    hasDefault: defaultValue !== undefined && defaultValue !== null && Number(defaultValue) !== 0,
  };
};

/** Reads the metric filters of log groups that trails write to. */
export const readMetricFilter =
  (trails: readonly DeployedTrail[]) =>
  (resource: NativeResource): readonly MetricFilter[] => {
    const text = textIn(resource, "pattern") ?? "";
    const from = trails.filter((trail) => writesTo(resource, trail));
    if (from.length === 0) {
      return refuse(`no trail here writes to its log group ${knownText(resource, "logGroupName") ?? ""}`.trimEnd());
    }
    const { filter, problems } = parseFilterPattern(text);
    if (filter === undefined) return refuse(`pattern: ${problems.map(({ message }) => message).join("; ")}`);
    const test = (event: CommonEvent): boolean =>
      matchesFilterPattern(filter, recordOf(event)) && from.some(({ stores }) => stores(event));
    return [{ metric: metricOf(resource), text, test }];
  };

const thresholdOfAlarm = (alarm: NativeResource, filters: readonly MetricFilter[]): AlertThreshold | undefined => {
  const periods = numberIn(alarm, "evaluationPeriods") ?? 1;
  if (periods > 1 && numberIn(alarm, "datapointsToAlarm") !== 1) refuse(`it asks for ${periods} periods in a row`);
  const threshold = thresholdOf(
    textIn(alarm, "comparisonOperator"),
    numberIn(alarm, "threshold"),
    numberIn(alarm, "period"),
  );
  const statistic = textIn(alarm, "statistic");
  const isAny = statistic === "Maximum" && threshold === undefined;
  if (statistic !== "Sum" && statistic !== "SampleCount" && !isAny) {
    refuse(`it does not count matches: its statistic is ${statistic ?? "none"}`);
  }
  if (filters.some(({ metric }) => metric.hasDefault)) refuse("its metric has a default value beside the matches");
  if (statistic !== "SampleCount" && filters.some(({ metric }) => metric.value !== "1")) {
    refuse("its metric adds up a value other than 1 for each match");
  }
  if (threshold !== undefined && filters.some(({ metric }) => metric.isByDimension)) {
    refuse("its metric counts each combination of dimensions by itself");
  }
  return threshold;
};

/** Reads the alarms on metrics of the filters; one on another metric is about no event. */
export const readAlarm =
  (filters: readonly MetricFilter[]) =>
  (resource: NativeResource): readonly DeployedAlert[] => {
    if (hasSome(resource.properties.metricQueries))
      return refuse("it computes with metrics instead of counting matches");
    const [name, namespace] = [knownText(resource, "metricName"), knownText(resource, "namespace")];
    const own = filters.filter(({ metric }) => metric.name === name && metric.namespace === namespace);
    if (own.length === 0) return [];
    if (!flagIn(resource, "actionsEnabled", true) || !hasSome(resource.properties.alarmActions)) {
      return refuse("it has no action: it tells nobody");
    }
    return [
      {
        kind: "metric filter and alarm",
        name: nativeName(resource, "name"),
        urn: resource.urn,
        text: own.map(({ text }) => text).join("\n"),
        threshold: thresholdOfAlarm(resource, own),
        test: (event) => own.some(({ test }) => test(event)),
      },
    ];
  };
