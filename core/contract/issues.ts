import type { Cloud } from "./cloud.ts";

export type Path = readonly (string | number)[];

/** A place in a text, both counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** The preset that asks for something, and its control. */
interface Asking {
  preset: string;
  control: string;
}

/** What has room for so many of a unit, and what takes the most of them. */
interface Room {
  quota: string;
  found: number;
  max: number;
  unit: string;
  by: readonly { name: string; count: number }[];
}

/** What each kind of issue tells beside its path: the sentences themselves are in messages.ts. */
export interface IssueParams {
  // Errors of form.
  "yaml-syntax": { problem: string };
  "yaml-duplicate-key": { key: string };
  "yaml-documents": { count: number };
  "unknown-key": { key: string; nearest: string | undefined; known: readonly string[] };
  "missing-key": { expected: string };
  "wrong-type": { expected: string; found: string };
  "not-allowed": { found: string; allowed: readonly string[]; nearest: string | undefined };
  "out-of-range": { found: number; min: number; max: number; unit: string };
  "not-whole": { found: number };
  "wrong-format": { wanted: string; example: string };
  "too-many": { found: number; max: number; unit: string };
  "unknown-version": { found: string; known: number };
  "unknown-location": { cloud: Cloud; example: string };
  "not-known-yet": Record<never, never>;
  "secret-in-plain": Record<never, never>;

  // Errors in a test of the spec.
  "test-event-count": { count: number };
  "test-expects-nothing": Record<never, never>;
  "test-unknown-alert": { alert: string; nearest: string | undefined };

  // Errors in a filter. `place` is in its text.
  "filter-syntax": { place: string; found: string; instead: string };
  "filter-too-deep": { found: number; max: number };
  "filter-unsupported": { place: string; construct: string; instead: string };
  "filter-unknown-field": { place: string; field: string; nearest: string | undefined; known: readonly string[] };
  "filter-unknown-value": {
    place: string;
    field: string;
    found: string;
    nearest: string | undefined;
    allowed: readonly string[];
  };
  "filter-wrong-type": { place: string; field: string; found: string; expected: string };
  "filter-wrong-regex": { place: string; problem: string };
  "filter-wrong-network": { place: string; found: string };

  // Errors of meaning.
  "no-spec": Record<never, never>;
  "two-specs": Record<never, never>;
  "no-cloud": { clouds: readonly Cloud[] };
  "name-twice": { name: string };
  "excludes-everything": Record<never, never>;
  "never-matches": Record<never, never>;
  "name-of-catalog": { name: string };
  "mute-not-selected": { alert: string };
  "searchable-above-days": { searchableDays: number; days: number };
  "cold-not-before-end": { coldAfterDays: number; days: number };
  "irreversible-unacknowledged": { what: string };
  "disposable-immutable": { immutability: string };
  "organization-without-id": { example: string };
  "id-without-organization": Record<never, never>;
  "replica-same-region": { region: string };
  "replica-other-partition": { region: string; replicaRegion: string };
  "alert-region-of-stack": { region: string };
  "alert-region-twice": { region: string };
  "alert-region-elsewhere": { region: string; own: string };
  "stream-endpoint-without-stream": Record<never, never>;
  "below-floor": { found: number; least: number } & Asking;
  "above-most": { found: number; most: number } & Asking;
  "kept-too-long": { days: number; most: number } & Asking;
  "weaker-than-required": { found: string; least: string } & Asking;
  "presets-disagree": { setting: string; least: { value: number } & Asking; most: { value: number } & Asking };
  "waiver-not-asked": { control: string };
  "waiver-expired": { control: string; until: string };
  "aws-management-without-organization": Record<never, never>;
  "aws-no-delegates-in-china": Record<never, never>;
  "aws-trail-unnamed": { parts: readonly string[] };
  "aws-adopted-unlockable": Record<never, never>;
  "aws-adopted-key-unused": Record<never, never>;
  "aws-replica-impossible": { why: string };
  "aws-archive-other-account": { found: string; account: string };
  "aws-archive-adopted": { part: string };
  "aws-adopted-elsewhere": { part: string; found: string; region: string };
  "azure-searchable-too-long": { searchableDays: number; max: number };
  "azure-lock-needs-account": Record<never, never>;
  "gcp-identity-needs-organization": Record<never, never>;
  "channel-kinds": { count: number; kinds: readonly string[] };
  "channel-lacks": { cloud: Cloud; kind: string; needs: string };
  "channels-above-targets": { channels: readonly string[]; max: number };
  "label-collision": { tags: readonly string[]; label: string };

  "insights-not-captured": { cloud: Cloud; lacks: string };
  "data-not-captured": { cloud: Cloud; service: string; lacks: string };

