import { type Control, notApplicable, type Verdict } from "../catalog/control.ts";
import { controls } from "../catalog/controls.ts";
import type { Preset } from "../catalog/preset.ts";
import type { PresetId } from "../catalog/preset-ids.ts";
import { type Cloud, cloudNames, clouds } from "../contract/cloud.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { ComplianceRow } from "../contract/outputs.ts";
import { grouped } from "../grouped.ts";
import type { Demands } from "./demands.ts";
import type { AuditPlan } from "./plan.ts";

type Checked = Omit<AuditPlan, "compliance">;

/** Benchmarks of single clouds ask for nothing in others. */
const elsewhereAlone = (preset: PresetId, { requirements }: Control, cloud: Cloud): Verdict | undefined => {
  const asking = requirements.filter(({ framework }) => framework === preset).map((one) => one.cloud);
  if (asking.includes(cloud) || asking.includes(undefined)) return undefined;
  const names = clouds.filter((one) => asking.includes(one)).map((one) => cloudNames[one]);
  return notApplicable(`${preset} asks it of ${names.join(" and ")} alone`);
};

const rowOf = (
  { id: preset }: Preset,
  control: Control,
  cloud: Cloud,
  plan: Checked,
  waivers: Demands["waivers"],
): ComplianceRow => {
  const { status, reason } = elsewhereAlone(preset, control, cloud) ?? control.clouds[cloud](plan);
  const row = { preset, control: control.id, cloud };
  const waived = waivers.get(control.id);
  if (status !== "not-met" || waived === undefined) return { ...row, status, reason };
  const end = waived.until === undefined ? "" : ` (until ${waived.until})`;
  return { ...row, status: "waived", reason: `${waived.reason}${end}` };
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
