import { expect, it, vi } from "vitest";
import { both, equal, recordField } from "../../../core/filter/ast.ts";
import { toCloudTrailSelectors } from "../../../core/filter/to-cloudtrail-selectors.ts";
import { parseEventSelectors, selects } from "../../../core/native/cloudtrail-selectors.ts";
import { cloudTrailEvents, cloudTrailPool } from "./cloudtrail-events.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

/** A trail names the types of resources of the data events that it stores: of the others it is not asked. */
const ofType = equal(recordField("resources", "type"), ["AWS::S3::Object"], false);
const managed = equal(recordField("eventCategory"), ["Management"], false);

it(`a trail's selectors say what their filter says, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "CloudTrail",
    pool: cloudTrailPool,
    records: cloudTrailEvents.filter(({ eventCategory }) => eventCategory !== "NetworkActivity"),
    purposes: ["match"],
    narrow: (filter) => both(filter, { kind: "or", any: [managed, ofType] }),
    compile: (filter) => toCloudTrailSelectors(filter),
    matches: (selectors, record) => {
      const { filter, problems } = parseEventSelectors(selectors);
      expect(problems, JSON.stringify(selectors)).toBeUndefined();
      return selects(filter!, record);
    },
  });
  expect(seen.exact + seen.wider).toBeGreaterThan(pairs / 20);
  expect(seen.matched).toBeGreaterThan(pairs / 50);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
