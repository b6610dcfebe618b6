import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CloudKey, clouds } from "../../sandbox/clouds.ts";
import type { Rule } from "../../sandbox/resource.ts";
import { shapes } from "../../sandbox/shapes.ts";
import { renderRules } from "../../sandbox/write-rules.ts";

/** Whose pages may state a rule of the cloud. */
const sources: Record<CloudKey, RegExp> = {
  aws: /^https:\/\/(docs\.aws\.amazon\.com|github\.com\/hashicorp)\/./,
  gcp: /^https:\/\/(cloud\.google\.com|github\.com\/hashicorp|www\.pulumi\.com)\/./,
  azure: /^https:\/\/(learn\.microsoft\.com|github\.com|www\.pulumi\.com)\/./,
};

/** Rules of one id that are made anew for each type which obeys them. */
const kinds: Record<CloudKey, string[]> = { aws: [], gcp: ["logging-sinks-fit"], azure: [] };

const keys = Object.keys(sources) as CloudKey[];
const rulesOf = (key: CloudKey): Rule[] => clouds[key].types.flatMap(({ rules }) => rules);

describe.each(keys)("The sandbox's %s", (key) => {
  test("has at least 40 rules of its own", () => {
    expect(new Set(rulesOf(key).map(({ id }) => id)).size).toBeGreaterThanOrEqual(40);
  });

  test("never gives two rules one id, but where each type has its own kind of the same rule", () => {
    const ids = [...new Set(rulesOf(key))].map(({ id }) => id);
    const again = ids.filter((id, index) => ids.indexOf(id) !== index);
    expect([...new Set(again)]).toEqual(kinds[key]);
    for (const id of again) {
      const same = rulesOf(key).filter((rule) => rule.id === id);
      expect(new Set(same.map(({ source, on }) => JSON.stringify([source, on]))).size, id).toBe(1);
    }
  });

  test("has no type with the same rule twice", () => {
    for (const { token, rules } of clouds[key].types) {
      const ids = rules.map(({ id }) => id);
      expect([token, ids]).toEqual([token, [...new Set(ids)]]);
    }
  });

  test("names rules in words, and each has a page of the vendor that states it and a call that it watches", () => {
    for (const { id, source, on } of rulesOf(key)) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(source, id).toMatch(sources[key]);
      expect(on, id).not.toEqual([]);
    }
  });
});

test("Every type has a shape, every shape a type, and no type is served twice", () => {
  const tokens = keys.flatMap((key) => clouds[key].types.map(({ token }) => token));
  expect(tokens.sort()).toEqual(Object.keys(shapes).sort());
});

test("A type is named and replaced by properties that it has", () => {
  for (const { token, autoname, replaceOn } of keys.flatMap((key) => clouds[key].types)) {
    const known = Object.keys(shapes[token] ?? {});
    const used = [...replaceOn.map((path) => path.split(".")[0]!), ...(autoname ? [autoname.property] : [])];
    expect([token, used.filter((property) => !known.includes(property))]).toEqual([token, []]);
  }
});

test("The reference page lists the rules as they are", () => {
  const page = new URL("../../docs/reference/sandbox-rules.md", import.meta.url);
  expect(readFileSync(page, "utf8")).toBe(renderRules());
});
