import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive, withLock } from "./lock.mjs";
import { CommandError, capture, windows } from "./process.mjs";

/** Builds the programs into a folder that appears only when it is complete. */
export async function buildGo({ title, programs, announcement, folder, go, isBuilt }) {
  const onWait = (pid) => console.error(`Another run (process ${pid}) is building ${title}; waiting for it.`);
  await withLock(
    `${folder}.lock`,
    async () => {
      if (isBuilt()) return;
      removeAbandoned(folder);
      console.error(announcement);
      const unfinished = mkdtempSync(`${folder}.building-${process.pid}-`);
      const clear = () => rmSync(unfinished, { recursive: true, force: true });
      process.once("exit", clear);
      try {
        for (const program of programs) await build(go, program, unfinished);
        rmSync(folder, { recursive: true, force: true });
        renameSync(unfinished, folder);
      } finally {
        process.removeListener("exit", clear);
        clear();
      }
      console.error(`${title} is built: ${folder}`);
    },
    { onWait },
  );
}

async function build(go, program, target) {
  const output = join(target, program.name + (windows ? ".exe" : ""));
  const command = [go, "build", "-v", ...program.arguments, "-o", output, program.package];
  const progress = showProgress(program.name);
  const env = { ...process.env, GOWORK: "off" };
  try {
    const { code, outcome, all } = await capture(command, { cwd: program.folder, env, onLine: progress.onLine });
    if (code !== 0) throw new CommandError(command, outcome, all.split("\n").filter(isMessage).join("\n"));
    if (!existsSync(output)) throw new CommandError(command, "it wrote no program", all);
  } finally {
    progress.stop();
  }
}

// `go build -v` prints the import path of each package, alone on its line.
function isMessage(line) {
  return !/^\S*$/.test(line) && !line.startsWith("go: downloading ");
}

/** Shows that the build is alive: one line that changes in a terminal, a line every 15 s elsewhere. */
function showProgress(name) {
  const started = Date.now();
  const terminal = process.stderr.isTTY === true;
  let packages = 0;
  let current = "starting";
  const show = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const line = `  ${name}: ${elapsed}, ${packages} packages, ${current}`;
    process.stderr.write(terminal ? `\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const timer = setInterval(show, terminal ? 500 : 15_000);
  const onLine = (line) => {
    if (!/^(go: downloading )?\S+( v\S+)?$/.test(line)) return;
    if (!line.startsWith("go: ")) packages++;
    current = line.replace(/^go: /, "");
  };
  const stop = () => {
    clearInterval(timer);
    if (terminal) process.stderr.write("\r\x1b[2K");
  };
  return { onLine, stop };
}

// A run that was killed leaves its unfinished folder behind.
function removeAbandoned(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  for (const name of readdirSync(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.building-`) && /\.building-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
