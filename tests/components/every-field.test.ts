// Does not prove that AWS accepts the inputs: the engine's tests do, against the stand-in.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { deferred } from "../../core/contract/deferred.ts";
import { agreedArgs } from "../core/every-field.ts";
import { answerTo } from "../core/properties/compiled.ts";
import { deploy, useMocks } from "./deploy.ts";
import { openedInputs } from "./graph.ts";

vi.setConfig({ testTimeout: 120_000 });

await useMocks();

const later: Readonly<Record<string, string>> = {
  bucket: "acme-central-logs",
  logGroup: "/acme/central-audit-log",
  url: "https://siem.example.com/firehose",
  accessKey: "a1b2c3d4",
};

/** What was not known yet, by what it is: everything else is an ARN. */
const known = (value: unknown, region: string, of = ""): unknown => {
  const arns: Readonly<Record<string, string>> = {
    key: `kms:${region}:111122223333:key/1`,
    topic: `sns:${region}:111122223333:t`,
  };
  if (value === deferred) return later[of] ?? `arn:aws:${arns[of] ?? "iam::111122223333:role/later"}`;
  if (Array.isArray(value)) return value.map((part) => known(part, region));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, known(part, region, key)]));
};

/** Athena's own, and those of a text that a user wrote. */
const others = /\$\{(?:region|day|account)\}/g;

test("whatever is given of every field makes a graph in which each token is filled, and each name is once", async () => {
  let deployed = 0;
  await fc.assert(
    fc.asyncProperty(agreedArgs, async ({ spec, overrides, channels, aws }) => {
      fc.pre(answerTo({ spec, overrides, channels, aws }).errors.length === 0);
      // Of a second account only the engine knows.
      fc.pre(aws.logArchive === undefined);
      const inputs = known({ spec, overrides, channels, ...aws }, aws.region) as Parameters<typeof deploy>[1];
      const { children } = await deploy("AwsAuditLog", inputs);
      const names = children.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const one of children) {
        const text = JSON.stringify(openedInputs(one)).replaceAll(others, "");
        expect([one.name, text.match(/\$\{[^}]*\}|undefined|\[object [^\]]*\]|NaN/g)]).toEqual([one.name, null]);
      }
      deployed += 1;
    }),
    { numRuns: 25 },
  );
  expect(deployed).toBe(25);
});
