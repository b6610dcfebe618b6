import type { CompiledRule } from "../core/compile/compiled.ts";
import type { Quota } from "../core/compile/quotas.ts";
import type { Cloud } from "../core/contract/cloud.ts";
import { isError } from "../core/contract/issues.ts";
import { costs } from "../core/cost/all-clouds.ts";
import type { Cost } from "../core/cost/cost.ts";
import type { Volumes } from "../core/cost/volumes.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import type { ExplainCall } from "./calls/explain.ts";
import { type Io, readText } from "./io.ts";
import { costLines } from "./report/cost.ts";
import { explanationLines } from "./report/explanation.ts";
import { counts, issueJson, issueLines } from "./report/issues.ts";
import { decidedIn } from "./report/settings.ts";
import { jsonText } from "./report/text.ts";
import { readSpec, type SpecInCloud } from "./request.ts";
import { readVolumes } from "./volumes.ts";

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

interface Costs {
  readonly volumes: Volumes;
  readonly found: readonly { readonly cloud: Cloud; readonly cost: Cost | undefined }[];
}

/** Where volumes are given. */
const costsOf = (plan: AuditPlan, asked: readonly Cloud[], volumes: Volumes | undefined): Costs | undefined =>
  volumes && { volumes, found: asked.map((cloud) => ({ cloud, cost: costs[cloud](plan, volumes) })) };

const costJson = ({ volumes, found }: Costs): object => ({
  volumes,
  ...Object.fromEntries(found.map(({ cloud, cost }) => [cloud, cost ?? null])),
});

/** Tells what a spec becomes in each cloud, and costs: 0, or 1 where it has an error. */
export const explain = (io: Io, call: ExplainCall): number => {
  const { file, isJson } = call;
  const volumes = call.volumes.length === 0 ? undefined : readVolumes(call.volumes);
  const { plan, clouds, issues } = readSpec(readText(io, file), io.today, call.clouds, call.adopted);
  const cost = plan && costsOf(plan, call.clouds, volumes);
  if (isJson) {
    const explanation = plan && { ...explanationJson(plan, clouds), ...(cost && { cost: costJson(cost) }) };
    io.stdout(`${jsonText({ file, ...counts(issues), ...explanation, issues: issues.map(issueJson) })}\n`);
  } else {
    const ofCost = cost ? costLines(cost.found, cost.volumes, io.hasColour) : [];
    const lines = plan ? [...explanationLines(plan, clouds, io.hasColour), ...ofCost, ""] : [];
    io.stdout(`${[...lines, ...issueLines(file, issues, io.hasColour)].join("\n")}\n`);
  }
  return issues.some(isError) ? 1 : 0;
};
