import { aws } from "./aws/cloud.ts";
import { azureNative } from "./azure/cloud.ts";
import { gcp } from "./gcp/cloud.ts";
import type { Cloud } from "./resource.ts";
import { serve } from "./server.ts";

const clouds: readonly Cloud[] = [aws, gcp, azureNative];

async function main(name: string | undefined): Promise<void> {
  const cloud = clouds.find((one) => one.name === name);
  if (!cloud) throw new Error(`The first argument must be one of ${clouds.map((one) => one.name).join(", ")}.`);
  await serve(cloud);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
