import type { CompiledRule } from "../../core/compile/compiled.ts";
import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import { sentence } from "../../core/contract/messages.ts";
import type { CoverageRow, Fidelity } from "../../core/contract/outputs.ts";
import { grouped } from "../../core/grouped.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import type { SpecInCloud } from "../request.ts";
import { type Colour, paint } from "./colour.ts";
import { complianceLines } from "./compliance.ts";
import { nativeTexts } from "./native.ts";
import { quotaLines } from "./quotas.ts";
import { settingLines } from "./settings.ts";
import { statementLines } from "./statements.ts";
import { codeLines, plain, wrapped } from "./text.ts";

const marks = { exact: "=", wider: "+", unsupported: "!" } as const satisfies Record<Fidelity, string>;

const legend = "= as asked   + more is stored or matched than asked, never less   ! not done";

const colours = { exact: "green", wider: "yellow", unsupported: "red" } as const satisfies Record<Fidelity, Colour>;

/** What a cloud does about settings. */
const settingRows = ({ coverage, rules }: SpecInCloud): CoverageRow[] => {
  const names = new Set(rules.map(({ rule }) => rule));
  return coverage.filter(({ rule }) => !names.has(rule));
};

const rowLines = ({ fidelity, rule, asked, given, reason }: CoverageRow, hasColour: boolean): string[] => [
  `  ${paint(`${marks[fidelity]} ${rule}`, colours[fidelity], hasColour)}: ${plain(asked)}`,
  ...wrapped(plain(given), "      "),
  ...(reason === undefined ? [] : wrapped(`(${plain(reason)})`, "      ")),
];

const answerLines = (cloud: Cloud, rule: CompiledRule, hasColour: boolean): string[] => {
  const { fidelity, given, native, whenAsking, issues } = rule;
  const name = `${marks[fidelity]} ${cloudNames[cloud]}`;
  const [first = "", ...others] = wrapped(`${name}: ${fidelity}, ${plain(given)}`, "  ");
  return [
    first.replace(name, () => paint(name, colours[fidelity], hasColour)),
    ...others.map((line) => `    ${line}`),
    ...nativeTexts(native, "      "),
    ...(whenAsking === undefined
      ? []
      : ["      still to be asked when querying", ...codeLines(whenAsking, "        ")]),
    ...issues.flatMap((one) => wrapped(`(${plain(sentence(one))})`, "      ")),
  ];
};

/** Each rule with what every cloud makes of it, in the order of the spec. */
const ruleLines = (clouds: readonly SpecInCloud[], hasColour: boolean): string[] => {
  const all = clouds.flatMap(({ cloud, rules }) => rules.map((rule) => ({ cloud, rule })));
  return [...grouped(all, ({ rule }) => rule.rule)].flatMap(([name, answers]) => [
    "",
    paint(plain(name), "bold", hasColour),
    ...codeLines(answers[0]!.rule.asked, "    "),
    ...answers.flatMap(({ cloud, rule }) => answerLines(cloud, rule, hasColour)),
  ]);
};

/** The plan, then what each cloud does about its settings, then about its rules, then what room that takes, then what controls come to. */
export const explanationLines = (plan: AuditPlan, clouds: readonly SpecInCloud[], hasColour: boolean): string[] => [
  paint("The plan", "bold", hasColour),
  ...settingLines(plan, "  "),
  "",
  legend,
  ...clouds.flatMap((one) => [
    "",
    paint(cloudNames[one.cloud], "bold", hasColour),
    ...settingRows(one).flatMap((row) => rowLines(row, hasColour)),
    ...statementLines(one.statements),
  ]),
  ...ruleLines(clouds, hasColour),
  ...quotaLines(clouds, hasColour),
  ...complianceLines(plan.compliance, hasColour),
];
