import type { NotUnderstood } from "../../core/deployed/resource.ts";
import { grouped } from "../../core/grouped.ts";
import { html } from "./html.ts";
import type { Section } from "./section.ts";
import { type Group, table } from "./table.ts";

const groupOf = (reason: string, those: readonly NotUnderstood[]): Group => ({
  title: reason,
  rows: those.map(({ name, type, urn }) => ({
    cells: [html`<span class="name">${name}</span>`, html`<code>${type}</code>`, html`<code>${urn}</code>`],
  })),
});

/** The resources of which nothing is counted, by the reason, since one is often that of many. */
export const notUnderstoodSection = (all: readonly NotUnderstood[]): Section => ({
  id: "not-understood",
  title: "Not understood",
  lead:
    all.length === 0
      ? "Of the resources that store events or tell of them, each could be read."
      : "Of these resources nothing is counted: what they store or tell people of, if anything, comes on top of what this page says.",
  content:
    all.length > 0 &&
    table({
      id: "not-understood-table",
      caption: "Resources that were not understood, by the reason",
      columns: [{ title: "Resource" }, { title: "Type" }, { title: "URN" }],
      groups: [...grouped(all, ({ reason }) => reason)].map(([reason, those]) => groupOf(reason, those)),
    }),
});
