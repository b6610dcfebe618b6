import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { engineEnvironment, folders, projectEnvironment } from "../../tools/environment.mjs";
import { root } from "./scratch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-environment-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function environment() {
  return engineEnvironment({ state: join(folder, "state"), sandbox: join(folder, "sandbox"), engine: "/engine" });
}

test("Pulumi runs with a file backend, a home of its own, and nothing from the network.", () => {
  const own = Object.entries(environment()).filter(([name]) => /^(PULUMI|AUDITLOG)_/.test(name));
  expect(Object.fromEntries(own)).toEqual({
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_HOME: join(folder, "state-home"),
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    AUDITLOG_NODE: join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node"),
    AUDITLOG_SANDBOX: join(folder, "sandbox"),
  });
});

test("The project's plugins come before those that lie beside an installed Pulumi.", () => {
  vi.stubEnv("PATH", "/usr/bin");
  const bin = join(root, "node_modules", ".bin");
  expect(environment().PATH?.split(delimiter)).toEqual([folders.plugin, folders.sandbox, "/engine", bin, "/usr/bin"]);
});

test.each(["PULUMI_ACCESS_TOKEN", "AWS_PROFILE", "GOOGLE_PROJECT", "ARM_CLIENT_SECRET", "AZURE_CLIENT_ID"])(
  "%s, which belongs to a real deployment, does not reach the sandbox.",
  (name) => {
    vi.stubEnv(name, "real");
    expect(environment()).not.toHaveProperty(name);
  },
);

test("The folders exist.", () => {
  const { AUDITLOG_SANDBOX: sandbox = "", PULUMI_HOME: home = "" } = environment();
  const paths = [sandbox, home, join(folder, "state")];
  expect(paths.map((path) => statSync(path).isDirectory())).toEqual([true, true, true]);
});

test("A run without an engine says how to get one.", () => {
  vi.stubEnv("AUDITLOG_ENGINE", "");
  const start = () => engineEnvironment({ state: join(folder, "state"), sandbox: join(folder, "sandbox") });
  expect(start).toThrow(new Error("AUDITLOG_ENGINE is not set: run the tests with `npm test`"));
});

test("The project's own programs run without the NODE_ENV of the user.", () => {
  vi.stubEnv("NODE_ENV", "production");
  expect(projectEnvironment()).not.toHaveProperty("NODE_ENV");
});
