import type { DeployedReplay } from "../report/deployed.ts";
import { number } from "../report/replay.ts";
import { shortened } from "./cut.ts";
import type { Section } from "./section.ts";
import { table } from "./table.ts";

/** Of which logs there would have been no entries, had a stack alone turned them on. */
export const unrecordedSection = (unrecorded: DeployedReplay["unrecorded"]): Section => ({
  id: "unrecorded",
  title: "Data Access logs that nothing here turns on",
  lead: "No audit configuration here turns these logs of Google Cloud on: with this stack alone there would not have been such entries. They are counted all the same.",
  content: table({
    id: "unrecorded-table",
    caption: "Events by type of log and service",
    columns: [{ title: "Log" }, { title: "Events", isNumber: true }],
    groups: [
      {
        rows: [...unrecorded]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([log, count]) => ({ cells: [shortened(log), number(count)] })),
      },
    ],
  }),
});
