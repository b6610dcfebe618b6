import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import { evaluate, passes } from "../../../core/filter/evaluate.ts";
import { forCloud } from "../../../core/filter/for-cloud.ts";
import { type Fits, mayOverlap } from "../../../core/filter/overlap.ts";
import { nativeEvents } from "../properties/native-events.ts";
import { anyFilterText, type Pool, read } from "./arbitrary-filter.ts";
import { pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 600_000 });

const any: Fits = () => true;
const overlap = (one: string, other: string, cloud: Cloud = "aws", fits = any) =>
  mayOverlap(forCloud(read(one), cloud), forCloud(read(other), cloud), fits);

describe("two filters of which no event matches both", () => {
  test.each([
    ["another service", 'service == "kms.amazonaws.com"', 'service == "iam.amazonaws.com" && outcome == "denied"'],
    ["none of several", 'operation in ["Decrypt", "Encrypt"]', 'operation in ["CreateKey", "DisableKey"]'],
    ["a name that doesn't begin so", 'operation == "GetObject"', 'operation.startsWith("Delete")'],
    ["the contrary, whatever the case", 'service == "KMS.amazonaws.com"', 'service != "kms.amazonaws.com"'],
    ["not what begins so", 'operation == "DeleteKey"', '!operation.startsWith("delete")'],
    ["absent and present", "!has(error)", 'error == "AccessDenied"'],
    ["another class of activities", '"encryption.key.use" in activities', 'operation == "ConsoleLogin"'],
    ["each alternative", 'access == "read"', 'service == "a" && access == "write" || access == "write" && mfa'],
    ["another cloud", 'cloud == "gcp"', 'operation == "GetObject"'],
  ])("%s", (_what, one, other) => {
    expect(overlap(one, other)).toBe(false);
    expect(overlap(other, one)).toBe(false);
  });

  test("an operation that the service doesn't have, where the cloud knows", () => {
    const fits: Fits = (service, operation) =>
      service === "kms.amazonaws.com" && operation.some((one) => passes(one, "Decrypt"));
    expect(overlap('service == "kms.amazonaws.com"', 'operation == "CreateUser"', "aws", fits)).toBe(false);
    expect(overlap('service == "kms.amazonaws.com"', 'operation in ["CreateUser", "Decrypt"]', "aws", fits)).toBe(true);
  });
});

describe("two filters of which one event may match both", () => {
  test.each([
    ["different fields", 'service == "kms.amazonaws.com"', 'outcome == "denied"'],
    ["one of several", 'operation in ["Decrypt", "DisableKey"]', 'operation in ["CreateKey", "DISABLEKEY"]'],
    ["what has several values", 'resource == "a"', 'resource == "b"'],
    ["the record, where a path may have several values", 'native.a.b == "a"', 'native.a.b == "b"'],
    ["a regular expression", 'operation.matches("^a")', 'operation == "b"'],
  ])("%s", (_what, one, other) => {
    expect(overlap(one, other)).toBe(true);
    expect(overlap(other, one)).toBe(true);
  });
});

const pool: Pool = {
  texts: {
    service: ["kms.amazonaws.com", "s3.amazonaws.com", "storage.googleapis.com", "Microsoft.Authorization"],
    operation: ["Decrypt", "GetObject", "DeleteObject", "SetIamPolicy", "storage.objects.get"],
    "actor.id": ["max@example.com", "arn:aws:iam::111122223333:user/max"],
    resource: ["prod-data", "dev-data"],
    "native.eventName": ["Decrypt", "GetObject"],
  },
  choices: {
    cloud: ["aws", "gcp", "azure"],
    category: ["management", "data"],
    access: ["read", "write"],
    outcome: ["success", "denied"],
  },
  activities: ["encryption.key.use", "data.read", "identity.change"],
};

describe(`two filters that an event matches are never said to have none in common (seed ${seed})`, () => {
  test.each(clouds)("in %s", (cloud) => {
    const seen = { matched: 0, disjoint: 0 };
    fc.assert(
      fc.property(
        anyFilterText(pool),
        anyFilterText(pool),
        fc.array(nativeEvents[cloud], { minLength: 10, maxLength: 10 }),
        (one, other, records) => {
          const isSaid = overlap(one, other, cloud);
          if (!isSaid) seen.disjoint += 1;
          for (const record of records) {
            const event = toCommonEvent(record);
            if ("rejected" in event || !evaluate(read(one), event) || !evaluate(read(other), event)) continue;
            seen.matched += 1;
            if (!isSaid) throw new Error(`${one}\n${other}\n${JSON.stringify(record)}`);
          }
        },
      ),
      { seed, numRuns: pairs },
    );
    expect(Math.min(seen.matched, seen.disjoint)).toBeGreaterThan(pairs / 20);
  });
});
