import { expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { cmekAgent, storageAgent } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Call, CloudError, Properties, ProviderConfig, ResourceType, Rule } from "../../sandbox/resource.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

export const PROJECT = "acme-prod";
export const CONFIG: ProviderConfig = { project: PROJECT, region: "europe-west1" };

/** What a rule refuses, and the nearest call that Google Cloud accepts. */
export interface Case {
  rule: string;
  /** What distinguishes it from the other cases of its rule. */
  when: string;
  token: string;
  verb?: Call["verb"];
  given?: readonly Given[];
  config?: ProviderConfig;
  inputs: Properties;
  /** The inputs before an update or a deletion. */
  before?: Properties;
  refused: { name: string; message: RegExp };
  mended: Pick<Partial<Case>, "given" | "inputs" | "before" | "config" | "verb">;
}

export function typeOf(token: string): ResourceType {
  const type = gcp.types.find((one) => one.token === token);
  if (type === undefined) throw new Error(`The sandbox has no type ${token}`);
  return type;
}

export function callOf(one: Omit<Case, "rule" | "when" | "refused" | "mended">): Call {
  const { token, inputs, verb = "create", given = [], config = CONFIG } = one;
  const before = one.before ?? (verb === "create" ? undefined : inputs);
  const store = storeWith(gcp, config, before ? [...given, { token, inputs: before }] : given);
  const existing = store.list(token).find((one) => one.inputs === before);
  return { verb, token, inputs, store, config, ...(existing && { existing }) };
}

export function refusalsOf(call: Call): { rule: string; error: CloudError }[] {
  return typeOf(call.token)
    .rules.filter((rule) => rule.on.includes(call.verb))
    .flatMap((rule) => {
      const error = rule.refuse(call);
      return error === undefined ? [] : [{ rule: rule.id, error }];
    });
}

/** Each case is refused by its rule, and by none once mended; each rule has a case. */
export function testCases(rules: readonly Rule[], cases: readonly Case[]): void {
  test.each(cases)("Google Cloud refuses $when ($rule), and accepts the near miss", (one) => {
    const refusals = refusalsOf(callOf(one)).filter(({ rule }) => rule === one.rule);
    expect(refusals.map(({ error }) => error)).toEqual([
      { name: one.refused.name, message: expect.stringMatching(one.refused.message) },
    ]);
    expect(refusalsOf(callOf({ ...one, ...one.mended }))).toEqual([]);
  });

  test("Every rule has a case, and every case a rule", () => {
    const ids = new Set(rules.map(({ id }) => id));
    expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual([...ids].sort());
  });
}

export const RING = `projects/${PROJECT}/locations/europe-west1/keyRings/audit`;
export const KEY = `${RING}/cryptoKeys/logs`;

export const kmsOn: Given = { token: tokens.service, inputs: { service: "cloudkms.googleapis.com" } };
export const ring: Given = { token: tokens.keyRing, inputs: { name: "audit", location: "europe-west1" } };
export const key: Given = { token: tokens.cryptoKey, inputs: { name: "logs", keyRing: RING } };

export function keyGrant(member: string, role = "roles/cloudkms.cryptoKeyEncrypterDecrypter"): Given {
  return { token: tokens.keyGrant, inputs: { cryptoKeyId: KEY, role, member: `serviceAccount:${member}` } };
}

export const forStorage = keyGrant(storageAgent(PROJECT));
export const forLogging = keyGrant(cmekAgent(PROJECT));

export const goodBucket: Properties = { name: "acme-audit", location: "EUROPE-WEST1", uniformBucketLevelAccess: true };

export function bucket(own: Properties = {}): Given {
  return { token: tokens.bucket, inputs: { ...goodBucket, ...own } };
}

/** A sink that delivers to the bucket. */
export function bucketSink(own: Properties = {}): Given {
  return {
    token: tokens.projectSink,
    inputs: { name: "audit", destination: "storage.googleapis.com/acme-audit", ...own },
  };
}

export function badRequest(message: RegExp) {
  return { name: "Error 400 INVALID_ARGUMENT", message };
}

export function ofProvider(message: RegExp) {
  return { name: "Invalid configuration", message };
}
