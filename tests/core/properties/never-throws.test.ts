import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { componentNames } from "../../../core/contract/component-names.ts";
import { deferred } from "../../../core/contract/deferred.ts";
import { isError } from "../../../core/contract/issues.ts";
import { message } from "../../../core/contract/messages.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { allPlacements, anyTags, validSpec } from "../arbitrary.ts";
import { compileClouds } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

type Args = Parameters<typeof readRequest>[1];

/** Whatever is given: a plan that compiles, or errors, in sentences of one kind. */
const answered = (args: Args): void => {
  for (const component of componentNames) {
    const { plan, issues, located } = readRequest(component, args, "2026-07-01");
    const compiled = Object.values(plan ? compileClouds(plan) : {}).flatMap((one) => one.issues);
    const errors = [...issues, ...compiled.map(located)].filter(isError);
    if (errors.length === 0) {
      expect(plan).toBeDefined();
      expect(Object.keys(plan!.placements).length).toBeGreaterThan(0);
    }
    for (const one of errors) {
      const text = message(one);
      expect(text).toContain("; ");
      expect(text).not.toMatch(/\n {4}at |undefined|\[object |file:\/\/|node_modules/);
      if (one.at) expect(Math.min(one.at.line, one.at.column)).toBeGreaterThanOrEqual(1);
    }
  }
};

const hostile = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "",
    "\u0000",
    "\uD800",
    "\u202E",
    "${account}",
    "; drop",
    "a".repeat(5_000),
    "<<",
    "!!js/function",
  ),
  fc.string({ unit: "binary", maxLength: 30 }).filter((text) => !/undefined|object|file:|node_modules/.test(text)),
);

const anything = fc.anything({
  key: hostile,
  values: [fc.boolean(), fc.integer(), fc.double(), fc.constantFrom(null, undefined, deferred), hostile, fc.bigInt()],
  withNullPrototype: true,
  withSparseArray: true,
  withDate: true,
  withMap: true,
  withSet: true,
  maxDepth: 4,
});

const argumentNames = [
  "spec",
  "specYaml",
  "overrides",
  "tags",
  "aws",
  "gcp",
  "azure",
  "region",
  "project",
  "location",
  "scope",
  "organizationId",
  "readers",
  "redundancy",
] as const;

type Mapping = { [key: string]: unknown };

/** Every mapping within a value, so that one of them can be spoilt. */
const mappingsIn = (value: unknown): Mapping[] =>
  typeof value !== "object" || value === null || value === deferred
    ? []
    : [...(Array.isArray(value) ? [] : [value as Mapping]), ...Object.values(value).flatMap(mappingsIn)];

const spoilt = fc
  .tuple(
    validSpec,
    allPlacements,
    anyTags,
    fc.array(fc.tuple(fc.nat(), fc.nat(), hostile, anything), { minLength: 1, maxLength: 4 }),
  )
  .map(([[spec, overrides], placements, tags, changes]) => {
    const args: Mapping = structuredCloneWithDeferred({ spec, overrides, tags, ...placements });
    for (const [where, which, name, value] of changes) {
      const mappings = mappingsIn(args);
      const mapping = mappings[where % mappings.length]!;
      const keys = Object.keys(mapping);
      const key = which % 3 === 0 ? name : (keys[which % Math.max(keys.length, 1)] ?? name);
      Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return args;
  });

const structuredCloneWithDeferred = (value: Mapping): Mapping => {
  const clone = (part: unknown): unknown => {
    if (part === deferred || typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map(clone);
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, clone(inner)]));
  };
  return clone(value) as Mapping;
};

describe("every request is answered with a plan or with errors, and never with a stack", () => {
  test("whatever the values of the arguments are", () => {
    const known = fc.record(Object.fromEntries(argumentNames.map((name) => [name, anything])), { requiredKeys: [] });
    fc.assert(fc.property(known, answered), runs);
  });

  test("whatever arguments are given", () => {
    fc.assert(fc.property(fc.dictionary(hostile, anything), answered), runs);
  });

  test("whatever stands in the place of the arguments", () => {
    const any = fc.oneof(fc.jsonValue(), anything).filter((value) => value !== null && value !== undefined);
    fc.assert(
      fc.property(any, (value) => answered(value as Args)),
      runs,
    );
  });

  test("however a valid request is spoilt", () => {
    fc.assert(fc.property(spoilt, answered), runs);
  });

  test("whatever the text of the spec is", () => {
    const fragment = fc.oneof(
      hostile,
      fc.constantFrom(
        ..."version: 1|\n|\r\n|  |\t|- |? |: |# |{|}|[|]|,|\"|'|&a |*a|!!set |!x |---\n|...\n|%YAML 1.1\n|<<: |> |\\||\uFEFF|retention:|days: 0|.inf|~|😀".split(
          "|",
        ),
      ),
    );
    const text = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, allPlacements, (specYaml, placements) => answered({ specYaml, ...placements })),
      runs,
    );
  });

  test("however the text of a valid spec is cut and patched", () => {
    const text = fc.tuple(validSpec, fc.nat(), fc.nat(), hostile).map(([[spec], from, length, patch]) => {
      const whole = stringify(spec);
      const start = from % (whole.length + 1);
      return whole.slice(0, start) + patch + whole.slice(start + (length % 10));
    });
    fc.assert(
      fc.property(text, allPlacements, (specYaml, { aws }) => answered({ specYaml, aws, ...aws })),
      runs,
    );
  });
});

test("a valid request means the same as an object and as a text", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asText = readRequest("AuditLog", { specYaml: stringify(spec), overrides, ...placements }, "2026-07-01");
      const asObject = readRequest("AuditLog", { spec, overrides, ...placements }, "2026-07-01");
      expect(asText.issues).toEqual([]);
      expect(asObject.issues).toEqual([]);
      expect(asText.plan).toStrictEqual(asObject.plan);
    }),
    runs,
  );
});
