import * as pulumi from "@pulumi/pulumi";
import { vi } from "vitest";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { construct } from "../../provider/construct.ts";
import { answer, create } from "./mock-clouds.ts";

/** A resource as it was registered: an input that is secret, or has a secret in it, stands as `{ secret: … }`. */
export interface Registered {
  name: string;
  type: string;
  inputs: Record<string, unknown>;
}

const registered: (Registered & { custom: boolean })[] = [];
const told: string[] = [];

const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const [[secretKey, secretValue]] = Object.entries(secretMark) as [[string, string]];

/** Mocks hoist a secret to the whole of an input. */
const readable = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  const fields = value as Record<string, unknown>;
  if (fields[secretKey] === secretValue) return { secret: readable(fields.value) };
  return Object.fromEntries(Object.entries(fields).map(([key, part]) => [key, readable(part)]));
};

/** Once a test file: Pulumi's mocks are global, and outputs that are still pending break when they are replaced. */
export const useMocks = async ({ preview = false } = {}): Promise<void> => {
  vi.spyOn(pulumi.log, "warn").mockImplementation(async (text) => void told.push(`warning: ${text}`));
  vi.spyOn(pulumi.log, "info").mockImplementation(async (text) => void told.push(`info: ${text}`));
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        const { name, type, custom = false } = args;
        registered.push({ name, type, custom, inputs: readable(args.inputs) as Registered["inputs"] });
        return preview ? { id: undefined, state: args.inputs } : create(args);
      },
      call: answer,
    },
    "project",
    "stack",
    preview,
  );
  // Pulumi's mocks say that they have error hooks, and wait forever for one to be registered.
  Object.assign(pulumi.runtime.getMonitor()!, {
    registerErrorHook: (_: unknown, callback: (error: null) => void) => callback(null),
  });
};

export interface Deployed {
  /** The component and the components in it. */
  components: Registered[];
  children: Registered[];
  state: pulumi.Inputs;
  /** What the user was told beside. */
  told: string[];
}

const byName = (a: Registered, b: Registered): number => (a.name < b.name ? -1 : 1);

/** Everything that a component registers from the arguments of a user, sorted by name. */
export const deploy = async (
  component: ComponentName,
  inputs: pulumi.Inputs,
  { name = "audit" } = {},
): Promise<Deployed> => {
  registered.length = 0;
  told.length = 0;
  const { state } = await construct(component, name, inputs, {});
  await pulumi.runtime.disconnect();
  const of = (kind: boolean) =>
    registered
      .filter(({ custom }) => custom === kind)
      .map(({ custom, ...one }) => one)
      .sort(byName);
  return { components: of(false), children: of(true), state, told: [...told] };
};

/** The state as the engine would get it: settled, without what is undefined. */
export const settled = (state: pulumi.Inputs): Promise<unknown> =>
  new Promise((resolve) => pulumi.output(state).apply((value) => resolve(JSON.parse(JSON.stringify(value)))));

/** What was registered since the last deployment, also where the construction failed. */
export const registeredNames = (): string[] => registered.map(({ name }) => name);
