import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";

const subscription = "0f0e0d0c-0000-4000-8000-00000000000a";
const group = `/subscriptions/${subscription}/resourceGroups/logs`;
const setting = `${group}/providers/Microsoft.Insights/diagnosticSettings/audit`;
const person = "ines@example.com";
const app = "0f0e0d0c-0000-4000-8000-00000000000b";

const claims = {
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": person,
  "http://schemas.microsoft.com/claims/authnmethodsreferences": "pwd,mfa",
  name: "Ines Example",
  idtyp: "user",
};

const rest = {
  authorization: { action: "Microsoft.Insights/diagnosticSettings/delete", scope: setting },
  caller: person,
  claims,
  category: { value: "Administrative", localizedValue: "Administrative" },
  correlationId: "c-1",
  eventDataId: "e-1",
  eventName: { value: "EndRequest", localizedValue: "End request" },
  eventTimestamp: "2026-03-02T08:15:00.1234567Z",
  httpRequest: { clientIpAddress: "198.51.100.7", method: "DELETE" },
  level: "Informational",
  operationName: { value: "Microsoft.Insights/diagnosticSettings/delete", localizedValue: "Delete" },
  resourceId: setting,
  status: { value: "Succeeded", localizedValue: "Succeeded" },
  subStatus: { value: "OK" },
  subscriptionId: subscription,
};

const expected: CommonEvent = {
  cloud: "azure",
  account: subscription,
  category: "management",
  activities: ["logging.change"],
  service: "Microsoft.Insights",
  operation: "Microsoft.Insights/diagnosticSettings/delete",
  access: "write",
  actor: { id: person, type: "user" },
  sourceIp: "198.51.100.7",
  resources: [setting, "audit"],
  outcome: "success",
  mfa: true,
  severity: "informational",
  time: "2026-03-02T08:15:00.1234567Z",
  id: "e-1",
  native: rest,
};

const exported = {
  time: "2026-03-02T08:15:00.1234567Z",
  resourceId: setting.toUpperCase(),
  operationName: "MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE",
  category: "Delete",
  resultType: "Failure",
  resultSignature: "Failed.Forbidden",
  durationMs: "0",
  callerIpAddress: "198.51.100.7",
  correlationId: "c-1",
  identity: {
    authorization: { scope: setting, evidence: { principalId: app, principalType: "ServicePrincipal" } },
    claims: { appid: app, "http://schemas.microsoft.com/identity/claims/objectidentifier": app },
  },
  level: "Error",
  location: "global",
  properties: JSON.stringify({ eventCategory: "Administrative", statusCode: "Forbidden" }),
};

const table = {
  TimeGenerated: "2026-03-02T08:15:00.1234567Z",
  OperationName: "Delete diagnostic setting",
  OperationNameValue: "Microsoft.Insights/diagnosticSettings/delete",
  CategoryValue: "Administrative",
  ActivityStatusValue: "Success",
  ActivitySubstatusValue: "OK",
  Caller: person,
  CallerIpAddress: "198.51.100.7",
  Claims: JSON.stringify(claims),
  EventDataId: "e-1",
  Level: "Informational",
  SubscriptionId: subscription,
  _ResourceId: setting,
  Type: "AzureActivity",
};

const dumped = {
  caller: person,
  claims,
  category: { value: "Administrative" },
  event_data_id: "e-1",
  event_timestamp: "2026-03-02T08:15:00.1234567Z",
  http_request: { client_ip_address: "198.51.100.7" },
  level: "Informational",
  operation_name: { value: "Microsoft.Insights/diagnosticSettings/delete" },
  resource_id: setting,
  status: { value: "Succeeded" },
  subscription_id: subscription,
};

const pim = {
  location: "global",
  resultType: "Succeeded",
  time: "2026-03-02T09:00:00Z",
  resourceId: group,
  correlationId: "c-2",
  operationName: "Add member to role completed (PIM activation)",
  category: "Administrative",
  properties: {
    ResourceProviderName: "azurerbac",
    CallerInfo: JSON.stringify([
      { CallerIdentityType: "UPN", CallerIdentityValue: person },
      { CallerIdentityType: "ObjectClass", CallerIdentityValue: "User" },
    ]),
  },
};

