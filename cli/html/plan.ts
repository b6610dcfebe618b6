import { grouped } from "../../core/grouped.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import { type Decided, decidedIn, settingTexts } from "../report/settings.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { type Row, table } from "./table.ts";

const originHtml = ({ origin, preset, control }: Decided): Html =>
  html`<span class="origin ${origin}">${preset === undefined ? origin : `${origin} ${preset}`}</span>${control !== undefined && html`<small>for ${control}</small>`}`;

const rowOf = (plan: AuditPlan, decided: Decided): Row => {
  const texts = settingTexts(plan, decided);
  const value = texts.length === 1 ? texts[0] : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  return { cells: [html`<code>${decided.setting}</code>`, value, originHtml(decided)], is: [decided.origin] };
};

/** The block that a setting is in; those that are in none stand together. */
const blockOf = ({ setting }: Decided): string => (setting.includes(".") ? setting.replace(/\..*/, "") : "general");

/** Every setting with its value and where that came from. */
export const planSection = (plan: AuditPlan): Section => ({
  id: "plan",
  title: "Plan",
  lead: "Every setting with its value, and who said it: the spec, a preset for one of its controls, or nobody, so that the default stands.",
  content: table({
    id: "plan-table",
    caption: "Settings",
    columns: [{ title: "Setting" }, { title: "Value" }, { title: "Origin" }],
    groups: [...grouped(decidedIn(plan), blockOf)].map(([title, settings]) => ({
      title,
      rows: settings.map((one) => rowOf(plan, one)),
    })),
    choice: {
      label: "Origin",
      of: [
        ["spec", "spec"],
        ["preset", "preset"],
        ["default", "default"],
      ],
    },
  }),
});
