import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { edited, edits } from "./edits.ts";

const refusal = (feature: string) => `new Error(${JSON.stringify(`${feature} is not part of this bundle`)})`;
const refuse = (feature: string) => `() => { throw ${refusal(feature)}; }`;

// Loaders ask for these names of a module that nobody uses; as an ES module it is passed on as it is, not copied empty.
const refuseAll = (feature: string) => `new Proxy({}, {
  get: (target, name) => {
    if (name === "__esModule") return true;
    if (typeof name === "symbol" || name === "then") return undefined;
    throw ${refusal(feature)};
  },
})`;

/**
 * Files that no provider needs, but that @pulumi/pulumi loads: with them come the TypeScript compiler and npm's own installer, two
 * thirds of the time to start. The last one maps stack traces through source maps, and the bundle has none.
 */
export const stubs: { readonly [path: string]: string } = {
  "@pulumi/pulumi/runtime/closure/codePaths.js": `exports.computeCodePaths = async ${refuse("Serializing functions")};`,
  "@pulumi/pulumi/runtime/closure/serializeClosure.js": `
    exports.serializeFunction = async ${refuse("Serializing functions")};
    exports.serializeFunctionAsync = async ${refuse("Serializing functions")};`,
  "@pulumi/pulumi/automation/index.js": `module.exports = ${refuseAll("The Automation API")};`,
  "@pulumi/pulumi/dynamic/index.js": `
    exports.Resource = class { constructor() { throw ${refusal("A dynamic provider")}; } };`,
  // gRPC's own reflection loads it when it is asked for, which no plugin's engine does.
  "@grpc/proto-loader/build/src/index.js": `module.exports = ${refuseAll("gRPC's reflection")};`,
  "source-map-support/source-map-support.js": "exports.install = () => {};",
};

/** Replaces those files as esbuild loads them, and edits others. */
export function stubPlugin(root: string): Plugin {
  const modules = join(root, "node_modules");
  return {
    name: "stubs",
    setup(build) {
      build.onLoad(
        { filter: /[\\/](@pulumi[\\/]pulumi|@grpc[\\/]proto-loader|source-map-support|google-protobuf)[\\/].*\.js$/ },
        ({ path }) => {
          const name = relative(modules, path).split(sep).join("/");
          const contents = stubs[name] ?? (name in edits ? edited(name, readFileSync(path, "utf8")) : undefined);
          return contents === undefined ? undefined : { contents, loader: "js" };
        },
      );
    },
  };
}

/** Fails where a stub replaced nothing: a new version has moved the file, and something else may have taken its place. */
export function requireStubs(metafile: Metafile): void {
  const missed = [...Object.keys(stubs), ...Object.keys(edits)].filter(
    (path) => !(`node_modules/${path}` in metafile.inputs),
  );
  if (missed.length > 0) {
    throw new Error(
      `no longer loaded, so that a part of provider/bundle/stubs.ts or edits.ts is in vain: ${missed.join(", ")}`,
    );
  }
}

const unwanted = ["typescript", "ts-node", "@npmcli/arborist", "pacote", "sigstore", "@pulumi/pulumi/vendor"];

/** Fails where a compiler or an installer came in past the stubs: the plugin would start several times slower. */
export function refuseUnwanted(metafile: Metafile): void {
  const bundled = Object.keys(metafile.inputs);
  const found = unwanted.filter((name) => bundled.some((path) => path.includes(`node_modules/${name}/`)));
  if (found.length > 0) {
    throw new Error(`bundled, but of no use in a provider: ${found.join(", ")}; stub it in provider/bundle/stubs.ts`);
  }
}
