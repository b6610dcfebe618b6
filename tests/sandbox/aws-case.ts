import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import type { Call, CloudError, Properties, ProviderConfig, ResourceType, Rule } from "../../sandbox/resource.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";
export const CONFIG: ProviderConfig = { region: REGION, accountId: ACCOUNT, organizationId: "o-exampleorgid" };

/** What a rule refuses, and the nearest call that AWS accepts. */
export interface Case {
  rule: string;
  /** What distinguishes it from the other cases of its rule. */
  when?: string;
  token: string;
  verb?: Call["verb"];
  given?: readonly Given[];
  inputs: Properties;
  /** The inputs before an update. */
  before?: Properties;
  /** Where the call comes from, where it is not the usual account. */
  config?: ProviderConfig;
  refused: { name: string; message: RegExp };
  mended: { given?: readonly Given[]; inputs?: Properties; config?: ProviderConfig };
}

export function typeOf(token: string): ResourceType {
  const type = aws.types.find((one) => one.token === token);
  if (type === undefined) throw new Error(`The sandbox has no type ${token}`);
  return type;
}

export function callOf(one: Case, mended: boolean): Call {
  const given = (mended && one.mended.given) || one.given || [];
  const inputs = (mended && one.mended.inputs) || one.inputs;
  const config = (mended && one.mended.config) || one.config || CONFIG;
  const verb = one.verb ?? "create";
  const before = one.before ?? (verb === "create" ? undefined : inputs);
  const own = before === undefined ? [] : [{ token: one.token, inputs: before }];
  const store = storeWith(aws, config, [...given, ...own]);
  // Not by its id: that of a key is not the same once there is one with these inputs.
  const existing = before && store.list(one.token).find(({ inputs: given }) => isDeepStrictEqual(given, before));
  return { verb, token: one.token, inputs, store, config, ...(existing && { existing }) };
}

export function refusalsOf(call: Call): { rule: string; error: CloudError }[] {
  return typeOf(call.token)
    .rules.filter((rule) => rule.on.includes(call.verb))
    .flatMap((rule) => {
      const error = rule.refuse(call);
      return error === undefined ? [] : [{ rule: rule.id, error }];
    });
}

/** Each case is refused by its rule, and by none once mended; each of these rules has a case. */
export function testCases(rules: readonly Rule[], cases: readonly Case[]): void {
  test.each(cases.map((one) => ({ ...one, title: [one.rule, one.when].filter(Boolean).join(", ") })))(
    "$title: AWS refuses the fault and accepts the near miss",
    (one) => {
      const refusals = refusalsOf(callOf(one, false)).filter(({ rule }) => rule === one.rule);
      expect(refusals.map(({ error }) => error)).toEqual([
        { name: one.refused.name, message: expect.stringMatching(one.refused.message) },
      ]);
      expect(refusalsOf(callOf(one, true))).toEqual([]);
    },
  );

  test("every rule has a refusing case", () => {
    expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual(rules.map(({ id }) => id).sort());
  });
}
