import { performance } from "node:perf_hooks";
import type { Source } from "./events/sources.ts";
import type { Io } from "./io.ts";

const everyMs = 200;
const cells = 24;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

/** How far it is, in one line of a terminal that is written over: a bar where the sizes are known, the rate, the time left. */
export const progressLine = (read: number, total: number | undefined, seconds: number): string => {
  const rate = seconds > 0 ? read / seconds : 0;
  const said = `${megabytes(read)}, ${megabytes(rate)}/s`;
  if (total === undefined || total === 0) return said;
  const part = Math.min(1, read / total);
  const bar = "#".repeat(Math.round(part * cells)).padEnd(cells, ".");
  const left = rate > 0 ? `, ${duration((total - read) / rate)} left` : "";
  return `[${bar}] ${Math.floor(part * 100)} %, ${said}${left}`;
};

/** Shows on a terminal how far the reading of files is; elsewhere nothing. */
export class Progress {
  readonly #io: Io;
  readonly #total: number | undefined;
  readonly #begun = performance.now();
  #read = 0;
  #shown = 0;

  constructor(io: Io, sources: readonly Source[]) {
    this.#io = io;
    this.#total = sources.reduce<number | undefined>(
      (sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size),
      0,
    );
  }

  add(bytes: number): void {
    this.#read += bytes;
    const now = performance.now();
    if (!this.#io.showsProgress || now - this.#shown < everyMs) return;
    this.#shown = now;
    this.#io.stderr(`\r\u001b[K${progressLine(this.#read, this.#total, (now - this.#begun) / 1000)}`);
  }

  end(): void {
    if (this.#shown > 0) this.#io.stderr("\r\u001b[K");
  }

  /** How far it is, in words. */
  said(): string {
    const of = this.#total === undefined || this.#total === 0 ? "" : ` of ${megabytes(this.#total)}`;
    return `${megabytes(this.#read)}${of}`;
  }
}
