import { catalogFilter } from "../catalog/catalog-filter.ts";
import type { Cloud } from "../contract/cloud.ts";
import { type Issue, type IssueCode, type IssueParams, issue, type Path, type Severity } from "../contract/issues.ts";
import type { Rendered } from "../filter/rendered.ts";
import { filterText } from "../filter/text.ts";
import type { AuditPlan, CustomAlert, DataCapture, Exclusion, Read, SelectedAlert } from "../plan/plan.ts";
import type { CompiledRule, NativeText } from "./compiled.ts";

/** What a cloud does about a rule, beside what the rule itself says. */
export type RuleAnswer = Omit<CompiledRule, "rule" | "path" | "asked" | "issues"> & {
  readonly issues: readonly Issue[];
};

export const ruleIssue = <C extends IssueCode>(severity: Severity, code: C, params: IssueParams[C]): Issue =>
  issue(severity, code, [], params);

const placed = (path: Path, { issues, ...answer }: RuleAnswer, rule: string, asked: string): CompiledRule => ({
  rule,
  path,
  asked,
  ...answer,
  issues: issues.map((one) => ({ ...one, path })),
});

/** An exclusion or alert in a target's native form. */
export const renderedAnswer = <Output>(
  { output, fidelity, residual, issues }: Rendered<Output>,
  given: string,
  native: (output: Output) => readonly NativeText[],
): RuleAnswer => ({
  given: output === undefined && fidelity === "exact" ? "no event of this cloud matches" : given,
  fidelity,
  native: output === undefined ? [] : native(output),
  whenAsking: residual && filterText(residual),
  issues,
});

/** An exclusion in a target's native form: what can't be left out is stored, which is more than asked. */
export const exclusionAnswer = <Output>(
  rendered: Rendered<Output>,
  given: string,
  native: (output: Output) => readonly NativeText[],
): RuleAnswer => {
  const answer = renderedAnswer(rendered, given, native);
  if (rendered.output !== undefined) return answer;
  if (rendered.fidelity === "exact") return { ...answer, given: "no event that is captured here matches" };
  return { ...answer, given: "not excluded: stored", fidelity: "wider" };
};

/** A data capture as people say it. */
const dataText = ({ service, access = "all", resources }: DataCapture): string =>
  `${service}, ${access}${resources === undefined ? "" : `, ${resources.join(", ")}`}`;

/** What each cloud's compiler says of every kind of rule. */
export interface RuleCompiler {
  data(capture: DataCapture): RuleAnswer;
  exclude(exclusion: Read<Exclusion>): RuleAnswer;
  alert(alert: Read<AlertRule>): RuleAnswer;
  /** What a benchmark's own text becomes, instead of what the filter would. */
  benchmark(native: string | readonly string[]): Pick<RuleAnswer, "given" | "native">;
}

/** A benchmark's own text as it stands, for what a target is called. */
export const asTextOf =
  (target: string): RuleCompiler["benchmark"] =>
  (native) => ({ given: target, native: [native].flat().map((text) => ({ target, text })) });

/** What a compiler needs of an alert, the user's or the catalog's. */
export type AlertRule = Omit<CustomAlert, "severity">;

/** Nobody is told of an alert yet. */
const notDeployed = (answer: RuleAnswer): RuleAnswer => ({
  ...answer,
  given: `not deployed yet: ${answer.given}`,
  issues: [...answer.issues, ruleIssue("warning", "alerts-not-deployed", {})],
});

const quiet = (given: string): RuleAnswer => ({
  given,
  fidelity: "exact",
  native: [],
  whenAsking: undefined,
  issues: [],
});

/** An alert of the catalog in one cloud. */
const catalogAnswer = ({ alert, muted }: SelectedAlert, cloud: Cloud, compiler: RuleCompiler): RuleAnswer => {
  const here = alert.clouds[cloud];
  if (here.when === undefined) return quiet(`nothing to tell: ${here.none}`);
  if (muted !== undefined) return quiet(`muted: ${muted}`);
  if (here.native !== undefined) return notDeployed({ ...quiet(""), ...compiler.benchmark(here.native) });
  const { id: name, threshold } = alert;
  return notDeployed(compiler.alert({ name, when: here.when, threshold, filter: catalogFilter(here.when) }));
};

/** All rules of a plan, in the order of the spec. */
export const compileRules = (
  { settings, rules }: AuditPlan,
  cloud: Cloud,
  compiler: RuleCompiler,
): readonly CompiledRule[] => [
  ...settings.capture.data.map((capture, index) =>
    placed(["capture", "data", index], compiler.data(capture), `capture.data[${index}]`, dataText(capture)),
  ),
  ...rules.exclude.map((rule, index) =>
    placed(["capture", "exclude", index, "when"], compiler.exclude(rule), `capture.exclude.${rule.name}`, rule.when),
  ),
  ...rules.catalog.map((selected) =>
    placed(
      ["alerts", "catalog"],
      catalogAnswer(selected, cloud, compiler),
      `alerts.catalog.${selected.alert.id}`,
      `${selected.alert.title}: ${selected.alert.severity}`,
    ),
  ),
  ...rules.alerts.map((rule, index) =>
    placed(
      ["alerts", "custom", index, "when"],
      notDeployed(compiler.alert(rule)),
      `alerts.custom.${rule.name}`,
      rule.when,
    ),
  ),
];

/** Data events that a cloud can't capture: an error, or a gap that the spec allows. */
export const notCaptured = (plan: AuditPlan, cloud: Cloud, { service }: DataCapture, lacks: string): RuleAnswer => {
  const mayLack = plan.settings.capture.bestEffort.includes("data");
  const params = { cloud, service, lacks };
  return {
    given: "not captured",
    fidelity: "unsupported",
    native: [],
    whenAsking: undefined,
    issues: [mayLack ? ruleIssue("warning", "data-gap", params) : ruleIssue("error", "data-not-captured", params)],
  };
};
