import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { eventRulerLibraries } from "./libraries.mjs";

/** What event-ruler says of a pattern and an event: see EventRulerOracle.java. */
export type Answer = "true" | "false" | `invalid: ${string}` | `unreadable: ${string}`;

export interface EventRuler {
  /** Both are JSON as text. Answers come in the order of the questions, so many may be open at once. */
  ask(pattern: string, event: string): Promise<Answer>;
  stop(): void;
}

/** Starts AWS's event-ruler, which it fetches where it is missing. */
export const startEventRuler = async (): Promise<EventRuler> => {
  const { java, folder } = await eventRulerLibraries();
  const source = join(import.meta.dirname, "EventRulerOracle.java");
  const child = spawn(java, ["-cp", join(folder, "*"), source], { stdio: ["pipe", "pipe", "pipe"] });
  const open: { answered: (answer: Answer) => void; failed: (error: Error) => void }[] = [];
  let said = "";
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended = error;
    for (const { failed } of open.splice(0)) failed(error);
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stdin.on("error", () => {});
  child.on("error", end);
  child.on("close", (code) => end(new Error(`event-ruler ended with ${code}\n${said}`)));
  createInterface(child.stdout).on("line", (line) => open.shift()?.answered(line as Answer));
  return {
    ask: (pattern, event) =>
      new Promise((answered, failed) => {
        if (ended) return failed(ended);
        open.push({ answered, failed });
        child.stdin.write(`${JSON.stringify({ pattern, event })}\n`);
      }),
    stop: () => child.stdin.end(),
  };
};
