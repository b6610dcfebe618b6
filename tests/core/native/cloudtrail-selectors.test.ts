import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseEventSelectors, selects } from "../../../core/native/cloudtrail-selectors.ts";
import { corpusIsHere, realRecords } from "./cloudtrail-records.ts";

type Conditions = Record<string, Record<string, string[]>>;

/** One selector in the API's form. */
const selector = (eventCategory: string, conditions: Conditions = {}) => ({
  Name: "test",
  FieldSelectors: [
    { Field: "eventCategory", Equals: [eventCategory] },
    ...Object.entries(conditions).map(([Field, operators]) => ({ Field, ...operators })),
  ],
});

const selected = (selectors: unknown, record: unknown): boolean => {
  const { filter, problems } = parseEventSelectors(selectors);
  if (!filter) throw new Error(JSON.stringify(problems));
  return selects(filter, record);
};

const problemsOf = (selectors: unknown): string[] =>
  (parseEventSelectors(selectors).problems ?? []).map(({ at, message }) => `${at} ${message}`);

const object = { type: "AWS::S3::Object", ARN: "arn:aws:s3:::logs/a/b.gz" };
const bucket = { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::logs" };
const read = {
  eventCategory: "Data",
  eventName: "GetObject",
  eventSource: "s3.amazonaws.com",
  eventType: "AwsApiCall",
  readOnly: true,
  resources: [bucket, object],
  userIdentity: { arn: "arn:aws:iam::111122223333:user/ada" },
};
const write = { ...read, eventName: "PutObject", readOnly: false };
const listing = {
  ...read,
  eventName: "ListObjects",
  resources: [{ type: "AWS::S3::Object", ARNPrefix: "arn:aws:s3:::logs/" }, bucket],
};
const fromConsole = { ...read, sessionCredentialFromConsole: "true" };
const refused = {
  eventCategory: "NetworkActivity",
  eventSource: "kms.amazonaws.com",
  eventName: "Decrypt",
  errorCode: "VpceAccessDenied",
  vpcEndpointId: "vpce-1",
};
const management = {
  eventCategory: "Management",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  readOnly: false,
};
const decrypt = { eventCategory: "Management", eventSource: "kms.amazonaws.com", eventName: "Decrypt", readOnly: true };
const old = { eventVersion: "1.05", eventSource: "iam.amazonaws.com", eventName: "ListUsers", readOnly: "true" };
const oldData = {
  eventVersion: "1.06",
  managementEvent: false,
  eventName: "GetObject",
  readOnly: true,
  resources: [object],
};
const insight = { eventCategory: "Insight", eventSource: "iam.amazonaws.com", readOnly: false };
const records = { read, write, listing, console: fromConsole, refused, management, decrypt, old, oldData, insight };

describe("a trail stores", () => {
  const s3 = (conditions: Conditions = {}) =>
    selector("Data", { "resources.type": { Equals: ["AWS::S3::Object"] }, ...conditions });
  const kms = (conditions: Conditions = {}) =>
    selector("NetworkActivity", { eventSource: { Equals: ["kms.amazonaws.com"] }, ...conditions });
  test.each<[title: string, selectors: unknown, stored: (keyof typeof records)[]]>([
    ["all management events", [selector("Management")], ["management", "decrypt", "old"]],
    ["management writes", [selector("Management", { readOnly: { Equals: ["false"] } })], ["management"]],
    ["management reads", [selector("Management", { readOnly: { Equals: ["true"] } })], ["decrypt", "old"]],
    [
      "all but one source",
      [selector("Management", { eventSource: { NotEquals: ["kms.amazonaws.com"] } })],
      ["management", "old"],
    ],
    ["a type of data", [s3()], ["read", "write", "listing", "console", "oldData"]],
    ["no other type", [selector("Data", { "resources.type": { Equals: ["AWS::Lambda::Function"] } })], []],
    ["one of the names", [s3({ eventName: { Equals: ["PutObject", "CopyObject"] } })], ["write"]],
    [
      "names by their end and beginning",
      [s3({ eventName: { StartsWith: ["Get"], EndsWith: ["Object"] } })],
      ["read", "console", "oldData"],
    ],
    ["none of the names", [s3({ eventName: { NotEquals: ["GetObject", "PutObject"] } })], ["listing"]],
    [
      "no name with the end or beginning",
      [s3({ eventName: { NotStartsWith: ["Get", "Put"], NotEndsWith: ["x"] } })],
      ["listing"],
    ],
    [
      "an object by its own ARN",
      [s3({ "resources.ARN": { StartsWith: ["arn:aws:s3:::logs/"] } })],
      ["read", "write", "listing", "console", "oldData"],
    ],
    ["no object by its bucket's ARN", [s3({ "resources.ARN": { Equals: ["arn:aws:s3:::logs"] } })], []],
    ["no object that is left out", [s3({ "resources.ARN": { NotStartsWith: ["arn:aws:s3:::logs/"] } })], []],
    ["nothing by a wildcard", [s3({ "resources.ARN": { Equals: ["arn:aws:s3:::logs/*"] } })], []],
    [
      "what a person did",
      [s3({ "userIdentity.arn": { EndsWith: ["user/ada"] } })],
      ["read", "write", "listing", "console"],
    ],
    [
      "what the console did not do",
      [s3({ sessionCredentialFromConsole: { NotEquals: ["true"] } })],
      ["read", "write", "listing", "oldData"],
    ],
    ["what the console did", [s3({ sessionCredentialFromConsole: { Equals: ["true"] } })], ["console"]],
    ["a type of event", [s3({ eventType: { Equals: ["AwsApiCall"] } })], ["read", "write", "listing", "console"]],
    ["network activity", [kms()], ["refused"]],
    [
      "refusals at an endpoint",
      [kms({ errorCode: { Equals: ["VpceAccessDenied"] }, vpcEndpointId: { Equals: ["vpce-1"] } })],
      ["refused"],
    ],
    ["no refusals at another", [kms({ vpcEndpointId: { NotEquals: ["vpce-1"] } })], []],
    ["what any selector selects", [selector("Management"), kms()], ["refused", "management", "decrypt", "old"]],
    [
      "the same in the form of infrastructure code",
      [
        {
          name: "n",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Management"] },
            { field: "readOnly", equals: ["false"] },
          ],
        },
      ],
      ["management"],
    ],
  ])("%s", (_, selectors, stored) => {
    const found = Object.entries(records)
      .filter(([, record]) => selected(selectors, record))
      .map(([name]) => name);
    expect(found).toEqual(stored);
  });
});

