/** How long one call of each cloud takes when others' stacks have filled the sandbox: `node sandbox/measure.ts [resources]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { clouds } from "./clouds.ts";
import type { Cloud, Properties, ResourceType } from "./resource.ts";
import { serve } from "./server.ts";
import { openStore } from "./store.ts";
import { settledMs } from "./stored-file.ts";

type Client = InstanceType<typeof services.ResourceProviderClient>;

const settings: Properties = { region: "europe-west1", project: "acme-prod" };
const rounds = 5;

/** Enough for every type to have an id of its own, and for rules to have something to look through. */
function inputsOf({ autoname }: ResourceType, n: number): Properties {
  const names = ["name", "bucket", "service", "member", "principalId", "resourceUri"];
  const parents = { resourceGroupName: `g${n}`, accountName: `account${n}`, vaultName: `v${n}`, keyRing: `r${n}` };
  const own = Object.fromEntries([...names, ...(autoname ? [autoname.property] : [])].map((name) => [name, `x${n}`]));
  return { ...parents, bucketId: `b${n}`, scope: `/s/${n}`, cryptoKeyId: `k${n}`, policy: "{}", ...own };
}

function fill(cloud: Cloud, folder: string, count: number): void {
  const store = openStore(folder, cloud.name);
  const config = { ...cloud.config, ...settings } as { [key: string]: string };
  for (let n = 0; n < count; n += 1) {
    const type = cloud.types[n % cloud.types.length]!;
    const inputs = inputsOf(type, n);
    const id = `${type.id(inputs, config)}-${n}`;
    store.put({ token: type.token, id, inputs, outputs: inputs });
  }
}

async function create(client: Client, type: ResourceType): Promise<number> {
  const request = new proto.CreateRequest()
    .setUrn(`urn:pulumi:dev::project::${type.token}::mine`)
    .setProperties(struct.Struct.fromJavaScript({ ...inputsOf(type, 999_999) } as never));
  const start = performance.now();
  await new Promise((resolve) => client.create(request, resolve));
  return performance.now() - start;
}

async function measure(cloud: Cloud, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-measure-"));
  fill(cloud, folder, count);
  await setTimeout(settledMs);
  const { port, stop } = await serve(cloud, { folder });
  const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const times: { token: string; first: number; median: number }[] = [];
  for (const type of cloud.types) {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) taken.push(await create(client, type));
    const median = taken.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
    times.push({ token: type.token, first: taken[0]!, median });
  }
  client.close();
  stop();
  rmSync(folder, { recursive: true, force: true });
  const slowest = times.toSorted((a, b) => b.median - a.median)[0]!;
  const all = times.reduce((sum, { median }) => sum + median, 0);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${cloud.name}, ${count} resources: a call takes ${ms(all / times.length)} on average, ${ms(slowest.median)} at most (${slowest.token}); the first ${ms(times[0]!.first)}`,
  );
}

const count = Number(process.argv[2] ?? 3_000);
for (const cloud of Object.values(clouds)) await measure(cloud, count);
