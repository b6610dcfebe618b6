import { type Cloud, cloudNames } from "../contract/cloud.ts";
import { type Issue, type IssueCode, type IssueParams, issue, type Path, type Severity } from "../contract/issues.ts";
import type { Rendered } from "../filter/rendered.ts";
import { filterText } from "../filter/text.ts";
import type { AlertThreshold, AuditPlan, DataCapture, Exclusion, Read, SelectedAlert } from "../plan/plan.ts";
import { type Alert, alertOfCatalog, alertOfUser, type Surroundings, toldTo } from "./alerts.ts";
import type { CompiledRule, NativeText } from "./compiled.ts";
import type { OwnTokens } from "./own.ts";
import { asksForRegions } from "./regions.ts";
import { type SeeingAlert, type StoredEvents, unseenBy } from "./unseen.ts";

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

/** What a cloud makes of an alert, and what it is told to deploy; nothing where it can't. */
export interface AlertAnswer<Deployed> {
  readonly answer: RuleAnswer;
  readonly deployed: Deployed | undefined;
}

/** What each cloud's compiler says of every kind of rule. */
export interface RuleCompiler<Deployed> {
  data(capture: DataCapture): RuleAnswer;
  exclude(exclusion: Read<Exclusion>): RuleAnswer;
  alert(alert: Alert): AlertAnswer<Deployed>;
  /** What filters may name of what the plan makes there. */
  readonly tokens: OwnTokens;
  readonly stored: StoredEvents;
}

/** What needs no filter of ours: exact, with nothing to say. */
const quiet = (given: string): RuleAnswer => ({
  given,
  fidelity: "exact",
  native: [],
  whenAsking: undefined,
  issues: [],
});

/** The texts of a benchmark as they stand, for what evaluates them. */
export const benchmarkAnswer = (target: string, texts: readonly string[]): RuleAnswer => ({
  ...quiet(target),
  native: texts.map((text) => ({ target, text })),
});

/**
 * What a cloud that counts by the minute makes of a threshold: N minutes from any second on touch N + 1 minutes of its
 * counts, and in N of them a number just reached would be missed.
 */
export const countedByMinute = (
  cloud: Cloud,
  { withinMinutes }: AlertThreshold,
  answer: RuleAnswer,
): { readonly seconds: number; readonly answer: RuleAnswer } => {
  const given = withinMinutes + 1;
  const said = ruleIssue("notice", "counted-by-minute", { cloud, asked: withinMinutes, given });
  const fidelity = answer.fidelity === "exact" ? "wider" : answer.fidelity;
  return { seconds: given * 60, answer: { ...answer, fidelity, issues: [...answer.issues, said] } };
};

/** An alert of the catalog in one cloud, or why nobody is told of it there. */
const alertHere = ({ alert, muted }: SelectedAlert, cloud: Cloud, surroundings: Surroundings): Alert | string => {
  const here = alertOfCatalog(alert, cloud, surroundings);
  const { none, about } = { about: undefined, ...alert.clouds[cloud] };
  if (here === undefined) return `nothing to tell: ${none}`;
  if (muted !== undefined) return `muted: ${muted}`;
  if (surroundings.regions.length === 0 && asksForRegions(alert.clouds[cloud].when ?? "")) {
    return `nothing to tell: alerts.regions has no list for ${cloudNames[cloud]}`;
  }
  const isNever = here.isOwn && here.benchmark === undefined && here.filter.kind === "constant";
  const isMade = about === undefined || surroundings.tokens[about] !== undefined;
  return isNever || !isMade ? "nothing to tell: the spec asks for nothing that this is about" : here;
};

const surroundingsOf = ({ settings }: AuditPlan, cloud: Cloud, tokens: OwnTokens): Surroundings => ({
  tokens,
  regions: settings.alerts.regions[cloud] ?? [],
});

/** The alerts that a cloud is to tell people of. */
export const alertsIn = (plan: AuditPlan, cloud: Cloud, tokens: OwnTokens): readonly Alert[] => {
  const surroundings = surroundingsOf(plan, cloud, tokens);
  return [
    ...plan.rules.catalog.map((selected) => alertHere(selected, cloud, surroundings)),
    ...plan.rules.alerts.map(alertOfUser),
  ].filter((alert) => typeof alert !== "string");
};

/** An alert of the catalog in one cloud. */
const catalogAnswer = <Deployed>(
  selected: SelectedAlert,
  cloud: Cloud,
  surroundings: Surroundings,
  compile: (alert: Alert) => AlertAnswer<Deployed>,
): AlertAnswer<Deployed> => {
  const here = alertHere(selected, cloud, surroundings);
  return typeof here === "string" ? { answer: quiet(here), deployed: undefined } : compile(here);
};

/** An exclusion with the alerts that it may keep events from: what is left out at the source they don't see. */
const withUnseen = (
  cloud: Cloud,
  answer: RuleAnswer,
  { filter }: Read<Exclusion>,
  alerts: readonly SeeingAlert[],
  stored: StoredEvents,
): RuleAnswer => {
  if (answer.native.length === 0) return answer;
  const unseen = unseenBy(cloud, filter, alerts, stored);
  if (unseen.length === 0) return answer;
  const said = ruleIssue("warning", "exclusion-unseen", { cloud, alerts: unseen });
  return { ...answer, issues: [...answer.issues, said] };
};

/** What a cloud makes of all rules, in the order of the spec, and the alerts that it is told to deploy. */
export interface CompiledRules<Deployed> {
  readonly rules: readonly CompiledRule[];
  readonly alerts: readonly Deployed[];
}

export const compileRules = <Deployed>(
  plan: AuditPlan,
  cloud: Cloud,
  compiler: RuleCompiler<Deployed>,
): CompiledRules<Deployed> => {
  const { settings, rules, channels } = plan;
  const alerts: Deployed[] = [];
  const seeing: SeeingAlert[] = [];
  const compile = (alert: Alert): AlertAnswer<Deployed> => {
    const { answer, deployed } = compiler.alert(alert);
    if (deployed === undefined) return { answer, deployed };
    alerts.push(deployed);
    seeing.push({ id: alert.id, filter: alert.filter, targets: answer.native.map(({ target }) => target) });
    return { answer: { ...answer, given: `${answer.given}${toldTo(channels, alert.severity)}` }, deployed };
  };
  const surroundings = surroundingsOf(plan, cloud, compiler.tokens);
  const told = [
    ...rules.catalog.map((selected) =>
      placed(
        ["alerts", "catalog", selected.alert.id],
        catalogAnswer(selected, cloud, surroundings, compile).answer,
        `alerts.catalog.${selected.alert.id}`,
        `${selected.alert.title}: ${selected.alert.severity}`,
      ),
    ),
    ...rules.alerts.map((rule, index) =>
      placed(
        ["alerts", "custom", index, "when"],
        compile(alertOfUser(rule)).answer,
        `alerts.custom.${rule.name}`,
        rule.when,
      ),
    ),
  ];
  const captured = [
    ...settings.capture.data.map((capture, index) =>
      placed(["capture", "data", index], compiler.data(capture), `capture.data[${index}]`, dataText(capture)),
    ),
    ...rules.exclude.map((rule, index) =>
      placed(
        ["capture", "exclude", index, "when"],
        withUnseen(cloud, compiler.exclude(rule), rule, seeing, compiler.stored),
        `capture.exclude.${rule.name}`,
        rule.when,
      ),
    ),
  ];
  return { rules: [...captured, ...told], alerts };
};

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
