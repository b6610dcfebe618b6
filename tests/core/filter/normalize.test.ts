import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommonEvent } from "../../../core/event/event.ts";
import { approximate } from "../../../core/filter/approximate.ts";
import type { Filter } from "../../../core/filter/ast.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { isLiteral, normalize } from "../../../core/filter/normalize.ts";
import { filterText } from "../../../core/filter/text.ts";
import { anyFilterText, type Pool, read } from "./arbitrary-filter.ts";
import { seed } from "./fidelity.ts";

describe("the normal form of a filter", () => {
  it.each<[string, string]>([
    ['!(operation == "a" && mfa)', '!(operation == "a") || !(mfa == true)'],
    ['!(operation == "a" || !mfa)', '!(operation == "a") && mfa == true'],
    ["!!mfa", "mfa == true"],
    [
      'operation == "a" || operation == "b" || mfa || operation in ["a", "c"]',
      'operation in ["a", "b", "c"] || mfa == true',
    ],
    ['operation == "a" && (service == "s" && mfa)', 'operation == "a" && service == "s" && mfa == true'],
    ["mfa && mfa", "mfa == true"],
    ["mfa && !mfa", "false"],
    ["mfa || !mfa", "true"],
    ["mfa || true", "true"],
    ["mfa && true", "mfa == true"],
    ["mfa && operation in []", "false"],
    ["!(operation in [])", "true"],
    ['operation in ["a", "a"]', 'operation == "a"'],
    ['operation != "a"', 'operation != "a"'],
    ['operation.contains("")', 'operation.startsWith("")'],
    ['native.a == "x" || native.a == "X"', 'native.a in ["x", "X"]'],
  ])("%s is %s", (given, normal) => {
    expect(filterText(normalize(read(given)))).toBe(normal);
  });
});

const pool: Pool = {
  texts: {
    operation: ["DeleteTrail", "deletetrail", "PutBucketPolicy", 'qu"ote', ""],
    resource: ["prod-a", "prod-b", "x*y"],
    "native.a.b": ["x", "X", "line\nbreak", "é"],
  },
  choices: { outcome: ["success", "denied"], category: ["management", "data"] },
  flags: ["mfa"],
  numbers: { "native.n": [1, 2.5, -3] },
  present: ["region", "native.a"],
  addresses: ["10.0.0.0/8", "2001:db8::/32"],
  activities: ["access.grant"],
};

const scalars = fc.oneof(
  fc.constantFrom<unknown>("x", "X", "line\nbreak", "é", "prod-a", 1, 2.5, true, null, "DeleteTrail", 'qu"ote', ""),
);

const event: fc.Arbitrary<CommonEvent> = fc
  .record(
    {
      operation: fc.constantFrom("DeleteTrail", "PutBucketPolicy", 'QU"OTE', ""),
      resources: fc.array(fc.constantFrom("prod-a", "PROD-B", "x*y", "other"), { minLength: 1, maxLength: 2 }),
      outcome: fc.constantFrom("success" as const, "denied" as const),
      mfa: fc.boolean(),
      region: fc.constant("eu-west-1"),
      sourceIp: fc.constantFrom("10.1.2.3", "11.0.0.1", "2001:db8::1", "AWS Internal"),
      a: fc.oneof(
        scalars,
        fc.record({ b: fc.oneof(scalars, fc.array(scalars, { maxLength: 3 })) }),
        fc.array(fc.record({ b: scalars })),
      ),
      n: fc.oneof(scalars, fc.constantFrom(-3, 0)),
      activities: fc.subarray(["access.grant", "secret.read"]),
    },
    { requiredKeys: ["operation", "activities"] },
  )
  .map(({ a, n, operation, ...rest }) => ({
    cloud: "aws",
    category: "management",
    actor: {},
    operation,
    native: { ...(a !== undefined && { a }), ...(n !== undefined && { n }) },
    ...rest,
  }));

const inForm = (filter: Filter, top = true): boolean => {
  if (filter.kind === "constant") return top;
  if (filter.kind === "and")
    return filter.all.length > 1 && filter.all.every((one) => one.kind !== "and" && inForm(one, false));
  if (filter.kind === "or")
    return filter.any.length > 1 && filter.any.every((one) => one.kind !== "or" && inForm(one, false));
  return isLiteral(filter);
};

describe(`for every filter and event (seed ${seed})`, () => {
  it("the normal form means the same, and is one", () => {
    fc.assert(
      fc.property(anyFilterText(pool), fc.array(event, { minLength: 3, maxLength: 3 }), (text, events) => {
        const filter = read(text);
        const normal = normalize(filter);
        expect(inForm(normal), text).toBe(true);
        expect(normalize(normal)).toEqual(normal);
        for (const one of events) expect(evaluate(normal, one), text).toBe(evaluate(filter, one));
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it("the text of a filter reads as a filter that means the same", () => {
    fc.assert(
      fc.property(anyFilterText(pool), fc.array(event, { minLength: 3, maxLength: 3 }), (text, events) => {
        const filter = normalize(read(text));
        const again = read(filterText(filter));
        for (const one of events) expect(evaluate(again, one), filterText(filter)).toBe(evaluate(filter, one));
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it("an approximation errs on the side that was asked for alone", () => {
    const targets = fc.func(fc.constantFrom("exact" as const, "cannot" as const));
    fc.assert(
      fc.property(
        anyFilterText(pool),
        targets,
        fc.array(event, { minLength: 3, maxLength: 3 }),
        (text, can, events) => {
          const filter = read(text);
          for (const direction of ["over", "under"] as const) {
            const near = approximate(filter, direction, (literal) =>
              can(filterText(literal)) === "exact" ? { exact: literal } : { reason: { literal, lacks: "nothing" } },
            );
            for (const one of events) {
              const [asked, got] = [evaluate(filter, one), evaluate(near.filter, one)];
              if (near.isExact) expect(got, text).toBe(asked);
              if (direction === "over") expect(asked && !got, text).toBe(false);
              else expect(got && !asked, text).toBe(false);
            }
          }
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});
