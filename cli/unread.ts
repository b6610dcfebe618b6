import type { Unread } from "./events/read.ts";
import type { Io } from "./io.ts";
import { plain } from "./report/text.ts";

/** Says on the way of errors which files could not be read whole, and up to where. Are there any? */
export const tellUnread = (io: Io, unread: readonly Unread[]): boolean => {
  for (const { file, reason, offset } of unread) io.stderr(`auditlog: ${plain(file)}: ${reason} (byte ${offset})\n`);
  return unread.length > 0;
};
