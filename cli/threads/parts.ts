import { closeSync, openSync, readSync } from "node:fs";
import { parsedJson } from "../../core/event/record.ts";
import { isObject } from "../../core/object.ts";
import type { Source } from "../events/sources.ts";
import type { Work } from "./work.ts";

const newline = 0x0a;
const pieceBytes = 64 * 1024;
/** Who has longer lines is read in one piece. */
const mostLineBytes = 4 * 1024 * 1024;

const readAt = (descriptor: number, from: number): Uint8Array => {
  const bytes = new Uint8Array(pieceBytes);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, pieceBytes, from));
};

/** Where the first line begins that does so at a byte or after it; undefined where none does soon. */
const lineFrom = (descriptor: number, from: number): number | undefined => {
  for (let at = from - 1; at < from + mostLineBytes; at += pieceBytes) {
    const bytes = readAt(descriptor, at);
    const end = bytes.indexOf(newline);
    if (end >= 0) return at + end + 1;
    if (bytes.length < pieceBytes) return undefined;
  }
  return undefined;
};

/** Whether a file has JSON in its first line, as a file of lines has. */
const beginsWithLine = (descriptor: number): boolean => {
  const bytes = readAt(descriptor, 0);
  const end = bytes.indexOf(newline);
  return end >= 0 && isObject(parsedJson(new TextDecoder().decode(bytes.subarray(0, end))));
};

const rangesIn = (descriptor: number, size: number, partBytes: number): Work["range"][] => {
  if (!beginsWithLine(descriptor)) return [undefined];
  const starts = [0];
  for (let at = partBytes; at < size; at += partBytes) {
    const start = lineFrom(descriptor, at);
    if (start !== undefined && start > starts.at(-1)! && start < size) starts.push(start);
  }
  // The last goes to the end, which may have moved meanwhile.
  return starts.length === 1 ? [undefined] : starts.map((from, at) => ({ from, to: starts[at + 1] }));
};

/** A file as pieces of work: one, or as many as there are parts of so many bytes in a large file of lines. */
export const partsOf = (source: Source, partBytes: number): readonly Work[] => {
  const { file, size = 0 } = source;
  const whole: Work = { source, range: undefined, isAgain: false };
  if (size < 2 * partBytes) return [whole];
  try {
    const descriptor = openSync(file, "r");
    try {
      return rangesIn(descriptor, size, partBytes).map((range) => ({ ...whole, range }));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Why it can't be read, its reader says.
    return [whole];
  }
};