describe("a row of the Azure Activity Log", () => {
  test.each<[string, object, CommonEvent]>([
    ["from the REST API", rest, expected],
    ["from the AzureActivity table", table, { ...expected, native: table }],
    ["from an SDK's dump, in snake case", dumped, { ...expected, native: dumped }],
    [
      "from an export: upper case, an old category, properties as text, no id",
      exported,
      {
        cloud: "azure",
        account: subscription,
        category: "management",
        activities: ["access.denied", "logging.change"],
        service: "MICROSOFT.INSIGHTS",
        operation: "MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE",
        access: "write",
        actor: { id: app, type: "service" },
        sourceIp: "198.51.100.7",
        resources: [setting.toUpperCase(), "AUDIT"],
        outcome: "denied",
        error: "Forbidden",
        severity: "error",
        time: "2026-03-02T08:15:00.1234567Z",
        id: "c-1/failure/2026-03-02T08:15:00.1234567Z",
        native: exported,
      },
    ],
    [
      "of Privileged Identity Management, whose operation is a sentence",
      pim,
      {
        cloud: "azure",
        account: subscription,
        category: "management",
        activities: ["access.grant", "privileged.use"],
        service: "azurerbac",
        operation: "Add member to role completed (PIM activation)",
        access: "write",
        actor: { id: person, type: "user" },
        resources: [group, "logs"],
        outcome: "success",
        time: "2026-03-02T09:00:00Z",
        id: "c-2/succeeded/2026-03-02T09:00:00Z",
        native: pim,
      },
    ],
  ])("%s", (_, record, event) => {
    expect(toCommonEvent(record)).toStrictEqual(event);
  });

  test.each<[string, string | undefined]>([
    ["Start", undefined],
    ["Started", undefined],
    ["Accept", undefined],
    ["Accepted", undefined],
    ["Active", undefined],
    ["Resolved", undefined],
    ["Success", "success"],
    ["Succeeded.", "success"],
    ["SUCCEEDED", "success"],
    ["Failure", "failure"],
    ["Failed", "failure"],
    ["Canceled", "failure"],
  ])("with the status %s has the outcome %s", (resultType, outcome) => {
    const event = toCommonEvent({ ...exported, resultType, resultSignature: "", properties: {} }) as CommonEvent;
    expect([event.outcome, event.error]).toStrictEqual([outcome, undefined]);
  });

  test.each<[string, string, object]>([
    ["denied", "AuthorizationFailed", { statusMessage: '{"error":{"code":"AuthorizationFailed","message":"no"}}' }],
    ["denied", "RequestDisallowedByPolicy", { statusMessage: { error: { code: "RequestDisallowedByPolicy" } } }],
    ["failure", "Conflict", { statusCode: "Conflict", statusMessage: "plain text" }],
  ])("that failed is a %s for %s with the properties %j", (outcome, error, properties) => {
    expect(toCommonEvent({ ...exported, resultSignature: "", properties })).toMatchObject({ outcome, error });
  });

  test.each([
    ["policy", "Policy", "Microsoft.Authorization/policies/deny/action", "denied"],
    ["policy", "Policy", "Microsoft.Authorization/policies/audit/action", "failure"],
    ["system", "ServiceHealth", "Microsoft.ServiceHealth/incident/action", "failure"],
    ["system", "Resource Health", "Microsoft.Resourcehealth/healthevent/Activated/action", "failure"],
    ["system", "Autoscale", "Microsoft.Insights/AutoscaleSettings/Scaleup/Action", "failure"],
    ["system", "Recommendation", "Microsoft.Advisor/recommendations/available/action", "failure"],
  ])("is of category %s where its own is %s, and %s is a %s", (category, own, operationName, outcome) => {
    const record = { ...exported, category: own, operationName, resultSignature: "Failed.", properties: {} };
    expect(toCommonEvent(record)).toMatchObject({ category, operation: operationName, outcome });
  });

  test("of the five fields that a $select leaves still is an event", () => {
    const { eventName, resourceId, operationName, eventTimestamp } = rest;
    const record = { eventName, id: `${setting}/events/e-1/ticks/1`, resourceId, operationName, eventTimestamp };
    expect(toCommonEvent(record)).toStrictEqual({
      cloud: "azure",
      account: subscription,
      category: "management",
      activities: ["logging.change"],
      service: "Microsoft.Insights",
      operation: "Microsoft.Insights/diagnosticSettings/delete",
      access: "write",
      actor: {},
      resources: [setting, "audit"],
      time: "2026-03-02T08:15:00.1234567Z",
      native: record,
    });
  });

  test.each<[unknown, boolean | undefined]>([
    ["pwd", false],
    ["pwd,mfa", true],
    [["pwd", "mfa"], true],
    ["", undefined],
    [undefined, undefined],
  ])("got with %j has mfa %s", (methods, mfa) => {
    const changed = { ...claims, "http://schemas.microsoft.com/claims/authnmethodsreferences": methods };
    expect((toCommonEvent({ ...rest, claims: changed }) as CommonEvent).mfa).toBe(mfa);
  });

  test.each<[string, object, Partial<CommonEvent>]>([
    ["dynamic columns of the table", { ...table, Claims: undefined, Claims_d: claims }, { mfa: true }],
    [
      "the entity in the properties",
      { ...rest, resourceId: "", properties: { entity: setting } },
      { resources: [setting, "audit"] },
    ],
    ["the authorization's scope", { ...rest, resourceId: undefined }, { resources: [setting, "audit"] }],
    [
      "the claim of the address",
      { ...rest, httpRequest: null, claims: { ...claims, ipaddr: "203.0.113.9" } },
      { sourceIp: "203.0.113.9" },
    ],
    ["the resource's place", { ...rest, properties: { resourceLocation: "westeurope" } }, { region: "westeurope" }],
  ])("is completed by %s", (_, record, event) => {
    expect(toCommonEvent(record)).toMatchObject(event);
  });

  test.each<[string, object, Partial<CommonEvent>]>([
    ["Forbidden", { ActivitySubstatusValue: "Forbidden" }, { outcome: "denied", error: "Forbidden" }],
    [
      "a code in the message",
      { ActivitySubstatusValue: "Conflict", Properties_d: { statusMessage: '{"error":{"code":"ScopeLocked"}}' } },
      { outcome: "denied", error: "ScopeLocked" },
    ],
    ["a conflict", { ActivitySubstatusValue: "Conflict" }, { outcome: "failure", error: "Conflict" }],
    ["nothing more", { ActivitySubstatusValue: "" }, { outcome: "failure" }],
  ])("of the table failed with %s", (_, columns, event) => {
    expect(toCommonEvent({ ...table, ActivityStatusValue: "Failure", ...columns })).toMatchObject(event);
  });

  test.each<[string, CommonEvent["actor"]]>([
    ["ServicePrincipal", { id: person, type: "service" }],
    ["Group", { id: person, type: "user" }],
  ])("of the table whose authorization is by a %s", (principalType, actor) => {
    const row = { ...table, Claims: undefined, Authorization_d: { evidence: { principalType } } };
    expect(toCommonEvent(row)).toMatchObject({ actor });
  });

  test.each(["Write", "kube-audit", ""])("of the table with the category %j is refused", (CategoryValue) => {
    expect(toCommonEvent({ ...table, CategoryValue })).toStrictEqual({ rejected: "no row of the Azure Activity Log" });
  });

  test("of another category is refused by its name", () => {
    expect(toCommonEvent({ ...exported, category: "kube-audit", properties: {} })).toStrictEqual({
      rejected: "a log of category kube-audit, which is not read",
    });
  });
});
