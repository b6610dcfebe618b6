import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What a program took. */
export interface Taken {
  /** As one waits for it. */
  readonly seconds: number;
  /** Of processors' time, its own and the system's for it. */
  readonly coreSeconds: number;
  /** The most memory that it had, in MB. */
  readonly peakMb: number;
  readonly stdout: string;
}

/** GNU time: of a program that has ended, nothing else on Linux tells both its processor time and its memory. */
const time = "/usr/bin/time";

export const canMeasure = (): boolean => process.platform === "linux" && existsSync(time);

/** Runs a program to its end. */
export const measured = (command: readonly string[], env: NodeJS.ProcessEnv = process.env): Taken => {
  const { status, stdout, stderr } = spawnSync(time, ["-f", "%e %U %S %M", ...command], {
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const figures = stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
  if (status !== 0 || figures.length !== 4) throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
  const [seconds, user, system, kilobytes] = figures as [number, number, number, number];
  return { seconds, coreSeconds: user + system, peakMb: kilobytes / 1000, stdout };
};

/** The run that took the least of processors' time: another program's load only adds to it. */
export const leastOf = (runs: number, run: () => Taken): Taken =>
  Array.from({ length: runs }, run).reduce((least, one) => (one.coreSeconds < least.coreSeconds ? one : least));
