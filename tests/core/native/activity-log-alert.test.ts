import { describe, expect, test } from "vitest";
import { matchesActivityLogAlert, parseActivityLogAlert } from "../../../core/native/activity-log-alert.ts";

type Json = Record<string, unknown>;

const category = { field: "category", equals: "Administrative" };

const matches = (condition: Json, event: Json): boolean => {
  const { filter, problems } = parseActivityLogAlert({ allOf: [category, condition] });
  if (filter === undefined) throw new Error(JSON.stringify(problems));
  return matchesActivityLogAlert(filter, event);
};

const id = "/subscriptions/1/resourceGroups/Audit/providers/Microsoft.Storage/storageAccounts/prod";

/** As the REST API gives it: names in objects beside their translations. */
const ofApi: Json = {
  category: { value: "Administrative", localizedValue: "Administrative" },
  caller: "max@example.com",
  level: "Informational",
  operationName: { value: "Microsoft.Storage/storageAccounts/write" },
  resourceGroupName: "Audit",
  resourceId: id,
  resourceProviderName: { value: "Microsoft.Storage" },
  resourceType: { value: "Microsoft.Storage/storageAccounts" },
  status: { value: "Succeeded" },
  subStatus: { value: "OK" },
  claims: { appid: "0f0e" },
  properties: { statusCode: "OK", hierarchy: "a/b", count: 5 },
};

/** As it is exported: flat, and without what can be read from the rest. */
const exported: Json = {
  properties: { eventCategory: "Administrative" },
  operationName: "MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE",
  resourceId: id.toUpperCase(),
  resultType: "Succeeded",
};

describe("An event matches where a field of it is one of the values, without regard to case", () => {
  test.each<[condition: Json, ofApi: boolean, exported: boolean]>([
    [{ field: "caller", equals: "MAX@example.com" }, true, false],
    [{ field: "caller", equals: "max" }, false, false],
    [{ field: "level", equals: "informational" }, true, false],
    [{ field: "level", containsAny: ["Error", "Informational"] }, true, false],
    [{ field: "operationName", equals: "microsoft.storage/storageaccounts/write" }, true, true],
    [{ field: "resourceGroup", equals: "audit" }, true, true],
    [{ field: "resourceGroup", equals: "aud" }, false, false],
    [{ field: "resourceId", equals: id }, true, true],
    [{ field: "resourceProvider", equals: "microsoft.storage" }, true, true],
    [{ field: "resourceType", equals: "Microsoft.Storage/storageAccounts" }, true, false],
    [{ field: "status", equals: "succeeded" }, true, true],
    [{ field: "subStatus", equals: "ok" }, true, false],
    [{ field: "properties.statusCode", equals: "ok" }, true, false],
    [{ field: "properties.count", equals: "5" }, false, false],
    [{ field: "properties.nothing.there", equals: "ok" }, false, false],
    [{ field: "claims.appid", equals: "0F0E" }, true, false],
    [
      {
        anyOf: [
          { field: "level", equals: "Error" },
          { field: "status", equals: "Succeeded" },
        ],
      },
      true,
      true,
    ],
    [
      {
        anyOf: [
          { field: "level", equals: "Error" },
          { field: "status", equals: "Failed" },
        ],
      },
      false,
      false,
    ],
  ])("%j", (condition, one, other) => {
    expect([matches(condition, ofApi), matches(condition, exported)]).toEqual([one, other]);
  });

  test("only of its category", () => {
    expect(matches({ field: "caller", equals: "max@example.com" }, { ...ofApi, category: "Security" })).toBe(false);
  });

  test("and what is no event matches nothing", () => {
    const { filter } = parseActivityLogAlert({ allOf: [category] });
    for (const event of [null, 5, "Administrative", [], {}])
      expect(matchesActivityLogAlert(filter!, event)).toBe(false);
  });
});

describe("What is no condition is named with its path", () => {
  const fields =
    "category, caller, level, operationName, resourceGroup, resourceId, resourceProvider, resourceType, status, subStatus";

  test.each<[condition: unknown, problems: readonly string[]]>([
    [null, ["allOf: must be an array of at least one condition"]],
    [{ allOf: [] }, ["allOf: must be an array of at least one condition"]],
    [{ allOf: [5] }, ["allOf[0]: must be an object"]],
    [{ allOf: [{ field: "level", equals: "Error" }] }, ["allOf: a condition on category is required"]],
    [
      { allOf: [category, { field: "level", equals: "Error", contains: "x", like: "y" }] },
      ["allOf[1]: contains, like is not known; a condition has field, and equals or containsAny"],
    ],
    [
      { allOf: [category, { field: "who", equals: "x" }] },
      [`allOf[1]: the field is one of ${fields}, or in properties.`],
    ],
    [{ allOf: [category, { field: "level" }] }, ["allOf[1]: exactly one of equals and containsAny must be given"]],
    [
      { allOf: [category, { field: "level", equals: "a", containsAny: ["b"] }] },
      ["allOf[1]: exactly one of equals and containsAny must be given"],
    ],
    [{ allOf: [category, { field: "level", equals: "" }] }, ["allOf[1]: a value must be a text that is not empty"]],
    [{ allOf: [category, { field: "level", equals: 5 }] }, ["allOf[1]: a value must be a text that is not empty"]],
    [
      { allOf: [category, { field: "level", containsAny: [] }] },
      ["allOf[1]: a value must be a text that is not empty"],
    ],
    [{ allOf: [category, { anyOf: [] }] }, ["allOf[1]: anyOf takes at least one condition"]],
    [
      { allOf: [category, { anyOf: [{ anyOf: [] }, 5] }] },
      ["allOf[1].anyOf[0]: must be a condition with a field", "allOf[1].anyOf[1]: must be a condition with a field"],
    ],
    [
      { allOf: [category, { anyOf: [{ field: "level", equals: "a" }], field: "level" }] },
      ["allOf[1]: beside anyOf nothing can stand"],
    ],
    [
      {
        allOf: [category, { anyOf: [{ field: "level", equals: "a" }] }, { anyOf: [{ field: "status", equals: "a" }] }],
      },
      ["allOf: at most one anyOf is allowed"],
    ],
  ])("%j", (condition, problems) => {
    expect(parseActivityLogAlert(condition).problems?.map(({ message }) => message)).toEqual(problems);
  });
});
