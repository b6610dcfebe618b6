import { clouds } from "./clouds.ts";
import { serve } from "./server.ts";

async function main(name: string | undefined): Promise<void> {
  const known = Object.values(clouds);
  const cloud = known.find((one) => one.name === name);
  if (!cloud) throw new Error(`The first argument must be one of ${known.map((one) => one.name).join(", ")}.`);
  await serve(cloud);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
