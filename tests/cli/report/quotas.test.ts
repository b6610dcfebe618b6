import { expect, test } from "vitest";
import { quotaLines } from "../../../cli/report/quotas.ts";
import type { Quota } from "../../../core/compile/quotas.ts";

const quota = (of: Partial<Quota>): Quota => ({
  quota: "the event bus in eu-central-1",
  used: 1_043,
  limit: 1_300,
  unit: "rules",
  of: "all",
  by: ["a", "b", "c", "d", "e"].map((name, at) => ({ name, count: 1_000 - at })),
  source: "https://example.com",
  path: [],
  ...of,
});

test("shows what each cloud has room for, how much is taken, and by what most of all", () => {
  const quotas = [
    quota({}),
    quota({
      quota: "a rule's pattern",
      used: 12,
      limit: 64,
      unit: "characters",
      of: "each",
      by: [{ name: "a\u001b", count: 12 }],
    }),
  ];
  const lines = quotaLines(
    [
      { cloud: "aws", coverage: [], rules: [], statements: {}, quotas },
      { cloud: "azure", coverage: [], rules: [], statements: {}, quotas: [] },
    ],
    false,
  );
  expect(lines).toEqual([
    "",
    "Room on AWS",
    "  the event bus in eu-central-1  1,043 of 1,300 rules         a 1,000, b 999, c 998, 2 more",
    "  a rule's pattern               12 of 64 characters at most  a\\u001b",
  ]);
});
