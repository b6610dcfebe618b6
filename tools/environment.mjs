import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectNode } from "./dependencies.mjs";
import { root } from "./process.mjs";

export const folders = {
  plugin: join(root, "dist", "plugin"),
  sandbox: join(root, "dist", "sandbox"),
};

// What a user's shell holds for real deployments must neither reach the stand-ins nor change what a run does.
const foreign = /^(PULUMI|AWS|GOOGLE|GCLOUD|GCP|CLOUDSDK|ARM|AZURE|AUDITLOG)_/;

/** The environment of the project's own programs: its Node first on the PATH. */
export function projectEnvironment(extra = {}) {
  const { NODE_ENV: _, PATH = "", ...rest } = process.env;
  return { ...rest, PATH: joinPath(join(root, "node_modules", ".bin"), PATH), ...extra };
}

/** The environment in which `pulumi` runs against the sandbox, with its state in a folder. */
export function engineEnvironment({ state, sandbox, engine = process.env.AUDITLOG_ENGINE }) {
  if (!engine) throw new Error("AUDITLOG_ENGINE is not set: run the tests with `npm test`");
  const home = `${state}-home`;
  for (const folder of [state, home, sandbox]) mkdirSync(folder, { recursive: true });
  const inherited = Object.entries(projectEnvironment()).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: joinPath(folders.plugin, folders.sandbox, engine, projectEnvironment().PATH),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    AUDITLOG_NODE: projectNode(),
    AUDITLOG_SANDBOX: sandbox,
  };
}

/** The plugins of this checkout, for a Pulumi.yaml: without their paths, Pulumi warns of each that it finds on the PATH. */
export function pluginPaths() {
  const paths = {
    auditlog: folders.plugin,
    aws: folders.sandbox,
    gcp: folders.sandbox,
    "azure-native": folders.sandbox,
  };
  const providers = Object.entries(paths).map(([name, path]) => ({ name, path }));
  return `plugins: ${JSON.stringify({ providers })}\n`;
}

function joinPath(...parts) {
  return parts.filter(Boolean).join(delimiter);
}
