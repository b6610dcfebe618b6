import { expect, it } from "vitest";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { read } from "./arbitrary-filter.ts";

const ofS3 = (...types: string[]) => ({
  "detail-type": "AWS API Call via CloudTrail",
  detail: { eventName: "GetObject", resources: types.map((type) => ({ type })) },
});

it("two conditions on a list may be met by two of its elements: the pattern asks for one, and says that it is wider", () => {
  const filter = read('native.resources.type == "AWS::S3::Object" && native.resources.type == "AWS::S3::Bucket"');
  const { output = [], fidelity } = toEventBridgePatterns(filter);
  expect(fidelity).toBe("wider");
  const matches = (event: object) =>
    output.some((pattern) => matchesEventPattern(parseEventPattern(pattern).filter!, event));
  expect(matches(ofS3("AWS::S3::Object", "AWS::S3::Bucket"))).toBe(true);
});

it("two conditions on one text that can't both hold are no pattern at all, and one that can is", () => {
  expect(toEventBridgePatterns(read('operation == "A" && operation == "B"'))).toMatchObject({
    output: undefined,
    fidelity: "exact",
  });
  expect(toEventBridgePatterns(read('operation in ["A", "B"] && operation in ["b", "C"]')).output).toEqual([
    { "detail-type": [{ suffix: " via CloudTrail" }], detail: { eventName: [{ "equals-ignore-case": "B" }] } },
  ]);
});
