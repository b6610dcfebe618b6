import type { Cloud } from "../contract/cloud.ts";
import type { Issue, Path } from "../contract/issues.ts";
import { type IssueCode, type IssueParams, issue, type Severity } from "../contract/issues.ts";
import { sentence } from "../contract/messages.ts";
import type { ComplianceRow, CoverageRow, Fidelity } from "../contract/outputs.ts";
import { deepFreeze } from "../freeze.ts";
import type { AuditPlan } from "../plan/plan.ts";
import type { Json } from "./json.ts";
import { planQueries } from "./questions.ts";
import { type Quota, quotaIssues } from "./quotas.ts";

/** What one cloud is told to do, and how that differs from what was asked. */
export interface Compiled<Blueprint> {
  blueprint: Blueprint;
  coverage: CoverageRow[];
  /** What the controls of the selected presets come to there. */
  compliance: readonly ComplianceRow[];
  issues: Issue[];
  /** Statements that policies of others still need, with tokens, by whose policy it is. */
  statements: { readonly [owner: string]: readonly Json[] };
  /** What the cloud makes of each rule: data to capture, exclusions, alerts. */
  rules: readonly CompiledRule[];
  /** The catalog's questions as texts to paste, by their ids: worked out where they are needed. */
  queries(): Readonly<Record<string, string>>;
  /** What the cloud has room for, and how much of it that takes. */
  quotas: readonly Quota[];
}

/** A filter in a cloud's own language. */
export interface NativeText {
  /** What evaluates it, as people call it: `EventBridge`, `sink exclusion`. */
  target: string;
  text: string;
}

/** What one cloud makes of one rule of the spec. */
export interface CompiledRule {
  /** By its name: `capture.exclude.kms-noise`, `capture.data[0]`, `alerts.custom.many-denials`. */
  rule: string;
  /** Among the settings. */
  path: Path;
  /** As it was written. */
  asked: string;
  /** What the cloud does, in a few words. */
  given: string;
  fidelity: Fidelity;
  /** What is enforced at the source. */
  native: readonly NativeText[];
  /** The rest of the filter, which only a query can ask of what is stored. */
  whenAsking: string | undefined;
  issues: readonly Issue[];
}

/** The settings that every cloud answers for, in the order of the coverage table. */
export const coveredSettings = [
  "capture.management",
  "capture.identity",
  "retention.days",
  "retention.searchableDays",
  "retention.immutability",
  "encryption.customerManagedKey",
  "health.silenceAfterHours",
  "evidence",
  "stream.enabled",
] as const;

/** The settings that a cloud answers for where they are asked. */
export const optionalSettings = [
  "capture.insights",
  "retention.coldAfterDays",
  "query.saved",
  "query.archive",
  "stream.retentionHours",
] as const;

export type CoveredSetting = (typeof coveredSettings)[number];
export type OptionalSetting = (typeof optionalSettings)[number];

/** What a cloud does about one setting. */
export interface Answer {
  given: string;
  fidelity?: Fidelity;
  /** The difference as an issue: shown with its sentence as the row's reason. */
  issue?: Issue;
}

/** An answer for each setting, for what else is asked, and for the placement's readers where there are any. */
export type Answers = Record<CoveredSetting, Answer> & Record<OptionalSetting | "readers", Answer | undefined>;

/** What a cloud does about one part of its placement. */
export interface Placed {
  rule: string;
  asked: string;
  answer: Answer;
}

export const because = <C extends IssueCode>(
  severity: Severity,
  code: C,
  setting: keyof Answers,
  params: IssueParams[C],
): Issue => issue(severity, code, setting.split("."), params);

const settingOf = (plan: AuditPlan, setting: string): unknown =>
  setting.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], plan.settings);

/** Who decided a setting: of a preset its name too. */
export const originText = ({ origins, decisions }: AuditPlan, setting: string): string =>
  [origins[setting], decisions[setting]?.preset].filter((part) => part !== undefined).join(" ");

const unitOf = (setting: keyof Answers): string => {
  const unit = ["days", "hours"].find((one) => setting.toLowerCase().endsWith(one));
  return unit === undefined ? "" : ` ${unit}`;
};

/** What was asked; of what nobody asked for, that. */
const askedText = (plan: AuditPlan, setting: keyof Answers): string => {
  const value = settingOf(plan, setting);
  return value === undefined ? "none" : `${String(value)}${unitOf(setting)}`;
};

/** The answers as rows: each says what was asked, by whom, and what is given. */
const coverageOf = (plan: AuditPlan, cloud: Cloud, answers: Answers, readers: readonly string[]): CoverageRow[] =>
  [...coveredSettings, ...optionalSettings, "readers" as const].flatMap((rule) => {
    const answer = answers[rule];
    if (answer === undefined) return [];
    const { given, fidelity = "exact", issue: why } = answer;
    const asked = rule === "readers" ? readers.join(", ") : `${askedText(plan, rule)} (${originText(plan, rule)})`;
    return [{ cloud, rule, asked, given, fidelity, ...(why && { reason: sentence(why) }) }];
  });

/** The parts of the placement as rows. */
const placedRows = (cloud: Cloud, placed: readonly Placed[]): CoverageRow[] =>
  placed.map(({ rule, asked, answer: { given, fidelity = "exact", issue: why } }) => ({
    cloud,
    rule,
    asked,
    given,
    fidelity,
    ...(why && { reason: sentence(why) }),
  }));

const issuesOf = (answers: Answers): Issue[] => Object.values(answers).flatMap((answer) => answer?.issue ?? []);

/** What a cloud's compiler has worked out, as one frozen whole. */
export const compiled = <Blueprint>(
  cloud: Cloud,
  plan: AuditPlan,
  of: {
    blueprint: Blueprint;
    answers: Answers;
    rules: readonly CompiledRule[];
    readers: readonly string[];
    placed?: readonly Placed[];
    /** Of no setting or rule alone. */
    issues?: readonly Issue[];
    statements?: Compiled<Blueprint>["statements"];
    quotas: readonly Quota[];
  },
): Compiled<Blueprint> =>
  deepFreeze({
    blueprint: of.blueprint,
    coverage: [
      ...coverageOf(plan, cloud, of.answers, of.readers),
      ...placedRows(cloud, of.placed ?? []),
      ...ruleRows(cloud, of.rules),
    ],
    compliance: plan.compliance.filter((row) => row.cloud === cloud),
    issues: [
      ...issuesOf(of.answers),
      ...(of.placed ?? []).flatMap(({ answer }) => answer.issue ?? []),
      ...of.rules.flatMap(({ issues }) => issues),
      ...(of.issues ?? []),
      ...quotaIssues(of.quotas),
    ],
    statements: of.statements ?? {},
    rules: of.rules,
    queries: () => planQueries(plan, cloud),
    quotas: of.quotas,
  }) as Compiled<Blueprint>;

/** The rules as rows of the coverage table. */
const ruleRows = (cloud: Cloud, rules: readonly CompiledRule[]): CoverageRow[] =>
  rules.map(({ rule, asked, given, fidelity, issues }) => ({
    cloud,
    rule,
    asked,
    given,
    fidelity,
    ...(issues.length > 0 && { reason: issues.map(sentence).join(". ") }),
  }));
