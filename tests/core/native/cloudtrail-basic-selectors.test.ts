import { describe, expect, it } from "vitest";
import {
  parseBasicSelectors,
  selectsBasic,
  withoutSelectors,
} from "../../../core/native/cloudtrail-basic-selectors.ts";

const management = (more: object = {}) => ({
  eventCategory: "Management",
  eventSource: "iam.amazonaws.com",
  readOnly: false,
  ...more,
});

const data = (type: string, ARN: string, more: object = {}) => ({
  eventCategory: "Data",
  readOnly: true,
  resources: [{ type, ARN }],
  ...more,
});

const s3 = (...values: string[]) => ({ DataResources: [{ Type: "AWS::S3::Object", Values: values }] });
const lambda = (...values: string[]) => ({ DataResources: [{ Type: "AWS::Lambda::Function", Values: values }] });
const object = data("AWS::S3::Object", "arn:aws:s3:::prod/logs/a");
const call = data("AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:111122223333:function:pay");

describe("a trail with basic selectors", () => {
  it.each<[string, object, object, boolean]>([
    ["stores management events unless told otherwise", {}, management(), true],
    ["and none where it is", { IncludeManagementEvents: false }, management(), false],
    ["stores what only reads, by ReadOnly", { ReadWriteType: "ReadOnly" }, management({ readOnly: true }), true],
    ["and nothing else", { ReadWriteType: "ReadOnly" }, management(), false],
    ["takes a record of older days, which names no category, for management", {}, { readOnly: false }, true],
    ["unless it says that it is none", {}, { readOnly: false, managementEvent: false }, false],
    [
      "leaves out the sources that it names",
      { ExcludeManagementEventSources: ["iam.amazonaws.com"] },
      management(),
      false,
    ],
    ["stores no data events unless it names some", {}, object, false],
    ["stores those of all objects", s3("arn:aws:s3"), object, true],
    ["or of all, written otherwise", s3("arn:aws:s3:::"), object, true],
    ["of a bucket", s3("arn:aws:s3:::prod/"), object, true],
    ["of objects whose keys begin so", s3("arn:aws:s3:::prod/logs/"), object, true],
    ["of no other bucket", s3("arn:aws:s3:::pro/"), object, false],
    ["of all functions", lambda("arn:aws:lambda"), call, true],
    ["of a function", lambda("arn:aws:lambda:eu-west-1:111122223333:function:pay"), call, true],
    ["of no function whose name begins so", lambda("arn:aws:lambda:eu-west-1:111122223333:function:pa"), call, false],
    ["of no other type", lambda("arn:aws:s3"), object, false],
    ["asks reads and writes of data too", { ...s3("arn:aws:s3"), ReadWriteType: "WriteOnly" }, object, false],
    ["has no network activity", s3("arn:aws:s3"), { ...object, eventCategory: "NetworkActivity" }, false],
  ])("%s", (_, selector, record, expected) => {
    const { filter } = parseBasicSelectors([selector]);
    expect(selectsBasic(filter!, record)).toBe(expected);
  });

  it("stores what any of its selectors selects; without any, every management event", () => {
    const { filter } = parseBasicSelectors([{ readWriteType: "ReadOnly" }, { readWriteType: "WriteOnly" }]);
    expect([management(), management({ readOnly: true })].map((record) => selectsBasic(filter!, record))).toEqual([
      true,
      true,
    ]);
    expect([management(), object, "text", null].map((record) => selectsBasic(withoutSelectors, record))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

it.each<[unknown, string[]]>([
  [[], ["selectors: must be an array of at least one selector"]],
  ["All", ["selectors: must be an array of at least one selector"]],
  [["All"], ["[0]: must be an object"]],
  [[{ ReadWriteType: "Read" }], ["[0]: ReadWriteType is one of All, ReadOnly, WriteOnly"]],
  [[{ IncludeManagementEvents: "no" }], ["[0].IncludeManagementEvents: must be true or false"]],
  [[{ ExcludeManagementEventSources: [1] }], ["[0].ExcludeManagementEventSources: must be an array of strings"]],
  [[{ DataResources: {} }], ["[0].DataResources: must be an array"]],
  [
    [{ DataResources: [{ Type: "AWS::SNS::Topic", Values: [] }] }],
    ["[0].DataResources[0]: the Type is one of AWS::S3::Object, AWS::Lambda::Function, AWS::DynamoDB::Table"],
  ],
])("%j is refused", (given, expected) => {
  expect(parseBasicSelectors(given).problems?.map(({ message }) => message)).toEqual(expected);
});
