import type { ReplayForm } from "./calls/replay-output.ts";
import type { Io } from "./io.ts";
import type { Progress } from "./progress.ts";

/** As shells know a program that Ctrl-C ended: https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html */
const interrupted = 130;

/** Reads events, which may take long. Ctrl-C ends the process, and nothing that was printed is taken for a whole result. */
export const interruptible = async <T>(
  io: Io,
  progress: Progress,
  form: ReplayForm,
  work: () => Promise<T>,
): Promise<T> => {
  const stop = (): void => {
    progress.end();
    const left = form === "ndjson" ? "what was printed is not all" : "there is no result";
    io.stderr(`auditlog: stopped after ${progress.said()}: ${left}\n`);
    process.exit(interrupted);
  };
  process.once("SIGINT", stop);
  try {
    return await work();
  } finally {
    process.off("SIGINT", stop);
  }
};
