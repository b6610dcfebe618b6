import { type Issue, pathText } from "../../core/contract/issues.ts";
import { sentence } from "../../core/contract/messages.ts";
import { html } from "./html.ts";
import { issueMark } from "./marks.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";

/** What the clouds do otherwise than asked, and what there is to know, where in the spec. */
export const issuesSection = (issues: readonly Issue[]): Section => ({
  id: "issues",
  title: "To know",
  lead: "Warnings: a cloud does less or otherwise than asked, or somebody has to act. Notices: a cloud does more than asked, or there is something to know.",
  content: table({
    id: "issues-table",
    caption: "Warnings and notices",
    columns: [{ title: "Setting" }, { title: "Kind" }, { title: "What it is" }, { title: "Line" }],
    groups: [
      {
        rows: issues.map((one) => ({
          cells: [
            html`<code>${pathText(one.path)}</code>`,
            issueMark(one.severity),
            sentence(one),
            one.at === undefined ? "" : one.at.line,
          ],
          is: [one.severity],
        })),
      },
    ],
    choice: {
      label: "Kind",
      of: [
        ["warning", "warnings"],
        ["notice", "notices"],
      ],
    },
  }),
});
