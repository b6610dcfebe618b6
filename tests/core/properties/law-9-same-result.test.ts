import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { clouds } from "../../../core/contract/cloud.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { allPlacements, anyOverrides, anyPlacements, anySpec, anyTags, reordered, validSpec } from "../arbitrary.ts";
import { answerTo, type CompiledClouds, compileClouds } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

test("the order of keys changes no byte of a plan or of a blueprint", () => {
  const args = fc.tuple(validSpec, anyPlacements, anyTags).chain(([[spec, overrides], placements, tags]) => {
    const given = { spec, overrides, tags, ...placements };
    return fc.tuple(fc.constant(given), reordered(given));
  });
  fc.assert(
    fc.property(args, ([given, other]) => {
      expect(JSON.stringify(answerTo(other))).toBe(JSON.stringify(answerTo(given)));
    }),
    runs,
  );
});

test("the same arguments give the same result twice, and are not changed", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const args = { spec, overrides, ...placements };
      const before = JSON.stringify(args);
      expect(JSON.stringify(answerTo(args))).toBe(JSON.stringify(answerTo(args)));
      expect(JSON.stringify(args)).toBe(before);
      const parts = [spec, spec.capture, spec.capture?.bestEffort, placements.aws, placements.aws?.readers];
      expect(parts.filter((part) => part !== undefined && Object.isFrozen(part))).toEqual([]);
    }),
    runs,
  );
});

test("overrides that say what the spec says change nothing but who said it", () => {
  const spoken = (compiled: CompiledClouds): string => JSON.stringify(compiled).replaceAll("(overrides)", "(spec)");
  fc.assert(
    fc.property(anySpec, anyPlacements, (spec, placements) => {
      const { version: _version, ...overrides } = spec;
      const once = answerTo({ spec, ...placements });
      const twice = answerTo({ spec, overrides, ...placements });
      expect(twice.plan.settings).toStrictEqual(once.plan.settings);
      expect(twice.plan.placements).toStrictEqual(once.plan.placements);
      const origins = Object.entries(once.plan.origins).map(([key, who]) => [key, who === "spec" ? "overrides" : who]);
      expect(twice.plan.origins).toStrictEqual(Object.fromEntries(origins));
      expect(spoken(twice.compiled)).toBe(JSON.stringify(once.compiled));
      expect(twice.errors.map(({ code, params }) => ({ code, params }))).toStrictEqual(
        once.errors.map(({ code, params }) => ({ code, params })),
      );
    }),
    runs,
  );
});

test("a spec given as overrides of an empty one is the same spec", () => {
  fc.assert(
    fc.property(anyOverrides, anyPlacements, (overrides: SpecOverrides, placements) => {
      const written = answerTo({ spec: { version: 1, ...overrides }, ...placements });
      const overridden = answerTo({ spec: { version: 1 }, overrides, ...placements });
      expect(overridden.plan.settings).toStrictEqual(written.plan.settings);
    }),
    runs,
  );
});

/** A value without every part that is one reader's alone. */
const withoutReader = (value: unknown, name: string): unknown => {
  const isHis = (part: unknown): boolean =>
    part === `\${reader:${name}}` ||
    (typeof part === "object" && part !== null && "name" in part && part.name === name);
  if (Array.isArray(value)) return value.filter((part) => !isHis(part)).map((part) => withoutReader(part, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutReader(part, name)]));
};

test("a reader more or less changes nothing about the others", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, fc.stringMatching(/^x[a-z0-9-]{0,9}$/), ([spec, overrides], placed, name) => {
      for (const cloud of clouds) {
        const others = {
          ...placed[cloud].readers,
          "a-reader": Object.values(placed[cloud].readers ?? {})[0] ?? reader[cloud],
        };
        fc.pre(!(name in others));
        const few = answerTo({ spec, overrides, [cloud]: { ...placed[cloud], readers: others } });
        const more = answerTo({
          spec,
          overrides,
          [cloud]: { ...placed[cloud], readers: { [name]: reader[cloud], ...others } },
        });
        const blueprint = (answer: typeof few): unknown => answer.compiled[cloud]!.blueprint;
        expect(JSON.stringify(blueprint(more)).includes(name) || cloud === "gcp").toBe(true);
        expect(withoutReader(blueprint(more), name)).toEqual(blueprint(few));
        expect(more.plan.settings).toStrictEqual(few.plan.settings);
      }
    }),
    { numRuns: 200 },
  );
});

const reader = {
  aws: "arn:aws:iam::111122223333:role/audit",
  gcp: "group:security@example.com",
  azure: { principalId: "11111111-2222-3333-4444-555555555555" },
};

const thawed = (value: unknown, path = ""): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const parts = Object.entries(value).flatMap(([key, part]) => thawed(part, `${path}.${key}`));
  return Object.isFrozen(value) ? parts : [path, ...parts];
};

test("plans, blueprints, coverage and issues are frozen to the last part", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { plan, compiled } = answerTo({ spec, overrides, ...placements });
      expect(thawed(plan)).toEqual([]);
      expect(Object.values(compiled).flatMap((one) => thawed(one))).toEqual([]);
    }),
    runs,
  );
});

test("every plan compiles in every cloud, whatever else is wrong with it", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { plan } = answerTo({ spec, overrides, ...placements });
      expect(Object.keys(compileClouds(plan))).toEqual(clouds.filter((cloud) => placements[cloud] !== undefined));
    }),
    runs,
  );
});
