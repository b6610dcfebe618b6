import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as auto from "@pulumi/pulumi/automation/index.js";
import { openStore } from "../../../sandbox/store.ts";
import { type Ground, resourcesOf, type StateResource } from "../stacks.ts";

type Json = { [key: string]: unknown };

/** A secret of an exported state: the signature that marks it, and its value as JSON. */
const revealed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return JSON.parse(value.plaintext as string);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
};

const isInCloud = ({ type, custom }: StateResource): boolean => custom && !type.startsWith("pulumi:");

/** Brings back a stack that an earlier version has deployed, its program, its state, and what stands in the clouds. */
export const restore = async (ground: Ground, version: string, stackName: string): Promise<auto.Stack> => {
  const folder = join(import.meta.dirname, version);
  const workDir = join(ground.folder, `restored-${version}`);
  cpSync(folder, workDir, { recursive: true });
  const stack = await auto.LocalWorkspace.createOrSelectStack({ stackName, workDir }, { envVars: ground.env });
  await stack.importStack(JSON.parse(readFileSync(join(folder, "state.json"), "utf8")) as auto.Deployment);
  for (const { type, id, inputs, outputs } of (await resourcesOf(stack)).filter(isInCloud)) {
    openStore(join(ground.folder, "clouds"), type.split(":")[0]!).put({
      token: type,
      id: id!,
      inputs: revealed(inputs) as Json as never,
      outputs: revealed(outputs) as Json as never,
    });
  }
  return stack;
};
