import { expect, it, vi } from "vitest";
import { toCloudLoggingExclusions, toCloudLoggingQuery } from "../../../core/filter/to-cloud-logging-query.ts";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";
import { gcpEntries, gcpPool } from "./gcp-entries.ts";

vi.setConfig({ testTimeout: 1_800_000 });

const matches = (text: string, record: Record<string, unknown>): boolean => {
  const { filter, problems } = parseCloudLoggingQuery(text);
  expect(problems, text).toBeUndefined();
  return matchesCloudLoggingQuery(filter!, record);
};

it(`a Cloud Logging query says what its filter says, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "Cloud Logging",
    pool: gcpPool,
    records: gcpEntries,
    compile: (filter, purpose) => {
      if (purpose === "match") {
        const rendered = toCloudLoggingQuery(filter);
        return { ...rendered, output: rendered.output === undefined ? undefined : [rendered.output] };
      }
      return toCloudLoggingExclusions(filter);
    },
    matches: (texts, record) => texts.some((text) => matches(text, record)),
  });
  expect(seen.exact).toBeGreaterThan(pairs / 20);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
