import type { Cloud } from "../contract/cloud.ts";
import type { Issue } from "../contract/issues.ts";
import { type IssueCode, type IssueParams, issue, type Severity } from "../contract/issues.ts";
import { sentence } from "../contract/messages.ts";
import type { CoverageRow, Fidelity } from "../contract/outputs.ts";
import type { AuditPlan } from "../plan/plan.ts";

/** What one cloud is told to do, and how that differs from what was asked. */
export interface Compiled<Blueprint> {
  blueprint: Blueprint;
  coverage: CoverageRow[];
  issues: Issue[];
}

/** The settings that every cloud answers for, in the order of the coverage table. */
export const coveredSettings = [
  "capture.management",
  "capture.identity",
  "retention.days",
  "retention.searchableDays",
  "retention.immutability",
  "encryption.customerManagedKey",
  "evidence",
] as const;

export type CoveredSetting = (typeof coveredSettings)[number];

/** What a cloud does about one setting. */
export interface Answer {
  given: string;
  fidelity?: Fidelity;
  /** The difference as an issue: shown with its sentence as the row's reason. */
  issue?: Issue;
}

/** An answer for each setting, and for the placement's readers where there are any. */
export type Answers = Record<CoveredSetting, Answer> & { readers: Answer | undefined };

export const because = <C extends IssueCode>(
  severity: Severity,
  code: C,
  setting: CoveredSetting | "readers",
  params: IssueParams[C],
): Issue => issue(severity, code, setting.split("."), params);

const settingOf = (plan: AuditPlan, setting: string): unknown =>
  setting.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], plan.settings);

const unitOf = (setting: CoveredSetting): string => (setting.endsWith("ays") ? " days" : "");

/** The answers as rows: each says what was asked, by whom, and what is given. */
export const coverageOf = (
  plan: AuditPlan,
  cloud: Cloud,
  answers: Answers,
  readers: readonly string[],
): CoverageRow[] =>
  [...coveredSettings, "readers" as const].flatMap((rule) => {
    const answer = answers[rule];
    if (answer === undefined) return [];
    const { given, fidelity = "exact", issue: why } = answer;
    const asked =
      rule === "readers"
        ? readers.join(", ")
        : `${String(settingOf(plan, rule))}${unitOf(rule)} (${plan.origins[rule]})`;
    return [{ cloud, rule, asked, given, fidelity, ...(why && { reason: sentence(why) }) }];
  });

export const issuesOf = (answers: Answers): Issue[] => Object.values(answers).flatMap((answer) => answer?.issue ?? []);
