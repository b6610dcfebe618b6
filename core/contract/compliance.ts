import * as z from "zod";
import { controlIds } from "../catalog/control-ids.ts";
import { presetIds, presetTitles } from "../catalog/preset-ids.ts";
import { text } from "./values.ts";

export const compliancePreset = z.enum(presetIds).meta({
  id: "CompliancePreset",
  description: "A framework that the audit log is to serve.",
  values: Object.fromEntries(Object.entries(presetTitles).map(([preset, title]) => [preset, `${title}.`])),
});

export const complianceControl = z.enum(controlIds).meta({
  id: "ComplianceControl",
  description: "A control, as `docs/reference/controls.md` lists them.",
});

export const compliance = z.array(compliancePreset).meta({
  description:
    "The frameworks that the audit log is to serve. Each raises what nobody set to what it requires at least, refuses what is set below that, selects the alerts that it asks for, and reports its controls.",
  errors: "A value below what a preset requires is refused, unless a waiver covers the control that asks for it.",
});

export const waiver = z
  .strictObject({
    control: complianceControl,
    reason: text(/\S/, "a reason in words", "object lock instead").meta({
      description: "Why it need not be met: for the reviewer, and for the auditor.",
    }),
    until: text(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a date", "2027-06-30")
      .optional()
      .meta({
        description: "The last day on which it holds, such as `2027-06-30`. Default: no end.",
        errors: "Refused from the next day on, until the control is met or the waiver renewed.",
      }),
  })
  .meta({ id: "Waiver", description: "A control that need not be met, and why." });

export const waivers = z.array(waiver).meta({
  description: "Controls that need not be met.",
  errors: "Refused for a control that no preset in `compliance` asks for.",
});

/** Why events are kept longer than a preset would have it. */
export const retentionReason = text(/\S/, "a reason in words", "claims can be made for three years").meta({
  description: "Why events, which name people, are kept for so long: the preset `gdpr` wants to know above 365 days.",
  source: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
});
