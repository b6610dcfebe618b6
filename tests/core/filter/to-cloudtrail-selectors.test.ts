import { describe, expect, it, test } from "vitest";
import type { Fidelity } from "../../../core/contract/outputs.ts";
import { both, equal, recordField } from "../../../core/filter/ast.ts";
import { mostSelectorValues, toCloudTrailSelectors } from "../../../core/filter/to-cloudtrail-selectors.ts";
import { parseEventSelectors } from "../../../core/native/cloudtrail-selectors.ts";
import { read } from "./arbitrary-filter.ts";

type Fields = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The selectors of a filter, each as its fields. */
const fieldsOf = (filter: string): readonly Fields[] | undefined => {
  const { output } = toCloudTrailSelectors(read(filter));
  if (output !== undefined) expect(parseEventSelectors(output).problems).toBeUndefined();
  return output?.map(({ fieldSelectors }) =>
    Object.fromEntries(fieldSelectors.map(({ field, ...operators }) => [field, operators as Fields[string]])),
  );
};

const management: Fields = { eventCategory: { equals: ["Management"] } };
const objects: Fields = {
  eventCategory: { equals: ["Data"] },
  "resources.type": { equals: ["AWS::S3::Object"] },
};
const ofObjects = 'native.eventCategory == "Data" && native.resources.type == "AWS::S3::Object"';
const writes = { readOnly: { equals: ["false"] } };

const withoutType = "no selector of data events without their resources.type";
const noManagementCategory = "no such condition on category of management events";

const cases: readonly [filter: string, fidelity: Fidelity, says: readonly string[], fields?: readonly Fields[]][] = [
  // Management events: all, by access, without two of the services.
  ['category != "data"', "exact", [], [management]],
  ['native.eventCategory == "Management"', "exact", [], [management]],
  ['native.managementEvent == true && access == "write"', "exact", [], [{ ...management, ...writes }]],
  ['category != "data" && access != "write"', "exact", [], [{ ...management, readOnly: { equals: ["true"] } }]],
  ['category != "data" && access in ["read", "write"]', "exact", [], [management]],
  ['category != "data" && native.readOnly == false', "exact", [], [{ ...management, ...writes }]],
  [
    'category != "data" && service != "kms.amazonaws.com"',
    "exact",
    [],
    [{ ...management, eventSource: { notEquals: ["kms.amazonaws.com"] } }],
  ],
  [
    'category != "data" && !(service in ["kms.amazonaws.com", "rdsdata.amazonaws.com"]) && access == "write"',
    "exact",
    [],
    [{ ...management, eventSource: { notEquals: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] }, ...writes }],
  ],
  [
    'category != "data" && service != "s3.amazonaws.com"',
    "wider",
    ["no such condition on native.eventSource of management events"],
    [management],
  ],
  [
    'category != "data" && operation != "Decrypt"',
    "wider",
    ["no such condition on native.eventName of management events"],
    [management],
  ],
  ['category == "management"', "wider", [noManagementCategory], [management]],
  ['category == "identity"', "wider", [noManagementCategory], [management]],
  // Data events, which need the type of their resource.
  ['category == "data"', "unsupported", [withoutType]],
  ['access == "write"', "unsupported", [withoutType]],
  ['cloud == "aws"', "unsupported", [withoutType]],
  ['category == "data" && native.resources.type == "AWS::S3::Object"', "exact", [], [objects]],
  ['native.managementEvent == false && native.resources.type == "AWS::S3::Object"', "exact", [], [objects]],
  [
    'native.eventCategory == "Data" && native.resources.type in ["AWS::S3::Object", "AWS::Lambda::Function"]',
    "exact",
    [],
    [objects, { ...objects, "resources.type": { equals: ["AWS::Lambda::Function"] } }],
  ],
  [`${ofObjects} && access == "write"`, "exact", [], [{ ...objects, ...writes }]],
  [
    `${ofObjects} && native.eventName in ["PutObject", "DeleteObject"]`,
    "exact",
    [],
    [{ ...objects, eventName: { equals: ["PutObject", "DeleteObject"] } }],
  ],
  [
    `${ofObjects} && operation.startsWith("Delete")`,
    "exact",
    ["Delete"],
    [{ ...objects, eventName: { startsWith: ["Delete"] } }],
  ],
  [
    `${ofObjects} && !native.eventName.startsWith("Get") && !native.eventName.startsWith("List")`,
    "exact",
    [],
    [{ ...objects, eventName: { notStartsWith: ["Get", "List"] } }],
  ],
  [
    `${ofObjects} && native.eventName.startsWith("Put") && native.eventName.endsWith("Object")`,
    "exact",
    [],
    [{ ...objects, eventName: { startsWith: ["Put"], endsWith: ["Object"] } }],
  ],
  [
    `${ofObjects} && native.eventName.startsWith("Put") && native.eventName.startsWith("PutObject")`,
    "wider",
    ["no two beginnings, ends or types of one field"],
    [{ ...objects, eventName: { startsWith: ["Put"] } }],
  ],
  [
    `${ofObjects} && native.eventName in ["a", "b"] && native.eventName in ["b", "c"]`,
    "exact",
    [],
    [{ ...objects, eventName: { equals: ["b"] } }],
  ],
  [`${ofObjects} && native.eventName == "a" && native.eventName == "b"`, "exact", []],
  [
    `${ofObjects} && operation.contains("Object")`,
    "wider",
    ["no such condition on native.eventName of data events"],
    [objects],
  ],
  [
    `${ofObjects} && service == "s3.amazonaws.com"`,
    "exact",
    [],
    [{ ...objects, eventSource: { equals: ["s3.amazonaws.com"] } }],
  ],
  [
    `${ofObjects} && actor.id == "arn:aws:iam::111122223333:role/app"`,
    "exact",
    ["arn:aws:iam::111122223333:role/app"],
    [{ ...objects, "userIdentity.arn": { equals: ["arn:aws:iam::111122223333:role/app"] } }],
  ],
  [
    `${ofObjects} && native.userIdentity.arn != "arn:aws:iam::111122223333:role/app"`,
    "wider",
    ["no such condition on native.userIdentity.arn of data events"],
    [objects],
  ],
  [`${ofObjects} && actor.id == "max"`, "wider", ["no such condition on actor.id of data events"], [objects]],
  [
    `${ofObjects} && resource.startsWith("prod-")`,
    "wider",
    ["no such condition on resource of data events"],
    [objects],
  ],
  // Both.
  [`native.eventCategory == "Management" || ${ofObjects}`, "exact", [], [management, objects]],
  [
    `access == "write" && (category != "data" || ${ofObjects})`,
    "exact",
    [],
    [management, objects].map((one) => ({ ...one, ...writes })),
  ],
  // Nothing of AWS.
  ['cloud == "gcp"', "exact", []],
];

