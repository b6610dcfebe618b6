import { expect, test } from "vitest";
import { mayHave } from "../../../core/catalog/known-operations.ts";
import type { Cloud } from "../../../core/contract/cloud.ts";
import { isComparison } from "../../../core/filter/ast.ts";
import { read } from "../filter/arbitrary-filter.ts";

const has = (cloud: Cloud, service: string, text: string): boolean => {
  const filter = read(text);
  if (!isComparison(filter)) throw new Error(`${text} is no comparison`);
  return mayHave(cloud, service, [filter]);
};

test.each<[Cloud, string, string, boolean]>([
  ["aws", "kms.amazonaws.com", 'operation == "decrypt"', true],
  ["aws", "iam.amazonaws.com", 'operation == "Decrypt"', false],
  ["aws", "iam.amazonaws.com", 'operation in ["Decrypt", "CreateUser"]', true],
  ["aws", "iam.amazonaws.com", 'operation == "SomethingNew"', true],
  ["aws", "s3.amazonaws.com", 'operation.startsWith("Delete")', true],
  ["aws", "sts.amazonaws.com", 'operation.startsWith("DeleteTrail")', false],
  ["gcp", "pubsub.googleapis.com", 'operation.endsWith("CreateServiceAccountKey")', false],
  ["gcp", "iam.googleapis.com", 'operation == "google.iam.admin.v1.CreateServiceAccountKey"', true],
  ["gcp", "iam.googleapis.com", 'operation.matches("CreateServiceAccountKey$")', true],
])("on %s %s may have %s: %s", (cloud, service, text, expected) => {
  expect(has(cloud, service, text)).toBe(expected);
});
