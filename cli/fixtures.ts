import { dirname, isAbsolute, join } from "node:path";
import type { CommonEvent } from "../core/event/event.ts";
import { readEvents } from "../core/event/input.ts";
import type { Io } from "./io.ts";

/** The events of a fixture, or why it has none. */
export type Fixture = { readonly events: readonly CommonEvent[] } | { readonly problem: string };

const mostBytes = 5_000_000;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; give its path relative to the spec's file",
  ENOTDIR: "there is no such file; give its path relative to the spec's file",
  EISDIR: "this is a folder; give a file with one record or several",
  EACCES: "the file may not be read; allow it, or give another",
};

const textOf = (io: Io, file: string): { text: string } | { problem: string } => {
  try {
    const bytes = io.read(file, mostBytes + 1);
    if (bytes.length > mostBytes) return { problem: "the file is over 5 MB; keep the records that the test is about" };
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      return { problem: "the file is no UTF-8 text; unpack it, or save it as UTF-8" };
    }
    if (code === undefined) throw error;
    return { problem: reasons[code] ?? `the file can't be read (${code}); give another` };
  }
};

interface Found {
  readonly events: readonly CommonEvent[];
  readonly rejected: readonly { readonly reason: string; readonly index: number }[];
}

/** A fixture is chosen by hand: what in it is no event is a mistake. */
const chosen = ({ events, rejected }: Found): Fixture => {
  const [first] = rejected;
  if (first !== undefined) {
    return { problem: `record ${first.index + 1} is no audit event: ${first.reason}; give it as the cloud wrote it` };
  }
  return events.length > 0 ? { events } : { problem: "there is no record in it; give one as the cloud wrote it" };
};

/** A record is told from a path by how it begins, or by its lines. */
const isRecord = (given: string): boolean => /^\s*[[{]/.test(given) || given.trim().includes("\n");

/** Reads what stands as the event of a test: a path relative to the spec's file, or a record. */
export const readFixture = (io: Io, spec: string, given: unknown): Fixture => {
  if (typeof given !== "string") return chosen(readEvents(JSON.stringify(given)));
  if (isRecord(given)) return chosen(readEvents(given));
  const file = isAbsolute(given) || spec === "-" ? given : join(dirname(spec), given);
  const found = textOf(io, file);
  const fixture = "problem" in found ? found : chosen(readEvents(found.text));
  return "problem" in fixture ? { problem: `${file}: ${fixture.problem}` } : fixture;
};
