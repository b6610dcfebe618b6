import fc from "fast-check";
import { expect, test } from "vitest";
import { type ComponentName, componentNames } from "../../core/contract/component-names.ts";
import { registeredNames, useMocks } from "../components/deploy.ts";
import { tryToDeploy } from "./refused.ts";

await useMocks();

const aws = {
  region: "eu-central-1",
  scope: "organization",
  organizationId: "o-a1b2c3d4e5",
  readers: { soc: "arn:aws:iam::111122223333:role/soc" },
};
const gcp = {
  project: "acme-audit",
  location: "europe-west3",
  scope: "organization",
  organizationId: "1",
  readers: { soc: "group:soc@example.com" },
};
const azure = {
  location: "westeurope",
  redundancy: "LRS",
  lockExistingAccount: true,
  readers: { soc: { principalId: "11111111-2222-3333-4444-555555555555", principalType: "User" } },
};
const settings = {
  capture: { management: "all", identity: true, bestEffort: ["identity"] },
  retention: { days: 400, searchableDays: 90, immutability: "compliance" },
  encryption: { customerManagedKey: true, rotationDays: 90 },
  evidence: "kept",
  acknowledgeIrreversible: true,
};
const common = { spec: { version: 1, ...settings }, overrides: settings, tags: { team: "security" } };
const valid: Record<ComponentName, object> = {
  AuditLog: { ...common, aws, gcp, azure },
  AwsAuditLog: { ...common, ...aws },
  GcpAuditLog: { ...common, ...gcp },
  AzureAuditLog: { ...common, ...azure },
};

type Path = string[];

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value !== "object" || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];

const texts = [
  ...["all", "write", "none", "governance", "compliance", "disposable", "account", "project", "us", "GRS", "", "*"],
  ...["version: 1", "version: 1\nretention: { days: 3 }", "version: 1\nversion: 1", "{", "- 1", "a: &a [*a]", "&a"],
];
const anything = fc.oneof(
  fc.constantFrom<unknown>(...texts, 0, -1, 1, 30, 731, 40_000, 1.5, true, false, null, undefined, [], {}),
  fc.string(),
  fc.double(),
  fc.anything({
    key: fc.constantFrom("version", "days", "readers", "specYaml", "__proto__", "constructor", "", "a b"),
  }),
);

/** Where something else stands than in valid arguments, or a key too many. */
const changes = (component: ComponentName) =>
  fc.array(
    fc.record({
      path: fc.oneof(
        fc.constantFrom(...pathsIn(valid[component]).slice(1)),
        fc
          .tuple(fc.constantFrom(...pathsIn(valid[component])), fc.constantFrom("specYaml", "extra", "Soc", "0"))
          .map(([path, key]) => [...path, key]),
      ),
      value: anything,
    }),
    { minLength: 2, maxLength: 6 },
  );

const changed = (args: object, path: Path, value: unknown): object => {
  const copy = structuredClone(args) as Record<string, unknown>;
  let at: unknown = copy;
  for (const step of path.slice(0, -1)) at = (at as Record<string, unknown> | null | undefined)?.[step];
  if (typeof at === "object" && at !== null) (at as Record<string, unknown>)[path.at(-1)!] = value;
  return copy;
};

test.each(componentNames)(
  "whatever the plain arguments of %s are, it registers resources or says what is wrong with them",
  async (component) => {
    const seen = { refused: 0, accepted: 0 };
    const property = fc.asyncProperty(changes(component), async (list) => {
      const args = list.reduce((before, { path, value }) => changed(before, path, value), valid[component]);
      const refusal = await tryToDeploy(component, args as Record<string, unknown>);
      if (refusal === undefined) {
        expect(registeredNames().length).toBeGreaterThan(10);
        seen.accepted++;
        return;
      }
      expect(registeredNames()).toEqual([]);
      expect(refusal.reasons).not.toEqual([]);
      for (const [path, reason] of refusal.reasons) {
        expect(path).not.toBe("");
        expect(reason).toMatch(/\S; \S/);
      }
      seen.refused++;
    });
    await fc.assert(property, { numRuns: 60, examples: [[[]]] });
    expect(seen.accepted).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(20);
  },
  60_000,
);
