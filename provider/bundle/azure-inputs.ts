import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

const modules = /["']@pulumi\/azure-native\/([a-z]+)\//g;
const namespace =
  /^var (\w+);\n\(function \(\1\) \{\n[\s\S]*?^\}\)\(\1 = exports\.\1 \|\| \(exports\.\1 = \{\}\)\);\n/gm;
const uses = /\binputs\.(\w+)\./g;

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name as string);

/** The services of Azure whose resources the components make. */
export const servicesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => found(readFileSync(join(folder, name), "utf8"), modules)),
  );

/** Fails where a module of the SDK asks for another service's defaults. */
export const requireServices = (path: string, source: string, services: ReadonlySet<string>): void => {
  const missing = found(source, uses).filter((name) => !services.has(name));
  if (missing.length > 0) {
    throw new Error(
      `${path} needs the defaults of ${missing.join(", ")}, which provider/bundle/azure-inputs.ts leaves out`,
    );
  }
};

/** The SDK's file of defaults with those of some services alone. */
export const inputsOf = (path: string, source: string, services: ReadonlySet<string>): string => {
  const names = found(source, namespace);
  if (names.length === 0) throw new Error(`${path} has no namespaces any more: see provider/bundle/azure-inputs.ts`);
  const kept = source.replace(namespace, (all, name: string) => (services.has(name) ? all : ""));
  requireServices(path, kept, services);
  return kept;
};

/** Azure's SDK has the defaults of all its services in one file, of which a bundle needs a twentieth. */
export const azureInputsPlugin = (root: string): Plugin => ({
  name: "azure-inputs",
  setup(build) {
    const services = servicesIn(join(root, "components", "azure"));
    build.onLoad({ filter: /[\\/]@pulumi[\\/]azure-native[\\/].*\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (/[\\/]types[\\/]input\.js$/.test(path)) return { contents: inputsOf(path, source, services), loader: "js" };
      requireServices(path, source, services);
      return undefined;
    });
  },
});
