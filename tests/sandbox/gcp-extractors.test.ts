import { describe, expect, test } from "vitest";
import { extractorProblem } from "../../sandbox/gcp/extractors.ts";

const valid = [
  "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
  "EXTRACT(resource.labels.project_id)",
  'EXTRACT(labels."compute.googleapis.com/resource_id")',
  " EXTRACT( jsonPayload.user ) ",
  'REGEXP_EXTRACT(jsonPayload.request, ".*quantity=(\\d+).*")',
  'REGEXP_EXTRACT(protoPayload.resourceName, "projects/([^/]+)/")',
  'REGEXP_EXTRACT(textPayload, "said \\"(?:a|b)([a-z, ]+)\\"")',
];

const broken: [string, RegExp][] = [
  ["", /^must be EXTRACT\(field\) or REGEXP_EXTRACT/],
  ["protoPayload.methodName", /^must be EXTRACT/],
  ["extract(textPayload)", /^must be EXTRACT/],
  ["EXTRACT(textPayload", /^must be EXTRACT/],
  ["EXTRACT()", /^"" is not a field/],
  ["EXTRACT(a OR textPayload)", /^"a OR textPayload" is not a field/],
  ["EXTRACT(noSuchField)", /^"noSuchField" is not a field/],
  ['REGEXP_EXTRACT("(a)")', /^must be EXTRACT/],
  ["REGEXP_EXTRACT(textPayload, (a))", /^must be EXTRACT/],
  ['REGEXP_EXTRACT(noSuchField, "(a)")', /is not a field/],
  ['REGEXP_EXTRACT(textPayload, "a+")', /^the regex must include exactly one capture group, it has 0$/],
  ['REGEXP_EXTRACT(textPayload, "(a)(b)")', /^the regex must include exactly one capture group, it has 2$/],
  ['REGEXP_EXTRACT(textPayload, "(a")', /^the regex is invalid/],
  ['REGEXP_EXTRACT(textPayload, "(?=a)(b)")', /^the regex is invalid/],
];

describe("Expressions that take a value out of a log entry", () => {
  test.each(valid)("%s is right", (expression) => {
    expect(extractorProblem(expression)).toBeUndefined();
  });

  test.each(broken)("%s is wrong", (expression, problem) => {
    expect(extractorProblem(expression)).toMatch(problem);
  });
});
