import { expect, it } from "vitest";
import type { Io } from "../../cli/io.ts";
import { tellUnread } from "../../cli/unread.ts";

it("says which files could not be read whole, without what a terminal would obey in their names", () => {
  let said = "";
  const io = { stderr: (text: string) => (said += text) } as unknown as Io;
  expect(tellUnread(io, [{ file: "a\u001b[2J.gz", reason: "it ends in the middle", offset: 12 }])).toBe(true);
  expect(said).toBe("auditlog: a\\u001b[2J.gz: it ends in the middle (byte 12)\n");
  expect(tellUnread(io, [])).toBe(false);
});
