import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Declared } from "./construct.ts";

const component = `
import { Bucket as AwsBucket } from "@pulumi/aws/s3/bucket.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import { Bucket as GcpBucket } from "@pulumi/gcp/storage/bucket.js";
import * as pulumi from "@pulumi/pulumi";

export interface ThreeCloudsArgs {
  location: pulumi.Input<string>;
  resourceGroupName: pulumi.Input<string>;
}

export class ThreeClouds extends pulumi.ComponentResource {
  constructor(name: string, args: ThreeCloudsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("bench:index:ThreeClouds", name, args, opts);
    new AwsBucket(name, {}, { parent: this });
    new GcpBucket(name, { location: args.location }, { parent: this });
    new StorageAccount(
      name,
      { resourceGroupName: args.resourceGroupName, kind: "StorageV2", sku: { name: "Standard_LRS" } },
      { parent: this },
    );
  }
}
`;

export const smallComponent: Declared = {
  type: "bench:index:ThreeClouds",
  inputs: { location: "europe-west3", resourceGroupName: "audit" },
};

/** What Pulumi's own host of TypeScript components, run from source, would start: a package of one component that uses three clouds. */
export function writeComponentPackage(root: string): { folder: string; args: readonly string[]; remove: () => void } {
  mkdirSync(join(root, "dist"), { recursive: true });
  // Below the checkout, where it finds its imports.
  const folder = mkdtempSync(join(root, "dist", "bench-host-"));
  const compilerOptions = {
    module: "nodenext",
    moduleResolution: "nodenext",
    target: "es2022",
    types: ["node"],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, "PulumiPlugin.yaml"), "runtime: nodejs\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", version: "0.1.0", main: "index.ts" }));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, strict: true } }),
  );
  writeFileSync(join(folder, "index.ts"), component);
  const host = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
  return {
    folder,
    args: [host, `--pwd=${folder}`, folder],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Whether the host can run: it compiles with ts-node, the project's own or the one that the SDK carries. */
export function hostIsRunnable(root: string): boolean {
  const modules = join(root, "node_modules");
  return [join(modules, "ts-node"), join(modules, "@pulumi", "pulumi", "vendor", "ts-node@7.0.1")].some(existsSync);
}