  // Of compliance.
  "control-not-met": {
    control: string;
    presets: readonly string[];
    gaps: readonly { clouds: readonly Cloud[]; reason: string }[];
  };

  // Warnings and notices: what a cloud does otherwise than asked.
  "insights-gap": { cloud: Cloud; lacks: string };
  "data-gap": { cloud: Cloud; service: string; lacks: string };
  "data-wider": { cloud: Cloud; what: string };
  "alerts-without-channel": { alerts: number };
  "alerts-below-channels": { alerts: readonly string[] };
  "aws-alerts-one-region": { regions: readonly string[]; scope: "account" | "organization" };
  "azure-stream-microsoft-key": Record<never, never>;
  "aws-stream-from-logs": { hasDataTrail: boolean };
  "aws-stream-kept": { hours: number; days: number };
  "over-quota": Room;
  "near-quota": Room;
  "azure-alerts-without-identity": { alerts: readonly string[] };
  "azure-no-reads": Record<never, never>;
  "azure-search-microsoft-key": Record<never, never>;
  "azure-entra-needs-user": Record<never, never>;
  "gcp-matches-a-day": Record<never, never>;
  "gcp-tamper-in-organization": { project: string };
  "gcp-data-access-external": { configs: readonly string[] };
  "gcp-identity-gap": Record<never, never>;
  "gcp-identity-needs-sharing": Record<never, never>;
  "gcp-identity-with-organization": Record<never, never>;
  "gcp-reads-with-identity": Record<never, never>;
  "aws-identity-with-management": Record<never, never>;
  "aws-reads-with-identity": Record<never, never>;
  "protect-trail-without-organization": Record<never, never>;
  "aws-trail-not-from-management": Record<never, never>;
  "aws-health-one-way": { failing: "EventBridge" | "SNS"; kinds: readonly string[] };
  "aws-readers-search": Record<never, never>;
  "aws-break-glass-deploys": Record<never, never>;
  "aws-replica-from-now-on": Record<never, never>;
  "aws-cold-small-files": { days: number; kilobytes: number };
  "aws-cold-saves-nothing": { days: number; charged: number };
  "gcp-cold-small-files": { storageClass: string; days: number; kilobytes: number };
  "gcp-cold-too-short": { days: number; least: number };
  "azure-cold-append-blobs": Record<never, never>;
  "aws-adopted": { part: string; todo: string };
  "aws-trail-unwatched": { account: string };
  "aws-archive-unwatched": { account: string; scope: "account" | "organization" };
  "aws-statements-needed": { parts: readonly string[] };
  "aws-archive-table": { count: number; scope: "account" | "organization" };
  "aws-readers-athena": Record<never, never>;
  "gcp-no-archive-table": Record<never, never>;
  "azure-no-archive-table": Record<never, never>;
  "aws-data-archive": { alerts: readonly string[] };
  "aws-data-in-logs": { alerts: readonly string[] };
  "aws-deletions-recorded": Record<never, never>;
  "aws-insights-billed": { types: number };
  "aws-management-excluded": { sources: readonly string[] };
  // What a target of filters does otherwise than asked.
  "rule-wider": { target: string; purpose: "match" | "exclude"; lacks: readonly string[] };
  "rule-unsupported": { target: string; purpose: "match" | "exclude"; lacks: readonly string[] };
  "rule-too-long": { target: string; found: number; max: number; unit: string };
  "rule-by-case": { target: string; texts: readonly string[] };
  "rule-split": { target: string; count: number; unit: string };
  "exclusion-unseen": { cloud: Cloud; alerts: readonly string[] };
  "counted-by-minute": { cloud: Cloud; asked: number; given: number };
  "rounded-up": { cloud: Cloud; asked: number; given: number; unit: string };
  "silence-sooner": { cloud: Cloud; asked: number; givenMinutes: number };
  "gcp-health-in-organization": { givenMinutes: number };
  "azure-health-of-workspace": { givenMinutes: number };
  "labels-changed": { labels: readonly string[] };
}

export type IssueCode = keyof IssueParams;

export type Severity = "error" | "warning" | "notice";

/** A difference between what was written and what is right, or between what was asked and what a cloud does. */
export type Issue<C extends IssueCode = IssueCode> = {
  [K in C]: {
    code: K;
    severity: Severity;
    path: Path;
    params: IssueParams[K];
    /** Where in the text at the path, counted in characters from 0. */
    offset?: number;
    /** Where in the text of an `audit.yaml`. */
    at?: Position;
  };
}[C];

/** An issue of one kind. */
export const issue = <C extends IssueCode>(severity: Severity, code: C, path: Path, params: IssueParams[C]): Issue =>
  ({ code, severity, path, params }) as Issue;

export const isError = (one: Issue): boolean => one.severity === "error";

/** A path as people write it: `retention.days`, `readers["a b"]`, `tests[2].event`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
