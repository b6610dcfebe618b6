import { ComponentResource, CustomResource } from "@pulumi/pulumi";
import { AwsAuditLog, AzureAuditLog, everywhere, GcpAuditLog } from "../tests/engine/consumer.ts";
import { inlineStack, openGround, ownResources, resourcesOf } from "../tests/engine/stacks.ts";
import { type Row, times } from "./table.ts";

const budgetSeconds = 6;
const count = 50;
/** AWS and Azure let an account have no more trails and settings than this. */
const few = 5;

const program = async (): Promise<void> => {
  const spec = { version: 1, evidence: "disposable" };
  for (let at = 0; at < count; at += 1) {
    const name = `audit-${at}`;
    if (at < few) new AwsAuditLog(name, { ...everywhere.aws, spec });
    else if (at < 2 * few) new AzureAuditLog(name, { ...everywhere.azure, spec });
    else new GcpAuditLog(name, { ...everywhere.gcp, spec });
  }
};

class Bucket extends CustomResource {
  constructor(name: string, parent: ComponentResource) {
    super("gcp:storage/bucket:Bucket", name, { location: "EU" }, { parent });
  }
}

/** As many resources in as many components of a program of its own: this plugin has no part in it. */
const plainProgram = (resources: number) => async (): Promise<void> => {
  const buckets = (resources - count) / count;
  for (let at = 0; at < count; at += 1) {
    const parent = new ComponentResource("bench:index:Buckets", `plain-${at}`);
    const [from, to] = [Math.round(at * buckets), Math.round((at + 1) * buckets)];
    for (let index = from; index < to; index += 1) new Bucket(`plain-${index}`, parent);
  }
};

/** Seconds of one `up` on the real engine, and how many resources it made. */
async function deploy(
  run: () => Promise<void>,
  settings: Record<string, string>,
): Promise<{ seconds: number; resources: number }> {
  const ground = openGround(settings);
  try {
    const stack = await inlineStack(ground, "many", run, { "aws:region": "eu-central-1", "gcp:project": "acme-test" });
    const started = performance.now();
    await stack.up({ parallel: 64 });
    const seconds = (performance.now() - started) / 1_000;
    return { seconds, resources: ownResources(await resourcesOf(stack)).length };
  } finally {
    ground.clear();
  }
}

/** Pulumi writes its state once, at the end, instead of after each resource. */
const writtenOnce = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

export async function manyComponentsRows(): Promise<Row[]> {
  const once = await deploy(program, writtenOnce);
  const each = await deploy(program, {});
  const plainOnce = await deploy(plainProgram(once.resources), writtenOnce);
  const plainEach = await deploy(plainProgram(once.resources), {});
  const shown = (seconds: number): string => `${seconds.toFixed(1)} s`;
  const row = (what: string, { seconds }: { seconds: number }, ratio = ""): Row => ({
    what,
    budget: "",
    measured: shown(seconds),
    ratio,
  });
  return [
    {
      what: `engine: up of ${count} components, ${once.resources} resources, the state written once`,
      budget: shown(budgetSeconds),
      measured: shown(once.seconds),
      ratio: times(once.seconds, budgetSeconds),
    },
    row("engine: the same, the state written to a file after each resource", each),
    row(
      `  ${plainOnce.resources} resources without this plugin, the state written once`,
      plainOnce,
      times(plainOnce.seconds, once.seconds),
    ),
    row("  the same, the state written after each resource", plainEach, times(plainEach.seconds, each.seconds)),
  ];
}
