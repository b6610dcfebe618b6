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

/** Seconds of one `up` on the real engine, and how many resources it made. */
async function deploy(settings: Record<string, string>): Promise<{ seconds: number; resources: number }> {
  const ground = openGround(settings);
  try {
    const stack = await inlineStack(ground, "many", program);
    const started = performance.now();
    await stack.up({ parallel: 64 });
    const seconds = (performance.now() - started) / 1_000;
    return { seconds, resources: ownResources(await resourcesOf(stack)).length };
  } finally {
    ground.clear();
  }
}

export async function manyComponentsRows(): Promise<Row[]> {
  const once = await deploy({ PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" });
  const each = await deploy({});
  const shown = (seconds: number): string => `${seconds.toFixed(1)} s`;
  return [
    {
      what: `engine: up of ${count} components, ${once.resources} resources, the state written once`,
      budget: shown(budgetSeconds),
      measured: shown(once.seconds),
      ratio: times(once.seconds, budgetSeconds),
    },
    {
      what: "engine: the same, the state written to a file after each resource",
      budget: "",
      measured: shown(each.seconds),
      ratio: "",
    },
  ];
}
