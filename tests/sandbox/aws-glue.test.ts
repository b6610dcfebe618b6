// Doesn't prove how Athena words what it finds wrong with a table's projection, nor that it reads each Java date format so.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { glueDatabase } from "../../sandbox/aws/glue-database.ts";
import { glueTable } from "../../sandbox/aws/glue-table.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { casesOf } from "./aws-alert-world.ts";
import { CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidInputException";
const ATHENA = "HIVE_METASTORE_ERROR";

const database: Given = { token: TOKEN.glueDatabase, inputs: { name: "audit" } };

// The example of https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html, a column of each type.
const parameters = {
  "projection.enabled": "true",
  "projection.region.type": "enum",
  "projection.region.values": "us-east-1,eu-west-1",
  "projection.day.type": "date",
  "projection.day.format": "yyyy/MM/dd",
  "projection.day.range": "NOW-3YEARS,NOW",
  "storage.location.template": `s3://bucket/\${region}/\${day}/`,
};
const good = {
  name: "events",
  databaseName: "audit",
  storageDescriptor: { location: "s3://bucket/", columns: [{ name: "eventname", type: "string" }] },
  partitionKeys: [
    { name: "region", type: "string" },
    { name: "day", type: "string" },
  ],
  parameters,
};

const ofDatabase = casesOf(TOKEN.glueDatabase, { name: "audit" });
const ofTable = casesOf(TOKEN.glueTable, good, [database]);

/** Other properties; those that are null are left out. */
const projection = (over: Record<string, string | null>): Properties => ({
  parameters: Object.fromEntries(
    Object.entries({ ...parameters, ...over }).filter((entry): entry is [string, string] => entry[1] !== null),
  ),
});

const withHours = { "projection.day.format": "yyyy/MM/dd/HH", "projection.day.range": "2026/01/01/00,NOW" };
const hourly = { ...withHours, "projection.day.interval": "1", "projection.day.interval.unit": "HOURS" };

const databaseCases = [
  ofDatabase("glue-database-name-is-lower-case", { name: "Audit" }, {}, INVALID, /'name'/, { when: "a capital" }),
  ofDatabase(
    "glue-database-name-is-lower-case",
    { name: "a".repeat(256) },
    { name: "a".repeat(255) },
    INVALID,
    /less than or equal to 255/,
    { when: "256 characters" },
  ),
];

const tableCases = [
  ofTable("glue-table-name-is-lower-case", { name: "Events" }, {}, INVALID, /'name'/, { when: "a capital" }),
  ofTable("glue-table-name-is-lower-case", { name: "a".repeat(256) }, { name: "a".repeat(255) }, INVALID, /255/, {
    when: "256 characters",
  }),
  ofTable(
    "glue-table-database-exists",
    { databaseName: "other" },
    {},
    "EntityNotFoundException",
    /Database other not found/,
  ),
  ofTable("glue-table-database-exists", {}, {}, "EntityNotFoundException", /Database audit/, {
    when: "in another region",
    given: [{ token: TOKEN.glueDatabase, inputs: { name: "audit", region: "eu-west-1" } }],
    mended: { given: [database] },
  }),
  ofTable(
    "glue-table-columns-and-partition-keys-differ",
    { storageDescriptor: { columns: [{ name: "Region", type: "string" }] } },
    { storageDescriptor: { columns: [{ name: "awsregion", type: "string" }] } },
    "HIVE_INVALID_METADATA",
    /duplicate columns \(region\)/,
  ),
  ofTable(
    "glue-projection-has-every-partition-key",
    projection({ "projection.day.type": null }),
    projection({ "projection.enabled": "false", "projection.day.type": null }),
    ATHENA,
    /Table audit\.events .* missing projection configuration: \[day\]/,
  ),
  ofTable(
    "glue-projection-type-is-known",
    projection({ "projection.region.type": "list" }),
    projection({ "projection.region.type": " Injected " }),
    ATHENA,
    /region\.type is list/,
  ),
  ofTable(
    "glue-projection-enum-has-values",
    projection({ "projection.region.values": null }),
    {},
    ATHENA,
    /region\.values is required/,
  ),
  ofTable(
    "glue-projection-integer-has-a-range",
    projection({ "projection.region.type": "integer", "projection.region.range": "1" }),
    projection({ "projection.region.type": "integer", "projection.region.range": "-1, 0010" }),
    ATHENA,
    /region\.range is two whole numbers/,
  ),
  ofTable(
    "glue-projection-date-has-a-format-and-a-range",
    projection({ "projection.day.format": null }),
    {},
    ATHENA,
    /day\.format is required/,
    { when: "no format" },
  ),
  ...[
    ["NOW-3YEARS", "NOW-3YEARS, NOW + 1 MONTH"],
    ["2026-01-01,NOW", "2026/01/01,NOW"],
    ["NOW-3DECADES,NOW", "NOW-3WEEKS,NOW"],
    ["YESTERDAY,NOW", "2026/01/01,2026/12/31"],
  ].map(([wrong = "", right = ""]) =>
    ofTable(
      "glue-projection-date-has-a-format-and-a-range",
      projection({ "projection.day.range": wrong }),
      projection({ "projection.day.range": right }),
      ATHENA,
      /day\.range is two dates in the format yyyy\/MM\/dd/,
      { when: wrong },
    ),
  ),
  ofTable(
    "glue-projection-date-interval-is-valid",
    projection(withHours),
    projection(hourly),
    ATHENA,
    /required with a time of day/,
    { when: "hours without one" },
  ),
  ofTable(
    "glue-projection-date-interval-is-valid",
    projection({ "projection.day.interval": "0" }),
    projection({ "projection.day.interval": "1" }),
    ATHENA,
    /interval is a positive whole number/,
    { when: "0" },
  ),
  ofTable(
    "glue-projection-date-interval-is-valid",
    projection({ "projection.day.interval.unit": "FORTNIGHTS" }),
    projection({ "projection.day.interval.unit": "days" }),
    ATHENA,
    /unit is one of YEARS/,
    { when: "a unit that there is not" },
  ),
  ofTable(
    "glue-projection-template-has-every-partition-key",
    projection({ "storage.location.template": `s3://bucket/\${region}/day/` }),
    projection({ "storage.location.template": null }),
    ATHENA,
    /no placeholder for the partition columns \[day\]/,
  ),
];

describe("a Glue database", () => {
  testCases(glueDatabase.rules, databaseCases);

  test("has its account and name for its id, and its tables go with it", () => {
    const abroad = { ...good, region: "eu-west-1" };
    const store = storeWith(aws, CONFIG, [
      database,
      { token: TOKEN.glueDatabase, inputs: { name: "audit", region: "eu-west-1" } },
      { token: TOKEN.glueTable, inputs: good },
      { token: TOKEN.glueTable, inputs: abroad },
    ]);
    expect(store.list(TOKEN.glueDatabase).map(({ id }) => id)).toEqual([
      "111122223333:audit",
      "eu-west-1:111122223333:audit",
    ]);
    const existing = store.get(TOKEN.glueDatabase, "111122223333:audit")!;
    const call = { verb: "delete", token: TOKEN.glueDatabase, inputs: {}, store, config: CONFIG, existing } as const;
    expect(glueDatabase.cascade?.(call).map(({ id }) => id)).toEqual(["111122223333:audit:events"]);
  });
});

describe("a Glue table", () => {
  testCases(glueTable.rules, tableCases);
});
