import { describe, expect, test } from "vitest";
import { azureNative } from "../../sandbox/azure/cloud.ts";
import type { Call, Json, Properties, ProviderConfig, ResourceType, Stored } from "../../sandbox/resource.ts";
import { memoryStore } from "./memory-store.ts";

export const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
export const CONFIG: ProviderConfig = {
  subscriptionId: SUBSCRIPTION,
  tenantId: "00000000-0000-0000-0000-000000000002",
  clientId: "00000000-0000-0000-0000-000000000003",
};

/** What a rule sees; an existing resource is part of the store by itself. */
export interface Situation {
  verb?: Call["verb"];
  inputs?: Properties;
  existing?: Stored;
  given?: Stored[];
  config?: ProviderConfig;
}

export interface Case extends Situation {
  rule: string;
  /** Ends the sentence "Azure refuses …". */
  when: string;
  expect: { name: string; message: RegExp };
  /** What differs in the same call when Azure has nothing against it: the near miss. */
  mended: Situation;
}

/** A resource as it is after its creation. */
export function place(type: ResourceType, inputs: Properties, given: Stored[] = [], config = CONFIG): Stored {
  const outputs = { ...inputs, ...type.outputs(inputs, config, memoryStore(given)) };
  return { token: type.token, id: type.id(inputs, config), inputs, outputs };
}

export function callOf(type: ResourceType, situation: Situation): Call {
  const { existing, given = [], config = CONFIG } = situation;
  const others = given.filter((stored) => stored.id !== existing?.id);
  return {
    verb: situation.verb ?? (existing === undefined ? "create" : "update"),
    token: type.token,
    inputs: situation.inputs ?? existing?.inputs ?? {},
    store: memoryStore(existing === undefined ? others : [...others, existing]),
    config,
    ...(existing === undefined ? {} : { existing }),
  };
}

/** Every refusal of the type's rules, by their ids. */
export function judge(type: ResourceType, situation: Situation) {
  const call = callOf(type, situation);
  return type.rules
    .filter((rule) => rule.on.includes(call.verb))
    .flatMap((rule) => {
      const refusal = rule.refuse(call);
      return refusal === undefined ? [] : [{ rule: rule.id, ...refusal }];
    });
}

function checkCase(type: ResourceType, { rule, when: _, expect: expected, mended, ...faulty }: Case) {
  const refusal = judge(type, faulty).find((found) => found.rule === rule);
  expect(refusal?.name).toBe(expected.name);
  expect(refusal?.message).toMatch(expected.message);
  expect(judge(type, { ...faulty, ...mended })).toEqual([]);
}

/** Runs the table of a type, and fails where a rule of the type has no case. */
export function checkRules(type: ResourceType, cases: readonly Case[]) {
  describe(type.token, () => {
    for (const one of cases) test(`${one.rule}: Azure refuses ${one.when}`, () => checkCase(type, one));

    test("every rule has a case", () => {
      expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual(type.rules.map(({ id }) => id).sort());
    });

    test("it is a type of the cloud", () => expect(azureNative.types).toContain(type));
  });
}

export const letters = (count: number) => "a".repeat(count);

/** The inputs with another value at a dotted path, or without one. */
export function edit(inputs: Properties, path: string, value: Json | undefined): Properties {
  const [key = "", ...rest] = path.split(".");
  const { [key]: old, ...others } = inputs;
  const inner = typeof old === "object" && old !== null && !Array.isArray(old) ? old : {};
  const next = rest.length === 0 ? value : edit(inner, rest.join("."), value);
  return next === undefined ? others : { ...others, [key]: next };
}
