import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { packageScript } from "../provider/package.ts";
import { hostIsRunnable, writeComponentPackage } from "./component-provider-host.ts";
import { type ConstructFigures, constructFigures, type Declared, wholeCatalog } from "./construct.ts";
import { type Command, memoryAtSchema, timeToPort, warmUp } from "./process.ts";
import { mb, ms, type Row, times } from "./table.ts";

/** What the plugin costs before and while it makes a component, beside other ways to ship the same. */
const budget = { startMs: 150, startRatio: 0.3, memoryMb: 90, downloadMb: 0.6, executableMb: 48, constructMs: 400 };

interface Figures {
  start: number;
  memory: number | undefined;
  construct: ConstructFigures;
}

async function measure(command: Command, declared: Declared, runs: number): Promise<Figures> {
  return {
    start: await timeToPort(command, runs),
    memory: await memoryAtSchema(command),
    construct: await constructFigures(command, declared, Math.ceil(runs / 2)),
  };
}

/** The same component under Pulumi's own host of components; undefined where it can't run here. */
async function measureHost(root: string, env: NodeJS.ProcessEnv): Promise<Figures | undefined> {
  if (!hostIsRunnable(root)) return undefined;
  const { args, remove } = await writeComponentPackage(root);
  try {
    const command = { program: process.execPath, args, env };
    // The first start compiles, and later ones find that in ts-node's cache: these are what its users mostly see.
    await timeToPort(command, 1);
    return await measure(command, wholeCatalog, 3);
  } finally {
    remove();
  }
}

/** Megabytes of this platform's archive without need of Node.js; undefined where `npm run package` has not made it. */
function executableSize(root: string): number | undefined {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform as string];
  const cpu = { x64: "amd64", arm64: "arm64" }[process.arch as string];
  const name = `pulumi-resource-auditlog-v${manifest.version}-${os}-${cpu}.tar.gz`;
  const file = join(root, "dist", "packages", name);
  return existsSync(file) ? statSync(file).size / 1e6 : undefined;
}

const row = (what: string, allowed: number, measured: number | undefined, unit: (value: number) => string): Row => ({
  what,
  budget: unit(allowed),
  measured: measured === undefined ? "not known" : unit(measured),
  ratio: times(measured, allowed),
});

const beside = (what: string, theirs: number | undefined, ours: number | undefined, unit = ms): Row => ({
  what: `  ${what}`,
  budget: "",
  measured: theirs === undefined ? "not known" : unit(theirs),
  ratio: times(theirs, ours),
});

const constructRows = ({ fromStartMs, firstMs, nextMs, workMs, resources }: ConstructFigures): Row[] => [
  row(`construct: three clouds, whole catalog, ${resources} resources: provider time`, budget.constructMs, workMs, ms),
  { what: "construct: the same as one waits for it", budget: "", measured: ms(firstMs), ratio: "" },
  row("construct: a second one in the same process", budget.constructMs, nextMs, ms),
  { what: "construct: from the start of the process", budget: "", measured: ms(fromStartMs), ratio: "" },
];

export async function pluginRows(root: string): Promise<Row[]> {
  const env = { ...process.env, AUDITLOG_NODE: process.execPath };
  const plugin = { program: join(root, "dist", "plugin", "pulumi-resource-auditlog"), args: [], env };
  const uncached = { ...plugin, env: { ...env, XDG_CACHE_HOME: "/dev/null" } };
  /** Its modules as they are, all of them loaded: the bundle loads most of its own with the first component. */
  const unbundled = {
    program: process.execPath,
    args: ["--import", "./provider/construct.ts", join(root, "provider", "main.ts")],
    env,
  };
  const first = await timeToPort(uncached, 9);
  const firstConstruct = await constructFigures(uncached, wholeCatalog, 5);
  await warmUp(plugin);
  const ours = await measure(plugin, wholeCatalog, 9);
  const small = await constructFigures(plugin, oneCloud, 5);
  const source = await measure(unbundled, wholeCatalog, 9);
  const host = await measureHost(root, env);
  return [
    row("plugin: start to port", budget.startMs, ours.start, ms),
    row("plugin: start, beside the unbundled build", budget.startRatio, ours.start / source.start, (part) =>
      times(part, 1),
    ),
    { what: "plugin: the first start ever, with nothing compiled yet", budget: "", measured: ms(first), ratio: "" },
    row("plugin: memory at GetSchema", budget.memoryMb, ours.memory, mb),
    row("plugin: download, for a machine with Node.js", budget.downloadMb, packageScript().length / 1e6, (size) =>
      mb(size, 2),
    ),
    row("plugin: download, self-contained (npm run package)", budget.executableMb, executableSize(root), (size) =>
      mb(size, 1),
    ),
    ...constructRows(ours.construct),
    { what: "construct: from the first start ever", budget: "", measured: ms(firstConstruct.fromStartMs), ratio: "" },
    {
      what: `construct: from the start, one cloud, ${small.resources} resources`,
      budget: "",
      measured: ms(small.fromStartMs),
      ratio: "",
    },
    beside("start of the unbundled build", source.start, ours.start),
    beside("memory of the unbundled build", source.memory, ours.memory, mb),
    beside(
      "construct in the unbundled build, from the start",
      source.construct.fromStartMs,
      ours.construct.fromStartMs,
    ),
    ...(host ? hostRows(host, ours) : []),
  ];
}

/** In one cloud, as most begin. */
const oneCloud: Declared = {
  type: "auditlog:index:GcpAuditLog",
  inputs: { spec: { version: 1 }, project: "acme-audit", location: "europe-west3" },
};

const hostRows = (host: Figures, ours: Figures): Row[] => [
  beside("start of componentProviderHost, the same component", host.start, ours.start),
  beside("memory of componentProviderHost", host.memory, ours.memory, mb),
  beside("construct under componentProviderHost: provider time", host.construct.workMs, ours.construct.workMs),
  beside(
    "construct under componentProviderHost, from the start",
    host.construct.fromStartMs,
    ours.construct.fromStartMs,
  ),
];
