import { describe, expect, test } from "vitest";
import { matchedData } from "../../../core/compile/aws/counted-data.ts";
import { filterText } from "../../../core/filter/text.ts";
import { read } from "../filter/arbitrary-filter.ts";

const s3 = ["s3.amazonaws.com"];
const rds = ["rds.amazonaws.com", "rdsdata.amazonaws.com"];
const all = "true";
const none = "false";

describe("what a filter may match of data events, in what selectors can say", () => {
  test.each([
    ["all data events of any service", 'outcome == "denied"', s3, all],
    ["of the service", 'service == "s3.amazonaws.com" && outcome == "denied"', s3, all],
    ["of another service", 'service == "iam.amazonaws.com"', s3, none],
    ["of one of several sources", 'service == "RDS.amazonaws.com"', rds, 'native.eventSource == "RDS.amazonaws.com"'],
    ["of another service than any of several", 'service == "s3.amazonaws.com"', rds, none],
    ["management events alone", 'category == "management" && outcome == "denied"', s3, none],
    ["all but data events", 'category != "data" && outcome == "denied"', s3, none],
    ["sign-ins", 'operation == "ConsoleLogin" && outcome == "failure"', s3, none],
    ["an operation that only others have", 'operation in ["CreateUser", "RunInstances"]', s3, none],
    [
      "operations, of which one is its own",
      'operation in ["GetObject", "RunInstances"]',
      s3,
      'native.eventName == "GetObject"',
    ],
    ["an operation that nobody knows", 'operation == "FrobObject"', s3, all],
    ["an operation spelled otherwise than in records", 'operation == "getobject"', s3, all],
    [
      "deletions",
      'access == "write" && operation.startsWith("Delete") && outcome == "success"',
      s3,
      'native.readOnly == false && native.eventName.startsWith("Delete")',
    ],
    [
      "deletions, spelled otherwise",
      'operation.startsWith("delete") && access == "write"',
      s3,
      "native.readOnly == false",
    ],
    ["all but deletions", '!operation.startsWith("delete")', s3, '!(native.eventName.startsWith("delete"))'],
    [
      "a class of activities",
      '"data.delete" in activities',
      s3,
      'native.eventName in ["AbortMultipartUpload", "DeleteObject", "DeleteObjects", "DeleteObjectTagging"]',
    ],
    [
      "somebody, whose name a selector would compare by case",
      'actor.id == "arn:aws:iam::111122223333:user/max"',
      s3,
      all,
    ],
    ["another cloud", 'cloud == "gcp"', s3, none],
  ])("%s", (_what, text, sources, expected) => {
    expect(filterText(matchedData([read(text)], sources))).toBe(expected);
  });

  test("of several filters, what any may match", () => {
    const filters = ['operation == "GetObject"', 'operation == "PutObject" && outcome == "denied"'].map(read);
    expect(filterText(matchedData(filters, s3))).toBe('native.eventName in ["GetObject", "PutObject"]');
    expect(filterText(matchedData([], s3))).toBe(none);
  });
});
