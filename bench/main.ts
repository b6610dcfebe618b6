import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle } from "../provider/bundle.ts";
import { hostIsRunnable, writeComponentPackage } from "./component-provider-host.ts";
import { filterRows } from "./filters.ts";
import { type Command, memoryAtSchema, timeToPort, warmUp } from "./process.ts";
import { type Row, renderTable } from "./table.ts";

const root = resolve(import.meta.dirname, "..");
const budget = { startMs: 150, startRatio: 0.3, memoryMb: 90, downloadMb: 0.6 };

const env = { ...process.env, AUDITLOG_NODE: process.execPath };
const plugin: Command = { program: join(root, "dist", "plugin", "pulumi-resource-auditlog"), args: [], env };
/** Its modules as they are, all of them loaded: the bundle loads most of its own with the first component. */
const unbundled: Command = {
  program: process.execPath,
  args: ["--import", "./provider/construct.ts", join(root, "provider", "main.ts")],
  env,
};

interface Figures {
  start: number;
  memory: number | undefined;
}

async function measure(command: Command, runs: number): Promise<Figures> {
  return { start: await timeToPort(command, runs), memory: await memoryAtSchema(command) };
}

/** The same clouds under Pulumi's own host of components; undefined where it can't run here. */
async function measureHost(): Promise<Figures | undefined> {
  if (!hostIsRunnable(root)) return undefined;
  const { args, remove } = writeComponentPackage(root);
  try {
    const command = { program: process.execPath, args, env };
    // The first start compiles, and later ones find that in ts-node's cache: these are what its users mostly see.
    await timeToPort(command, 1);
    return await measure(command, 3);
  } finally {
    remove();
  }
}

/** Megabytes of the archive that users download. */
function downloadSize(): number {
  const tar = spawnSync("tar", ["-C", join(root, "dist", "plugin"), "-cf", "-", "."], { maxBuffer: 1 << 30 });
  if (tar.status !== 0) throw new Error(`tar failed: ${tar.stderr}`);
  return gzipSync(tar.stdout, { level: 9 }).length / 1e6;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;
const mb = (value: number | undefined, digits = 0) =>
  value === undefined ? "not known" : `${value.toFixed(digits)} MB`;
const times = (value: number | undefined, other: number | undefined) =>
  value === undefined || other === undefined ? "" : `${(value / other).toFixed(2)} x`;

function compare(name: string, ours: Figures, theirs: Figures): Row[] {
  return [
    { what: `  start of ${name}`, budget: "", measured: ms(theirs.start), ratio: times(theirs.start, ours.start) },
    { what: `  memory of ${name}`, budget: "", measured: mb(theirs.memory), ratio: times(theirs.memory, ours.memory) },
  ];
}

await bundle();
const first = await timeToPort({ ...plugin, env: { ...env, XDG_CACHE_HOME: "/dev/null" } }, 9);
await warmUp(plugin);
const ours = await measure(plugin, 9);
const source = await measure(unbundled, 9);
const host = await measureHost();
const download = downloadSize();

const rows: Row[] = [
  {
    what: "plugin: start to port",
    budget: ms(budget.startMs),
    measured: ms(ours.start),
    ratio: times(ours.start, budget.startMs),
  },
  {
    what: "plugin: first start, with nothing compiled yet",
    budget: "",
    measured: ms(first),
    ratio: "",
  },
  {
    what: "plugin: start, beside the unbundled build",
    budget: `${budget.startRatio} x`,
    measured: times(ours.start, source.start),
    ratio: times(ours.start / source.start, budget.startRatio),
  },
  {
    what: "plugin: memory at GetSchema",
    budget: mb(budget.memoryMb),
    measured: mb(ours.memory),
    ratio: times(ours.memory, budget.memoryMb),
  },
  {
    what: "plugin: download",
    budget: mb(budget.downloadMb, 1),
    measured: mb(download, 2),
    ratio: times(download, budget.downloadMb),
  },
  ...compare("the unbundled build", ours, source),
  ...(host ? compare("componentProviderHost, one small component", ours, host) : []),
  ...filterRows(),
];

const processors = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${processors.length} x ${processors[0]?.model.trim()}, ${process.platform}, Node ${process.versions.node}`,
);
console.log(
  "Medians of 9 starts (componentProviderHost: 3, its compiler's cache warm). A ratio is measured / budget; below, theirs / ours.\n",
);
console.log(renderTable(rows));
if (!host) console.log("\ncomponentProviderHost was left out: there is no ts-node for it to compile with.");
