import { azureEvents } from "./azure-events.ts";
import { azureRows } from "./azure-rows.ts";
import { cases } from "./dialect.ts";
import type { DuckDbRecord } from "./duckdb.ts";
import type { EventsSql } from "./events.ts";

/** What Azure writes in either form: a row of a table says in `Type` which. */
const eitherOf = (row: string, other: string): string => cases(["row_table IS NOT NULL", row], ["TRUE", other]);

/** Events of Azure in all the forms that are read: the others' reads and the rows' have names of their own. */
export const azureForms = (record: DuckDbRecord): EventsSql => {
  const [events, rows] = [azureEvents(record), azureRows(record)];
  const opens = (events.opens ?? []).map((opened, at) => ({ ...opened, ...rows.opens?.[at] }));
  return {
    ...events,
    opens,
    reads: { ...events.reads, ...rows.reads },
    isEvent: eitherOf(rows.isEvent, events.isEvent),
    columns: Object.fromEntries(
      Object.entries(events.columns).map(([name, column]) => [
        name,
        eitherOf(rows.columns[name as keyof typeof rows.columns], column),
      ]),
    ) as EventsSql["columns"],
    time: eitherOf(rows.time, events.time),
  };
};