test.each(cases)("%s is %s", (filter, fidelity, says, fields) => {
  const rendered = toCloudTrailSelectors(read(filter));
  expect(rendered.fidelity).toBe(fidelity);
  expect(
    rendered.issues.flatMap(({ params }) => ("lacks" in params ? params.lacks : "texts" in params ? params.texts : [])),
  ).toEqual(says);
  expect(fieldsOf(filter)).toEqual(fields);
});

describe("A trail's selectors have 500 values at most", () => {
  const named = (count: number) =>
    both(
      read(ofObjects),
      equal(
        recordField("eventName"),
        Array.from({ length: count }, (_, index) => `Operation${index}`),
        false,
      ),
    );
  // The category and the type are values too.
  const room = mostSelectorValues - 2;

  it("and may have as many", () => {
    const { output, fidelity } = toCloudTrailSelectors(named(room));
    expect(fidelity).toBe("exact");
    expect(parseEventSelectors(output).problems).toBeUndefined();
  });

  it("and not one more", () => {
    const { output, fidelity, issues } = toCloudTrailSelectors(named(room + 1));
    expect([output, fidelity]).toEqual([undefined, "unsupported"]);
    const params = { target: "A trail's event selectors", found: 501, max: 500, unit: "values" };
    expect(issues).toEqual([{ code: "rule-too-long", severity: "error", path: [], params }]);
  });

  it("of 2,048 characters each", () => {
    const ofLength = (length: number) =>
      toCloudTrailSelectors(read(`${ofObjects} && native.eventName == "${"a".repeat(length)}"`));
    expect([2_048, 2_049].map((length) => ofLength(length).fidelity)).toEqual(["exact", "wider"]);
  });

  it("and of no more than 50 alternatives", () => {
    const ofCount = (count: number) => {
      const alternatives = Array.from(
        { length: count },
        (_, index) => `native.eventName.startsWith("Operation${index}")`,
      );
      return toCloudTrailSelectors(read(`${ofObjects} && (${alternatives.join(" || ")})`));
    };
    expect([ofCount(50).output?.length, ofCount(51).output]).toEqual([50, undefined]);
    expect(ofCount(51).issues.map(({ params }) => "lacks" in params && params.lacks)).toEqual([
      ["no more than 50 alternatives"],
    ]);
  });
});
