import type { RejectedResult } from "../../core/replay/result.ts";
import type { Unread } from "../events/read.ts";
import { counted, type Happened, number, placeText } from "../report/replay.ts";
import { shortened } from "./cut.ts";
import { type Html, html } from "./html.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";

const mostListed = 100;

const more = (count: number, what: string): Html | false =>
  count > mostListed && html`<p>and ${number(count - mostListed)} more ${what}: --json has all</p>`;

const rejectedTable = (rejected: readonly RejectedResult[]): Html =>
  html`${table({
    id: "rejected-table",
    caption: "Records that are no audit events",
    columns: [{ title: "Why" }, { title: "Records", isNumber: true }, { title: "The first of them" }],
    groups: [
      {
        rows: rejected.slice(0, mostListed).map(({ reason, count, example }) => ({
          cells: [shortened(reason), number(count), shortened(placeText(example))],
        })),
      },
    ],
  })}${more(rejected.length, "reasons")}`;

const unreadTable = (unread: readonly Unread[]): Html =>
  html`${table({
    id: "unread-table",
    caption: "Files that could not be read whole",
    columns: [{ title: "File" }, { title: "Why" }, { title: "Read up to byte", isNumber: true }],
    groups: [
      {
        rows: unread.slice(0, mostListed).map(({ file, reason, offset }) => ({
          cells: [html`<code>${shortened(file)}</code>`, shortened(reason), number(offset)],
        })),
      },
    ],
  })}${more(unread.length, "files")}`;

/** What was read, and what could not be read or was no event. */
export const filesSection = ({ files, result, unread }: Happened): Section => {
  const rejected = result.rejected.reduce((sum, { count }) => sum + count, 0);
  const whole =
    unread.length === 0 ? "all of them to their ends" : `${counted(unread.length, "file")} could not be read whole`;
  const none =
    rejected === 0 ? "Every record is an audit event." : `${counted(rejected, "record")} are no audit events.`;
  return {
    id: "files",
    title: "Files and rejected records",
    lead: `${counted(files, "file")} read, ${whole}. ${none}`,
    content: [unread.length > 0 && unreadTable(unread), result.rejected.length > 0 && rejectedTable(result.rejected)],
  };
};
