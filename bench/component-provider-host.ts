import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * This package's own component as that host takes it. Its analysis refuses the types of the contract, which are unions and aliases
 * of types, so they are `any`; and it compiles without imports of `.ts` files, so what makes the component is compiled before.
 */
const component = `
import * as pulumi from "@pulumi/pulumi";
import { construct } from "./construct.cjs";

export interface AuditLogArgs {
  spec: any;
  aws?: any;
  gcp?: any;
  azure?: any;
  channels?: any;
}

export class AuditLog extends pulumi.ComponentResource {
  constructor(name: string, args: AuditLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auditlog:index:AuditLog", name, args, opts);
    void construct("AuditLog", name + "-log", args, { parent: this });
  }
}
`;

const declaration = "export declare function construct(...args: any[]): Promise<any>;\n";

/** What Pulumi's own host of TypeScript components, run from source, would start: a package of this one's component. */
export async function writeComponentPackage(
  root: string,
): Promise<{ folder: string; args: readonly string[]; remove: () => void }> {
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
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "auditlog", version: "0.1.0", main: "index.ts" }));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, strict: true } }),
  );
  writeFileSync(join(folder, "index.ts"), component);
  writeFileSync(join(folder, "construct.d.cts"), declaration);
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, "provider", "construct.ts")],
    outfile: join(folder, "construct.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["@pulumi/*"],
  });
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
