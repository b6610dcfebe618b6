import type { CommonEvent } from "../event/event.ts";
import { isObject } from "../object.ts";
import type { AlertThreshold } from "../plan/plan.ts";
import type { DeployedAlert } from "./deployed.ts";
import { type DeployedSink, entryOf, queryOf } from "./gcp-sinks.ts";
import { flagIn, hasSome, isMadeOfSame, knownText, listIn, nativeName, property, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";
import { secondsOf, thresholdOf } from "./threshold.ts";

/** A log-based metric that counts entries. */
interface CounterMetric {
  readonly name: string;
  readonly text: string;
  /** Whether it counts each combination of labels by itself. */
  readonly hasLabels: boolean;
  readonly test: (event: CommonEvent) => boolean;
}

const routesTo = (metric: NativeResource, { resource }: DeployedSink): boolean => {
  const bucket = knownText(metric, "bucketName");
  if (bucket !== undefined && knownText(resource, "destination") === `logging.googleapis.com/${bucket}`) return true;
  return isMadeOfSame(metric, "bucketName", resource, "destination");
};

/** Reads the log-based metrics: one of a log bucket counts what sinks route there, one of a project all that it logs. */
export const readMetric =
  (sinks: readonly DeployedSink[]) =>
  (resource: NativeResource): readonly CounterMetric[] => {
    if (flagIn(resource, "disabled", false)) return refuse("it is disabled: it counts nothing");
    const isOfBucket = "bucketName" in resource.properties;
    const from = sinks.filter((sink) => routesTo(resource, sink));
    if (isOfBucket && from.length === 0) return refuse("no sink here routes to its log bucket");
    if (textIn(resource, "valueExtractor")) return refuse("it adds up values of entries instead of counting them");
    const text = textIn(resource, "filter") ?? "";
    const matches = queryOf(text, "filter");
    const labels = property(resource, "labelExtractors");
    return [
      {
        name: knownText(resource, "name") ?? refuse("name: only the deployment knows it"),
        text,
        hasLabels: isObject(labels) && Object.keys(labels).length > 0,
        test: (event) => matches(entryOf(event)) && (!isOfBucket || from.some(({ stores }) => stores(event))),
      },
    ];
  };

type Condition = Readonly<Record<string, unknown>>;

type Told = Pick<DeployedAlert, "text" | "threshold" | "test">;

const matched = ({ filter }: Condition, path: string): Told => {
  if (typeof filter !== "string") return refuse(`${path} has no filter`);
  const matches = queryOf(filter, `${path}.filter`);
  return { text: filter, threshold: undefined, test: (event) => matches(entryOf(event)) };
};

const ofMetric = /^\s*metric\.type\s*=\s*"logging\.googleapis\.com\/user\/([^"]+)"\s*$/;
const ofResource = /^\s*resource\.type\s*=\s*"[^"]+"\s*$/;

/** The name of the log-based metric that a filter is about, and of nothing else; undefined where it is about another. */
const metricNamed = (filter: string, path: string): string | undefined => {
  if (!filter.includes("logging.googleapis.com/user/")) return undefined;
  const terms = filter.split(/\sAND\s/);
  const name = terms.flatMap((term) => ofMetric.exec(term)?.[1] ?? [])[0];
  const isPlain = terms.every((term) => ofMetric.test(term) || ofResource.test(term));
  return name !== undefined && isPlain ? name : refuse(`${path}.filter asks for more than a log-based metric`);
};

const first = (list: unknown): Condition => (Array.isArray(list) && isObject(list[0]) ? list[0] : {});

const thresholdIn = (given: Condition, metric: CounterMetric, path: string): AlertThreshold | undefined => {
  const { comparison, thresholdValue, duration, aggregations } = given;
  const { alignmentPeriod = "60s", perSeriesAligner, crossSeriesReducer } = first(aggregations);
  if (secondsOf(String(duration ?? "0s")) !== 0) refuse(`${path} must hold for ${String(duration)}`);
  if (perSeriesAligner !== "ALIGN_SUM" && perSeriesAligner !== "ALIGN_DELTA") {
    refuse(`${path} does not count matches: its aligner is ${String(perSeriesAligner ?? "none")}`);
  }
  const threshold = thresholdOf(String(comparison), Number(thresholdValue ?? 0), secondsOf(String(alignmentPeriod)));
  if (threshold !== undefined && metric.hasLabels && crossSeriesReducer !== "REDUCE_SUM") {
    refuse(`${path} counts each combination of labels by itself`);
  }
  return threshold;
};

const counted = (given: Condition, metrics: readonly CounterMetric[], path: string): readonly Told[] => {
  if (typeof given.filter !== "string") return refuse(`${path} has no filter`);
  const name = metricNamed(given.filter, path);
  if (name === undefined) return [];
  const metric = metrics.find((one) => one.name === name);
  if (metric === undefined) return refuse(`${path}: the log-based metric ${name} is not understood, or not here`);
  return [{ text: metric.text, threshold: thresholdIn(given, metric, path), test: metric.test }];
};

const toldBy = (given: unknown, metrics: readonly CounterMetric[], path: string): readonly Told[] => {
  const { conditionMatchedLog, conditionThreshold, ...others } = isObject(given) ? given : {};
  if (isObject(conditionMatchedLog)) return [matched(conditionMatchedLog, `${path}.conditionMatchedLog`)];
  if (isObject(conditionThreshold)) return counted(conditionThreshold, metrics, `${path}.conditionThreshold`);
  const kind = Object.keys(others).find((name) => name.startsWith("condition"));
  return refuse(`${path} tells of no count of matches: it is a ${kind ?? "condition of no known kind"}`);
};

/** Reads the alert policies on log entries and on log-based metrics; one on another metric is about no event. */
export const readPolicy =
  (metrics: readonly CounterMetric[]) =>
  (resource: NativeResource): readonly DeployedAlert[] => {
    const conditions = listIn(resource, "conditions");
    const told = conditions.flatMap((one, index) => toldBy(one, metrics, `conditions[${index}]`));
    if (told.length === 0) return [];
    if (conditions.length > 1 && textIn(resource, "combiner") !== "OR") {
      return refuse(`it asks for several conditions at once: its combiner is ${textIn(resource, "combiner")}`);
    }
    if (!flagIn(resource, "enabled", true)) return refuse("it is disabled: it tells nobody");
    if (!hasSome(resource.properties.notificationChannels)) {
      return refuse("it has no notification channel: it tells nobody");
    }
    const name = nativeName(resource, "displayName");
    return told.map((one) => ({ kind: "alert policy", name, urn: resource.urn, ...one }));
  };
