import type { Control } from "../catalog/control.ts";
import { controls } from "../catalog/controls.ts";
import type { Preset } from "../catalog/preset.ts";
import { type Cloud, clouds } from "../contract/cloud.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { ComplianceRow } from "../contract/outputs.ts";
import { grouped } from "../grouped.ts";
import type { Demands } from "./demands.ts";
import type { AuditPlan } from "./plan.ts";

type Checked = Omit<AuditPlan, "compliance">;

const rowOf = (
  { id: preset }: Preset,
  { id: control, clouds: checks }: Control,
  cloud: Cloud,
  plan: Checked,
  waivers: Demands["waivers"],
): ComplianceRow => {
  const { status, reason } = checks[cloud](plan);
  const waived = waivers.get(control);
  if (status !== "not-met" || waived === undefined) return { preset, control, cloud, status, reason };
  const end = waived.until === undefined ? "" : ` (until ${waived.until})`;
  return { preset, control, cloud, status: "waived", reason: `${waived.reason}${end}` };
};

/** What each control of each selected preset comes to, in each cloud that is used. */
export const complianceOf = (plan: Checked, { presets, waivers }: Demands): ComplianceRow[] =>
  presets.flatMap((preset) =>
    controls
      .filter(({ id }) => preset.controls.includes(id))
      .flatMap((control) =>
        clouds
          .filter((cloud) => plan.placements[cloud] !== undefined)
          .map((cloud) => rowOf(preset, control, cloud, plan, waivers)),
      ),
  );

/** A warning for each control that is not met, whichever presets ask for it and whichever clouds lack it. */
export const notMetIssues = (rows: readonly ComplianceRow[], path: Path): Issue[] => {
  const open = rows.filter(({ status }) => status === "not-met");
  return [...grouped(open, ({ control }) => control)].map(([control, found]) => {
    const presets = [...new Set(found.map(({ preset }) => preset))];
    const gaps = [...grouped(found, ({ reason }) => reason)].map(([reason, same]) => ({
      clouds: [...new Set(same.map(({ cloud }) => cloud))],
      reason,
    }));
    return issue("warning", "control-not-met", path, { control, presets, gaps });
  });
};
