import { expect, it } from "vitest";
import { nativeLines, nativeTexts } from "../../../cli/report/native.ts";

it("writes JSON in as few lines as fit, and the same JSON", () => {
  const value = {
    source: ["aws.s3"],
    detail: {
      eventName: Array.from({ length: 12 }, (_, index) => `PutBucketSetting${index}`),
      $or: [{ resources: { ARN: [{ prefix: "prod-" }] } }, { requestParameters: { bucketName: [] }, empty: {} }],
      mfa: null,
      count: 1.5,
    },
  };
  const lines = nativeLines(JSON.stringify(value), "  ");
  expect(lines).toEqual([
    "  {",
    '    "source": ["aws.s3"],',
    '    "detail": {',
    '      "eventName": [',
    '        "PutBucketSetting0", "PutBucketSetting1", "PutBucketSetting2", "PutBucketSetting3",',
    '        "PutBucketSetting4", "PutBucketSetting5", "PutBucketSetting6", "PutBucketSetting7",',
    '        "PutBucketSetting8", "PutBucketSetting9", "PutBucketSetting10", "PutBucketSetting11"',
    "      ],",
    '      "$or": [',
    '        { "resources": { "ARN": [{ "prefix": "prod-" }] } },',
    '        { "requestParameters": { "bucketName": [] }, "empty": {} }',
    "      ],",
    '      "mfa": null,',
    '      "count": 1.5',
    "    }",
    "  }",
  ]);
  expect(JSON.parse(lines.join("\n"))).toEqual(value);
});

it("leaves other languages as they are, and escapes what a terminal would obey", () => {
  expect(nativeLines('{ $.eventName = "a\u001b" }', "  ")).toEqual(['  { $.eventName = "a\\u001b" }']);
  expect(nativeLines('AuditLogs\n| where a == "b"', "  ")).toEqual(["  AuditLogs", '  | where a == "b"']);
  expect(nativeLines('["a\u009b"]', "")).toEqual(['["a\\u009b"]']);
  expect(nativeLines("[not JSON", "")).toEqual(["[not JSON"]);
});

it("numbers several texts of a target, and shows of many the first", () => {
  const texts = (target: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ target, text: `text ${index + 1}` }));
  const native = [...texts("one", 1), ...texts("few", 3), ...texts("many", 62)];
  expect(nativeTexts(native, " ")).toEqual([
    " one",
    "   text 1",
    " few, 1 of 3",
    "   text 1",
    " few, 2 of 3",
    "   text 2",
    " few, 3 of 3",
    "   text 3",
    " many, 1 of 62",
    "   text 1",
    " many, 61 more: --json has all 62",
  ]);
});
