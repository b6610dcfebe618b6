import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { getSchema, withPlugin } from "../../bench/process.ts";

/** Does not prove that Pulumi's host of Node.js plugins, which is not at hand, calls what it calls here. */

const root = join(import.meta.dirname, "..", "..");

it("is run from its source by the program with which Pulumi runs Node.js plugins", async () => {
  const { runtime } = parse(readFileSync(join(root, "provider", "PulumiPlugin.yaml"), "utf8"));
  expect(runtime).toEqual({ name: "nodejs", options: { typescript: false } });
  const command = {
    program: process.execPath,
    args: [join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin", "index.js"), join(root, "provider")],
    // What the host makes of the option above.
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "false" },
  };
  const schema = await withPlugin(command, (port) => getSchema(port));
  expect(JSON.parse(schema)).toEqual(JSON.parse(readFileSync(join(root, "schema.json"), "utf8")));
}, 60_000);
