/** What a command may touch: a test gives it another. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** The first bytes of a file, no more than asked for; `-` is the standard input. Throws as Node does. */
  read(file: string, most: number): Uint8Array;
  /** Does nobody read the standard output any more? */
  isUnheard(): boolean;
  /** May the output have colours? */
  readonly hasColour: boolean;
  /** May it be shown, on the way of errors, how far something is? */
  readonly showsProgress: boolean;
  /** The day, as an ISO date: waivers end. */
  readonly today: string;
}

/** A mistake in how the command was called, or a file that can't be read or written: one line, and exit code 2. */
export class UsageError extends Error {}

/** Nobody reads what is still to come: the command ends, as a shell expects of one whose reader has seen enough. */
export class Unheard extends Error {
  /** 128 and the number of SIGPIPE: https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html */
  readonly exitCode = 141;
}

const mostBytes = 5_000_000;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; give the path of an audit.yaml",
  ENOTDIR: "there is no such file; give the path of an audit.yaml",
  EISDIR: "this is a folder; give the path of the audit.yaml in it",
  EACCES: "the file may not be read; allow it, or give another",
};

const readBytes = (io: Io, file: string): Uint8Array => {
  try {
    return io.read(file, mostBytes + 1);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new UsageError(`${file}: ${reasons[code] ?? `the file can't be read (${code}); give another`}`);
  }
};

/** The text of a spec's file. */
export const specText = (file: string, bytes: Uint8Array): string => {
  if (bytes.length > mostBytes) throw new UsageError(`${file}: the file is over 5 MB; an audit.yaml is a few KB`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file}: the file is no UTF-8 text; save it as UTF-8`);
  }
};

/** A spec's file as text. */
export const readText = (io: Io, file: string): string => specText(file, readBytes(io, file));
