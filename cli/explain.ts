import type { CompiledRule } from "../core/compile/compiled.ts";
import type { Quota } from "../core/compile/quotas.ts";
import { isError } from "../core/contract/issues.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import type { Call } from "./call.ts";
import { type Io, readText } from "./io.ts";
import { explanationLines } from "./report/explanation.ts";
import { counts, issueJson, issueLines } from "./report/issues.ts";
import { decidedIn } from "./report/settings.ts";
import { jsonText } from "./report/text.ts";
import { readSpec, type SpecInCloud } from "./request.ts";

const ruleJson = ({ path: _, issues, ...rule }: CompiledRule): object => ({ ...rule, issues: issues.map(issueJson) });

const quotaJson = ({ path: _, isOfRules: __, ...quota }: Quota): object => quota;

const explanationJson = (plan: AuditPlan, clouds: readonly SpecInCloud[]): object => ({
  settings: Object.fromEntries(decidedIn(plan).map(({ setting, ...decided }) => [setting, decided])),
  clouds: Object.fromEntries(
    clouds.map(({ cloud, coverage, rules, quotas, statements }) => [
      cloud,
      {
        coverage,
        rules: rules.map(ruleJson),
        quotas: quotas.map(quotaJson),
        ...(Object.keys(statements).length > 0 && { statements }),
      },
    ]),
  ),
  compliance: plan.compliance,
});

/** Tells what a spec becomes in each cloud: 0, or 1 where it has an error. */
export const explain = (io: Io, call: Extract<Call, { kind: "explain" }>): number => {
  const { file, isJson } = call;
  const { plan, clouds, issues } = readSpec(readText(io, file), io.today, call.clouds, call.adopted);
  if (isJson) {
    const explanation = plan && explanationJson(plan, clouds);
    io.stdout(`${jsonText({ file, ...counts(issues), ...explanation, issues: issues.map(issueJson) })}\n`);
  } else {
    const lines = plan ? [...explanationLines(plan, clouds, io.hasColour), ""] : [];
    io.stdout(`${[...lines, ...issueLines(file, issues, io.hasColour)].join("\n")}\n`);
  }
  return issues.some(isError) ? 1 : 0;
};
