import { readFileSync } from "node:fs";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { catalogAlerts } from "../core/catalog/alerts.ts";
import { type Command, clientOf, median, withPlugin } from "./process.ts";
import { serveToyEngine, type ToyEngine } from "./toy-engine.ts";

/** A component, as a program declares it. */
export interface Declared {
  type: string;
  inputs: object;
}

/** All three clouds, every alert of the catalog, somebody to tell. */
export const wholeCatalog: Declared = {
  type: "auditlog:index:AuditLog",
  inputs: {
    spec: { version: 1, alerts: { catalog: catalogAlerts.map(({ id }) => id) } },
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-audit", location: "europe-west3" },
    azure: { location: "westeurope" },
    channels: { team: { email: { address: "security@example.com" } } },
  },
};

export interface ConstructFigures {
  /** From the start of the process to the component's URN and outputs. */
  fromStartMs: number;
  /** From the request to its answer, of the first component in a process. */
  firstMs: number;
  /** The same, of a second one in that process. */
  nextMs: number;
  /** How long the plugin's own thread worked for the first one; not known where the system doesn't say. */
  workMs: number | undefined;
  resources: number;
}

/** The median of several processes, each with a first component and a second one. */
export async function constructFigures(command: Command, declared: Declared, runs: number): Promise<ConstructFigures> {
  const engine = await serveToyEngine();
  try {
    const all: ConstructFigures[] = [];
    for (let run = 0; run < runs; run += 1) all.push(await once(command, declared, engine));
    const of = (figure: keyof ConstructFigures) => median(all.map((one) => one[figure] ?? Number.NaN));
    const work = of("workMs");
    return {
      fromStartMs: of("fromStartMs"),
      firstMs: of("firstMs"),
      nextMs: of("nextMs"),
      workMs: Number.isNaN(work) ? undefined : work,
      resources: of("resources"),
    };
  } finally {
    engine.stop();
  }
}

async function once(command: Command, declared: Declared, engine: ToyEngine): Promise<ConstructFigures> {
  const started = performance.now();
  const use = async (port: string, pid: number | undefined): Promise<ConstructFigures> => {
    const before = workedMs(pid);
    const ready = performance.now();
    await construct(port, declared, "first", engine.address);
    const first = performance.now();
    const after = workedMs(pid);
    const resources = engine.registered();
    await construct(port, declared, "next", engine.address);
    const next = performance.now();
    engine.registered();
    return {
      fromStartMs: first - started,
      firstMs: first - ready,
      nextMs: next - first,
      workMs: before === undefined || after === undefined ? undefined : after - before,
      resources,
    };
  };
  return withPlugin(command, (port, { pid }) => use(port, pid), engine.address);
}

function construct(port: string, { type, inputs }: Declared, name: string, engine: string): Promise<void> {
  const client = clientOf(port);
  const request = new providerMessages.ConstructRequest()
    .setProject("bench")
    .setStack("dev")
    .setName(name)
    .setType(type)
    .setParallel(16)
    .setMonitorendpoint(engine)
    .setInputs(struct.Struct.fromJavaScript(inputs as never));
  return new Promise((done, fail) => {
    client.construct(request, (error: Error | null) => {
      client.close();
      if (error) fail(error);
      else done();
    });
  });
}

/** How long the main thread of a process has worked, whatever else the machine did; V8's helpers are not counted. */
function workedMs(pid: number | undefined): number | undefined {
  if (process.platform !== "linux" || pid === undefined) return undefined;
  const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
  return Number(nanoseconds) / 1e6;
}
