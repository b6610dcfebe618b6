import type { Worker } from "node:worker_threads";
import { startThread } from "./start.ts";
import type { Deciding, Done, Said, Work } from "./work.ts";

/** Threads that take work in its order, each the next when it is done with one: no more is under way than there are threads. */
export class Pool {
  readonly #threads: readonly Worker[];
  readonly #onBytes: (count: number) => void;

  constructor(count: number, deciding: Deciding, onBytes: (count: number) => void) {
    this.#threads = Array.from({ length: count }, () => startThread(deciding));
    this.#onBytes = onBytes;
  }

  /** What became of each piece of work, in their order. */
  async run(work: readonly Work[]): Promise<readonly Done[]> {
    const all: Done[] = [];
    let next = 0;
    const serve = async (thread: Worker): Promise<void> => {
      while (next < work.length) {
        const index = next;
        next += 1;
        all[index] = await this.#count(thread, work[index]!);
      }
    };
    await Promise.all(this.#threads.map(serve));
    return all;
  }

  #count(thread: Worker, work: Work): Promise<Done> {
    return new Promise((done, fail) => {
      const hear = (said: Said): void => {
        if ("bytes" in said) this.#onBytes(said.bytes);
        else {
          thread.off("message", hear).off("error", fail);
          done(said);
        }
      };
      thread.on("message", hear).once("error", fail);
      thread.postMessage(work);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}
