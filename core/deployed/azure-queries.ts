import type { CommonEvent } from "../event/event.ts";
import { type KqlQuery, parseKql, selectsRow } from "../native/kql.ts";
import { readDatetime } from "../native/kql-time.ts";
import { isObject } from "../object.ts";
import type { AlertThreshold } from "../plan/plan.ts";
import { rowOf } from "./azure-rows.ts";
import { type DeployedSetting, sendsTo } from "./azure-settings.ts";
import type { DeployedAlert } from "./deployed.ts";
import { flagIn, hasSome, isMadeOfSame, nativeName, property, refuse, textIn } from "./property.ts";
import { type NativeResource, NotKnown } from "./resource.ts";
import { secondsOf, thresholdOf } from "./threshold.ts";

/** Who looks at the time of another row beside a row's own: so many events within so many minutes, whenever it runs. */
const sliding =
  /\|\s*sort\s+by\s+TimeGenerated\s+asc\s*\|\s*where\s+TimeGenerated\s*-\s*prev\(\s*TimeGenerated\s*,\s*(\d+)\s*\)\s*<=\s*(\d+)m\s*$/;

type Tabular = KqlQuery["tabular"];

const isSummarized = (tabular: Tabular): boolean => {
  if (tabular.kind === "table") return false;
  if (tabular.kind === "union") return tabular.parts.some(isSummarized);
  return isSummarized(tabular.from) || tabular.steps.some(({ kind }) => kind === "summarize");
};

const parsed = (text: string): KqlQuery => {
  const { filter, problems } = parseKql(text);
  if (filter === undefined) {
    const reasons = problems.map(({ at, message }) => `character ${at + 1}: ${message}`);
    return refuse(`its query is beyond what is understood of KQL: ${reasons.join("; ")}`);
  }
  if (isSummarized(filter.tabular)) return refuse("its query summarizes: what it finds is of several events");
  return filter;
};

interface Criterion {
  readonly text: string;
  readonly query: KqlQuery;
  readonly threshold: AlertThreshold | undefined;
}

/** How many failing evaluations it asks for. */
const periodsOf = (given: unknown): number => (isObject(given) ? Number(given.minFailingPeriodsToAlert ?? 1) : 1);

const criterionOf = (resource: NativeResource, given: Readonly<Record<string, unknown>>): Criterion => {
  const { query: text, operator, threshold: value, timeAggregation, failingPeriods, dimensions } = given;
  if (typeof text !== "string") return refuse("it has no query");
  if (timeAggregation !== "Count") refuse(`it does not count what is found: it tells of ${String(timeAggregation)}`);
  if (periodsOf(failingPeriods) > 1) refuse("it asks for several periods in a row");
  const threshold = thresholdOf(String(operator), Number(value ?? 0), secondsOf(textIn(resource, "windowSize")));
  if (threshold !== undefined && hasSome(dimensions)) refuse("it counts each combination of dimensions by itself");
  const [, before, minutes] = sliding.exec(text) ?? [];
  if (before === undefined) {
    if (/\bprev\s*\(/.test(text)) refuse("its query compares events with others");
    return { text, query: parsed(text), threshold };
  }
  if (threshold !== undefined) refuse("it counts, and so does its query");
  const within = { count: Number(before) + 1, withinMinutes: Number(minutes) };
  return { text, query: parsed(text.replace(sliding, "")), threshold: within };
};

/** The settings that send to the workspaces in which it looks. */
const sendersTo = (resource: NativeResource, settings: readonly DeployedSetting[]): readonly DeployedSetting[] => {
  const { scopes } = resource.properties;
  const given: readonly unknown[] = Array.isArray(scopes) ? scopes : [scopes];
  return settings.filter(
    (one) =>
      given.some((scope) => typeof scope === "string" && sendsTo(one, scope)) ||
      (given.some((scope) => scope instanceof NotKnown) &&
        isMadeOfSame(resource, "scopes", one.resource, "workspaceId")),
  );
};

/** Reads a rule that runs a query on a schedule and counts the rows that it finds. */
export const readQueryRule =
  (settings: readonly DeployedSetting[]) =>
  (resource: NativeResource): readonly DeployedAlert[] => {
    const criteria = property(resource, "criteria");
    const [first, ...others]: readonly unknown[] =
      isObject(criteria) && Array.isArray(criteria.allOf) ? criteria.allOf : [];
    if (!isObject(first) || others.length > 0) return refuse("it has not exactly one criterion");
    const { text, query, threshold } = criterionOf(resource, first);
    if (!flagIn(resource, "enabled", true)) return refuse("it is disabled: it tells nobody");
    const { actions } = resource.properties;
    if (!isObject(actions) || !hasSome(actions.actionGroups)) return refuse("it has no action group: it tells nobody");
    const senders = sendersTo(resource, settings);
    if (senders.length === 0) return refuse("no diagnostic setting here sends to its workspace");
    const test = (event: CommonEvent): boolean => {
      if (!senders.some(({ stores }) => stores(event))) return false;
      // As if it ran when the event happened.
      const now = query.usesClock ? event.time : undefined;
      if (query.usesClock && (now === undefined || readDatetime(now) === null)) return false;
      return selectsRow(query, rowOf(event), now);
    };
    const name = nativeName(resource, "ruleName", "name");
    return [{ kind: "scheduled query rule", name, urn: resource.urn, text, threshold, test }];
  };
