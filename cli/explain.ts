import { compilers } from "../core/compile/all-clouds.ts";
import type { Compiled, CompiledRule } from "../core/compile/compiled.ts";
import { type Cloud, cloudNames, clouds } from "../core/contract/cloud.ts";
import type { Issue } from "../core/contract/issues.ts";
import { sentence } from "../core/contract/messages.ts";
import type { CoverageRow, Fidelity } from "../core/contract/outputs.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { type Io, readText } from "./io.ts";
import { count, issueJson, issueLine, sorted, summary } from "./report/issues.ts";
import { type Colour, paint, plain, wrapped } from "./report/text.ts";
import { readSpec } from "./request.ts";

interface Explained {
  readonly plan: AuditPlan;
  readonly issues: readonly Issue[];
  readonly compiled: readonly (readonly [Cloud, Compiled<unknown>])[];
}

const settingAt = (plan: AuditPlan, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], plan.settings);

const settingText = (value: unknown): string => {
  if (!Array.isArray(value)) return String(value);
  const entries = value.map((one) =>
    typeof one === "string"
      ? one
      : ((one as { name?: string; service?: string }).name ?? (one as { service?: string }).service ?? ""),
  );
  return entries.length === 0 ? "none" : entries.join(", ");
};

const colours: Readonly<Record<Fidelity, Colour>> = { exact: "green", wider: "yellow", unsupported: "red" };
const marks: Readonly<Record<Fidelity, string>> = { exact: "=", wider: ">", unsupported: "!" };

const answerLines = (row: CoverageRow, hasColour: boolean): string[] => [
  `  ${paint(`${marks[row.fidelity]} ${row.rule}`, colours[row.fidelity], hasColour)}`,
  ...wrapped(`asked: ${plain(row.asked)}`, "      "),
  ...wrapped(`given: ${plain(row.given)}`, "      "),
  ...(row.reason === undefined ? [] : wrapped(plain(row.reason), "      ")),
];

/** JSON over several lines, other texts as they are. */
const nativeLines = (text: string): string[] => {
  const isJson = text.startsWith('{"') || text.startsWith("[{");
  const shown = isJson ? JSON.stringify(JSON.parse(text), null, 2) : text;
  return shown.split("\n").map((line) => `        ${plain(line)}`);
};

const ruleLines = (cloud: Cloud, rule: CompiledRule, hasColour: boolean): string[] => [
  `    ${paint(`${marks[rule.fidelity]} ${cloudNames[cloud]}`, colours[rule.fidelity], hasColour)}: ${rule.fidelity}, ${plain(rule.given)}`,
  ...rule.native.flatMap(({ target, text }) => [`      ${target}`, ...nativeLines(text)]),
  ...(rule.whenAsking === undefined
    ? []
    : wrapped(`still to be asked of what is there: ${plain(rule.whenAsking)}`, "      ")),
  ...rule.issues.flatMap((one) => wrapped(plain(sentence(one)), "      ")),
];

const heading = (text: string, hasColour: boolean): string => paint(text, "bold", hasColour);

const isOfRule = ({ rule }: CoverageRow, rules: readonly CompiledRule[]): boolean =>
  rules.some((one) => one.rule === rule);

const report = ({ plan, compiled }: Explained, hasColour: boolean): string[] => {
  const settings = Object.entries(plan.origins).map(
    ([path, origin]) => `  ${path}: ${plain(settingText(settingAt(plan, path)))} (${origin})`,
  );
  const coverage = compiled.flatMap(([cloud, { coverage: rows, rules }]) => [
    "",
    heading(`${cloudNames[cloud]}`, hasColour),
    ...rows.filter((row) => !isOfRule(row, rules)).flatMap((row) => answerLines(row, hasColour)),
  ]);
  const names = [
    ...new Map(compiled.flatMap(([, { rules }]) => rules.map((rule) => [rule.rule, rule] as const))).values(),
  ];
  const rules = names.flatMap(({ rule, asked }) => [
    "",
    heading(plain(rule), hasColour),
    ...wrapped(plain(asked), "    "),
    ...compiled.flatMap(([cloud, of]) =>
      of.rules.filter((one) => one.rule === rule).flatMap((one) => ruleLines(cloud, one, hasColour)),
    ),
  ]);
  const legend = "= as asked   > more than asked, never less   ! not done";
  return [heading("The plan", hasColour), ...settings, "", legend, ...coverage, ...rules];
};

const explained = (text: string, asked: readonly Cloud[]): Explained | readonly Issue[] => {
  const { plan, issues, located } = readSpec(text, asked);
  if (plan === undefined || count(issues, "error") > 0) return sorted(issues);
  const compiled = asked.flatMap((cloud) => {
    const found = compilers[cloud](plan);
    return found === undefined ? [] : [[cloud, found] as const];
  });
  const ofClouds = compiled.flatMap(([, one]) => one.issues.map(located));
  return { plan, compiled, issues: sorted([...issues, ...ofClouds]) };
};

const json = (file: string, { plan, compiled, issues }: Explained): object => ({
  file,
  settings: Object.fromEntries(
    Object.entries(plan.origins).map(([path, origin]) => [path, { value: settingAt(plan, path), origin }]),
  ),
  clouds: Object.fromEntries(
    compiled.map(([cloud, { coverage, rules }]) => [
      cloud,
      {
        coverage,
        rules: rules.map(({ path: _, issues: found, ...rule }) => ({ ...rule, issues: found.map(issueJson) })),
      },
    ]),
  ),
  issues: issues.map(issueJson),
});

/** Tells what a spec becomes in each cloud: 0, or 1 where it has an error. */
export const explain = (io: Io, file: string, cloud: Cloud | undefined, isJson: boolean): number => {
  const found = explained(readText(io, file), cloud === undefined ? clouds : [cloud]);
  const issues = "plan" in found ? found.issues : found;
  if (isJson)
    io.stdout(
      `${JSON.stringify("plan" in found ? json(file, found) : { file, issues: issues.map(issueJson) }, null, 2)}\n`,
    );
  else {
    if ("plan" in found) io.stdout(`${report(found, io.hasColour).join("\n")}\n\n`);
    for (const one of issues) io.stdout(`${issueLine(file, one, io.hasColour)}\n`);
    io.stdout(`${summary(file, issues)}\n`);
  }
  return count(issues, "error") > 0 ? 1 : 0;
};
