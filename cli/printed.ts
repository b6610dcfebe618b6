import { type Io, Unheard } from "./io.ts";
import { jsonLine } from "./report/text.ts";

/** Prints a line for a record, as long as somebody reads them. */
export const printRecord = (io: Io, record: object): void => {
  io.stdout(`${jsonLine(record)}\n`);
  if (io.isUnheard()) throw new Unheard();
};
