import { describe, expect, test } from "vitest";
import { fillable, ownFilter, tightened } from "../../../core/compile/own.ts";
import { filterText } from "../../../core/filter/text.ts";
import { toCloudLoggingQuery } from "../../../core/filter/to-cloud-logging-query.ts";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";

const bucket = 'native.requestParameters.bucketName in ["${archive}", "${accessLogs}"]';
const key = 'native.requestParameters.keyId.endsWith("/${key}")';

describe("a filter about what is made", () => {
  test("leaves as much room for each token as the longest name needs", () => {
    const written = filterText(ownFilter(bucket, { archive: 20, accessLogs: 5 }));
    expect(written).toBe('native.requestParameters.bucketName in ["${archive~~~~~~~~~~}", "${accessLogs}"]');
  });

  test("has its tokens as they are filled once it is written", () => {
    const rendered = toEventBridgePatterns(ownFilter(key, { key: 36 }));
    expect(tightened(rendered).output).toEqual([
      {
        "detail-type": [{ suffix: " via CloudTrail" }],
        detail: { requestParameters: { keyId: [{ suffix: "/${key}" }] } },
      },
    ]);
  });

  test("has them in a regular expression too, where their signs would be escaped", () => {
    const sinks = ownFilter('native.protoPayload.resourceName.endsWith("/sinks/${sink}")', { sink: 100 });
    expect(tightened(toCloudLoggingQuery(sinks)).output).toBe('protoPayload.resourceName=~"(?s)/sinks/${sink}$"');
  });

  test("asks nothing of what is not made", () => {
    expect(filterText(ownFilter(bucket, { archive: 1 }))).toBe('native.requestParameters.bucketName == "${archive}"');
    expect(ownFilter(key, { archive: 63 })).toEqual({ kind: "constant", value: false });
    expect(filterText(ownFilter(`${bucket} || ${key}`, { archive: 1 }))).toBe(
      'native.requestParameters.bucketName == "${archive}"',
    );
  });
});

test("of any other filter, nothing is a token", () => {
  expect(fillable({ isOwn: false }, ["${archive}", { a: "$.b" }])).toEqual(["${dollar}{archive}", { a: "$.b" }]);
  expect(fillable({ isOwn: true }, ["${archive}"])).toEqual(["${archive}"]);
});
