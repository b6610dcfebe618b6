import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether the system shows its processes as files, as Linux does: elsewhere none is found. */
export const showsProcesses = existsSync("/proc/self/stat");

interface Process {
  pid: number;
  parent: number;
  command: string;
}

const processOf = (pid: number): Process | undefined => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    // The name, in parentheses, may contain anything.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return { pid, parent: Number(parent), command };
  } catch {
    return undefined;
  }
};

/** Every process that this one started, and those that they started. */
const descendants = (): Process[] => {
  const names = showsProcesses ? readdirSync("/proc") : [];
  const all = names.flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []));
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(process.pid);
};

/** The plugin's bundle, and the one of the stand-ins. */
type Bundle = "auditlog.cjs" | "sandbox.cjs";

/** Which of this test's own processes run such a bundle. */
export const running = (bundle: Bundle): number[] =>
  descendants()
    .filter(({ command }) => command.includes(bundle))
    .map(({ pid }) => pid);

/** Those that still run after a while, in which they may end. */
export const lingering = async (bundle: Bundle, milliseconds = 10_000): Promise<number[]> => {
  const end = Date.now() + milliseconds;
  while (running(bundle).length > 0 && Date.now() < end) await sleep(100);
  return running(bundle);
};