describe("selectors are refused", () => {
  const inner = "0 [0].FieldSelectors:";
  const category = "eventCategory must be asked for once, with Equals and one of Management, Data, NetworkActivity";
  test.each<[unknown, string[]]>([
    [null, ["0 selectors: must be an array of at least one selector"]],
    [[], ["0 selectors: must be an array of at least one selector"]],
    [[1], ["0 [0]: must be an object with an array of FieldSelectors"]],
    [[{ FieldSelectors: [] }], [`${inner} ${category}`]],
    [
      [{ FieldSelectors: [{ Equals: ["x"] }] }],
      ["0 [0].FieldSelectors[0]: must be an object with a Field and at least one operator", `${inner} ${category}`],
    ],
    [[selector("Insight")], [`${inner} ${category}`]],
    [[{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data", "Management"] }] }], [`${inner} ${category}`]],
    [[{ FieldSelectors: [{ Field: "eventCategory", NotEquals: ["Data"] }] }], [`${inner} ${category}`]],
    [
      [selector("Management", { eventName: { Equals: ["CreateUser"] } })],
      [
        `${inner} eventName is not allowed for Management events on a trail; allowed: eventCategory, readOnly, eventSource`,
      ],
    ],
    [
      [selector("Management", { "userIdentity.arn": { Equals: ["x"] } })],
      [
        `${inner} userIdentity.arn is not allowed for Management events on a trail; allowed: eventCategory, readOnly, eventSource`,
      ],
    ],
    [
      [selector("Management", { constructor: { Equals: ["x"] } })],
      [
        `${inner} constructor is not allowed for Management events on a trail; allowed: eventCategory, readOnly, eventSource`,
      ],
    ],
    [
      [selector("Management", { eventSource: { Equals: ["kms.amazonaws.com"] } })],
      [`${inner} eventSource takes NotEquals, not Equals`],
    ],
    [
      [selector("Management", { eventSource: { NotEquals: ["iam.amazonaws.com"] } })],
      [`${inner} eventSource may be kms.amazonaws.com, rdsdata.amazonaws.com, not "iam.amazonaws.com"`],
    ],
    [[selector("Management", { readOnly: { Equals: ["no"] } })], [`${inner} readOnly may be true, false, not "no"`]],
    [
      [selector("Management", { readOnly: { NotEquals: ["true"] } })],
      [`${inner} readOnly takes Equals, not NotEquals`],
    ],
    [[selector("Data")], [`${inner} resources.type is required for Data events`]],
    [
      [selector("Data", { "resources.type": { StartsWith: ["AWS::S3"] } })],
      [`${inner} resources.type takes Equals, not StartsWith`],
    ],
    [
      [selector("Data", { "resources.type": { Equals: ["AWS::S3::Object", "AWS::Lambda::Function"] } })],
      [`${inner} resources.type takes one value; add a selector for each other`],
    ],
    [
      [selector("NetworkActivity", { errorCode: { Equals: ["AccessDenied"] } })],
      [
        `${inner} errorCode may be VpceAccessDenied, not "AccessDenied"`,
        `${inner} eventSource is required for NetworkActivity events`,
      ],
    ],
    [[selector("Management", { readOnly: {} })], ["0 [0].FieldSelectors[1]: readOnly has no operator"]],
    [
      [selector("Management", { readOnly: { Matches: ["true"] } })],
      [
        "0 [0].FieldSelectors[1]: operator Matches does not exist; it is one of Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith",
      ],
    ],
    [
      [selector("Management", { readOnly: { Equals: [] } })],
      ["0 [0].FieldSelectors[1].Equals: must be an array of at least one string"],
    ],
    [
      [
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Management"] },
            { Field: "readOnly", Equals: [true] },
          ],
        },
      ],
      ["0 [0].FieldSelectors[1].Equals[0]: must be a string of 1 to 2048 characters"],
    ],
  ])("%j", (selectors, problems) => {
    expect(problemsOf(selectors)).toEqual(problems);
  });
  test("with more than 500 values over all selectors", () => {
    const type = { "resources.type": { Equals: ["AWS::S3::Object"] } };
    const withValues = (count: number) => [
      selector("Management"),
      selector("Data", { ...type, eventName: { Equals: Array.from({ length: count - 3 }, (_, i) => `Op${i}`) } }),
    ];
    expect([500, 501].map((count) => problemsOf(withValues(count)))).toEqual([
      [],
      ["0 selectors: 501 values are more than the 500 allowed on a trail"],
    ]);
  });
});

describe("any JSON", () => {
  const field = fc.constantFrom(
    "eventName",
    "readOnly",
    "resources.type",
    "resources.ARN",
    "userIdentity.arn",
    "eventSource",
    "__proto__",
  );
  const operator = fc.constantFrom("Equals", "NotEquals", "StartsWith", "NotEndsWith", "Nothing");
  const condition = fc.tuple(
    field,
    operator,
    fc.array(fc.oneof(fc.constantFrom("true", "a"), fc.jsonValue()), { maxLength: 2 }),
  );
  const selectors = fc.array(
    fc
      .tuple(fc.constantFrom("Management", "Data", "NetworkActivity", "x"), fc.array(condition, { maxLength: 3 }))
      .map(([category, all]) => ({
        FieldSelectors: [
          { Field: "eventCategory", Equals: [category] },
          ...all.map(([Field, name, values]) => ({ Field, [name]: values })),
        ],
      })),
  );
  const record = fc.oneof(
    fc.jsonValue(),
    fc.record({
      eventCategory: fc.constant("Data"),
      resources: fc.jsonValue(),
      userIdentity: fc.jsonValue(),
      readOnly: fc.jsonValue(),
    }),
  );
  test("is read and matched without an exception", () => {
    fc.assert(
      fc.property(fc.oneof(selectors, fc.jsonValue()), record, (json, event) => {
        const { filter, problems } = parseEventSelectors(json);
        if (filter) expect(typeof selects(filter, event)).toBe("boolean");
        else expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
  test("for one resource, an operator and its negation exclude each other and leave nothing between", () => {
    const type = { "resources.type": { Equals: ["AWS::S3::Object"] } };
    const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom("Equals", "StartsWith", "EndsWith"),
        fc.array(text, { minLength: 1 }),
        text,
        (name, values, ARN) => {
          const event = { ...read, resources: [{ type: "AWS::S3::Object", ARN }] };
          const asked = (named: string) => [selector("Data", { ...type, "resources.ARN": { [named]: values } })];
          expect(selected(asked(`Not${name}`), event)).toBe(!selected(asked(name), event));
        },
      ),
    );
  });
});

describe("real CloudTrail records", () => {
  test(`are ${corpusIsHere ? "" : "not "}tried, as the corpus is ${corpusIsHere ? "" : "not "}here`, () => {
    expect(realRecords.length > 50).toBe(corpusIsHere);
  });
  test("are stored by exactly one of reads and writes, where they say which they are", () => {
    const asked = (readOnly: string) => [selector("Management", { readOnly: { Equals: [readOnly] } })];
    const known = realRecords.filter(
      ({ eventCategory, managementEvent, readOnly }) =>
        (eventCategory ?? "Management") === "Management" && managementEvent !== false && readOnly !== undefined,
    );
    expect(known.length > 20).toBe(corpusIsHere);
    for (const record of known) {
      expect([record, selected(asked("true"), record)]).toEqual([record, String(record.readOnly) === "true"]);
      expect([record, selected(asked("false"), record)]).toEqual([record, String(record.readOnly) === "false"]);
    }
  });
});
