import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";

export interface Command {
  program: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** Milliseconds from the start of a fresh process to the line with its port: the median of several. */
export async function timeToPort(command: Command, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await withPlugin(command, async () => times.push(performance.now() - started));
  }
  return median(times);
}

export const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

/** Lets the plugin run for as long as it takes to keep what it compiled, as any deployment does. */
export async function warmUp(command: Command): Promise<void> {
  await withPlugin(command, () => setTimeout(3_000));
}

/** Megabytes of a fresh process that has answered GetSchema; undefined where the system doesn't say. */
export async function memoryAtSchema(command: Command): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  return withPlugin(command, async (port, child) => {
    await getSchema(port);
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  });
}

/** Starts a plugin as the engine does, with the engine's address as its argument, and ends it after `use`. */
export async function withPlugin<Result>(
  { program, args, env }: Command,
  use: (port: string, child: ChildProcess) => Promise<Result>,
  engine = "127.0.0.1:1",
): Promise<Result> {
  const child = spawn(program, [...args, engine], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  try {
    return await use(await portOf(child), child);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let output = "";
    let errors = "";
    child.stderr?.on("data", (text) => (errors += text));
    child.stdout?.on("data", (text) => {
      output += text;
      const port = /^(\d+)\r?\n/.exec(output)?.[1];
      if (port) done(port);
    });
    child.on("error", fail);
    child.on("close", (code) => fail(new Error(`the plugin ended with ${code} before it printed a port\n${errors}`)));
  });
}

export function clientOf(port: string): InstanceType<typeof providerGrpc.ResourceProviderClient> {
  return new providerGrpc.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
  });
}

/** The schema that a plugin answers with. */
export function getSchema(port: string): Promise<string> {
  const client = clientOf(port);
  return new Promise((done, fail) => {
    client.getSchema(
      new providerMessages.GetSchemaRequest(),
      (error: Error | null, answer: { getSchema(): string }) => {
        client.close();
        if (error) fail(error);
        else done(answer.getSchema());
      },
    );
  });
}
