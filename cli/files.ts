import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { UsageError } from "./io.ts";

const pauseMs = 5;

/** Waits for the other end of a pipe, without keeping the processor busy. */
const pause = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
};

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;

/** One read of what is there: 0 bytes at the end. */
const readSome = (descriptor: number, into: Uint8Array, from: number): number => {
  for (;;) {
    try {
      return readSync(descriptor, into, from, into.length - from, null);
    } catch (error) {
      // On Windows the end of a pipe is an error.
      if (codeOf(error) === "EOF") return 0;
      if (codeOf(error) !== "EAGAIN") throw error;
      pause();
    }
  }
};

/** The first bytes of a file, no more than asked for, so that a device without end does no harm; `-` is the standard input. */
export const readAtMost = (file: string, most: number): Uint8Array => {
  const descriptor = file === "-" ? 0 : openSync(file, "r");
  try {
    const bytes = new Uint8Array(most);
    let at = 0;
    while (at < most) {
      const read = readSome(descriptor, bytes, at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
};

const outputReasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EFBIG: "the file would be larger than is allowed",
};

/** What people or programs are told on. */
export interface Writer {
  write(text: string): void;
  /** Was it closed by its reader? */
  isClosed(): boolean;
}

/** Writes everything. A reader that has seen enough closes the pipe: what it leaves unread is no error. */
export const writer = (descriptor: number): Writer => {
  let isClosed = false;
  const write = (text: string): void => {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length && !isClosed; ) {
      try {
        at += writeSync(descriptor, bytes, at);
      } catch (error) {
        const code = codeOf(error);
        if (code === undefined) throw error;
        if (code === "EAGAIN") pause();
        else {
          isClosed = true;
          // Of the standard error nobody could be told.
          if (code !== "EPIPE" && descriptor === 1) throw new UsageError(unwritable(code));
        }
      }
    }
  };
  return { write, isClosed: () => isClosed };
};

const unwritable = (code: string): string =>
  `the standard output can't be written: ${outputReasons[code] ?? code}; what was printed is not whole`;
