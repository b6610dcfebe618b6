import { expect, test } from "vitest";
import type { CheckedPlan } from "../../../core/catalog/control.ts";
import { controls } from "../../../core/catalog/controls.ts";
import type { AwsExistingPart } from "../../../core/contract/aws-existing-parts.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { checkedPlans } from "./checked-plans.ts";

const adopting = (...existing: AwsExistingPart[]): CheckedPlan => {
  const { strict } = checkedPlans;
  return { ...strict, placements: { ...strict.placements, aws: { ...strict.placements.aws!, existing } } };
};

const verdicts = (plan: CheckedPlan, cloud: Cloud) =>
  Object.fromEntries(controls.map(({ id, clouds: of }) => [id, of[cloud](plan)]));

/** What a plan that has everything no longer meets on AWS. */
const lost = (...existing: AwsExistingPart[]) => {
  const before = verdicts(checkedPlans.strict, "aws");
  return Object.entries(verdicts(adopting(...existing), "aws"))
    .filter(([id, { status }]) => status !== before[id]!.status)
    .map(([id, { status, reason }]) => `${id} ${status}: ${reason}`);
};

test("what counts on the bucket is not met where it is adopted", () => {
  expect(lost("bucket")).toEqual([
    "archive-access-logged not-met: the bucket is adopted: whether its reads are logged is its owner's to show",
    "archive-not-public not-met: the bucket is adopted: that it is not public is its owner's to show",
    "archive-tls-only not-met: the bucket is adopted: that it refuses plain HTTP is its owner's to show",
    "evidence-immutable not-met: the bucket is adopted: its lock is its owner's to show",
    "evidence-locked not-met: the bucket is adopted: its lock is its owner's to show",
    "readers-named not-met: the bucket is adopted: who else may read it is its owner's to show",
    "retention-12-months not-met: the bucket is adopted: its lifecycle is its owner's to show",
    "retention-6-years not-met: the bucket is adopted: its lifecycle is its owner's to show",
    "retention-90-days not-met: the bucket is adopted: its lifecycle is its owner's to show",
    "retention-limited not-met: the bucket is adopted: its lifecycle is its owner's to show",
  ]);
});

test("what counts on the key or on the log group is not met where that is adopted", () => {
  expect(lost("key")).toEqual([
    "key-rotated not-met: the key is adopted: its rotation is its owner's to show",
    "key-rotated-90-days not-met: the key is adopted: its rotation is its owner's to show",
  ]);
  expect(lost("logGroup")).toEqual([
    "search-key-customer-managed not-met: the log group is adopted: its encryption is its owner's to show",
    "searchable-3-months not-met: the log group is adopted: its retention is its owner's to show",
  ]);
  expect(lost("topic")).toEqual([]);
});

test("what is adopted on AWS changes nothing elsewhere", () => {
  for (const cloud of clouds.filter((one) => one !== "aws")) {
    expect(verdicts(adopting("bucket", "key", "logGroup", "topic"), cloud)).toEqual(
      verdicts(checkedPlans.strict, cloud),
    );
  }
});
