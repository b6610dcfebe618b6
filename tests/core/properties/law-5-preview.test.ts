import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { labelIssues } from "../../../core/compile/labels.ts";
import { deferred } from "../../../core/contract/deferred.ts";
import { allPlacements, anyTags, validSpec } from "../arbitrary.ts";
import { answerTo } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Every leaf that may be unknown in a preview, as if it were: or known, as in the deployment that follows. */
const everyId = (part: unknown, id: unknown): unknown => {
  const { readers, ...rest } = part as { readers?: Record<string, unknown> };
  if (readers === undefined) return part;
  const replaced = Object.entries(readers).map(([name, reader]) => {
    const isMapping = typeof reader === "object" && reader !== deferred;
    return [name, isMapping ? { ...reader, principalId: id } : id];
  });
  return { ...rest, readers: Object.fromEntries(replaced) };
};

const known = {
  aws: "arn:aws:iam::111122223333:role/audit",
  gcp: "group:security@example.com",
  azure: "11111111-2222-3333-4444-555555555555",
};

test("a preview in which no id and no tag is known yet plans and compiles what the deployment does", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, anyTags, ([spec, overrides], placements, tags) => {
      const args = (ids: Record<keyof typeof known, unknown>, tag: unknown) => ({
        spec,
        overrides,
        tags: Object.fromEntries(Object.keys(tags).map((name) => [name, tag])),
        aws: everyId(placements.aws, ids.aws),
        gcp: everyId(placements.gcp, ids.gcp),
        azure: everyId(placements.azure, ids.azure),
      });
      const preview = args({ aws: deferred, gcp: deferred, azure: deferred }, deferred);
      const deployment = args(known, "known");
      const mixed = { spec, overrides, tags, ...placements };
      expect(JSON.stringify(answerTo(preview))).toBe(JSON.stringify(answerTo(deployment)));
      expect(JSON.stringify(answerTo(mixed))).toBe(JSON.stringify(answerTo(deployment)));
      expect(labelIssues(Object.keys(preview.tags))).toEqual(labelIssues(Object.keys(deployment.tags)));
    }),
    { numRuns: 250 },
  );
});

test("no id and no tag value is anywhere in a plan or a blueprint", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const answer = answerTo({
        spec,
        overrides,
        tags: { team: "a-tag-value" },
        aws: everyId(placements.aws, known.aws),
        gcp: everyId(placements.gcp, known.gcp),
        azure: everyId(placements.azure, known.azure),
      });
      const text = JSON.stringify(answer);
      expect([...Object.values(known), "a-tag-value"].filter((id) => text.includes(id))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
