import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";

const payload = {
  "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
  status: {},
  authenticationInfo: { principalEmail: "ines@example.com", principalSubject: "user:ines@example.com" },
  requestMetadata: { callerIp: "198.51.100.7", callerSuppliedUserAgent: "google-cloud-sdk gcloud/500" },
  serviceName: "logging.googleapis.com",
  methodName: "google.logging.v2.ConfigServiceV2.DeleteSink",
  authorizationInfo: [
    {
      resource: "projects/shop-prod/sinks/audit",
      permission: "logging.sinks.delete",
      granted: true,
      permissionType: "ADMIN_WRITE",
    },
  ],
  resourceName: "projects/shop-prod/sinks/audit",
};

const entry = {
  protoPayload: payload,
  insertId: "1abcde2f3g",
  resource: { type: "logging_sink", labels: { project_id: "shop-prod", name: "audit", location: "" } },
  timestamp: "2026-03-02T08:15:00.123456789Z",
  severity: "NOTICE",
  logName: "projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity",
  receiveTimestamp: "2026-03-02T08:15:01.5Z",
};

const expected: CommonEvent = {
  cloud: "gcp",
  account: "shop-prod",
  category: "management",
  activities: ["logging.change"],
  service: "logging.googleapis.com",
  operation: "google.logging.v2.ConfigServiceV2.DeleteSink",
  access: "write",
  actor: { id: "ines@example.com", type: "user" },
  sourceIp: "198.51.100.7",
  userAgent: "google-cloud-sdk gcloud/500",
  resources: ["projects/shop-prod/sinks/audit", "audit"],
  outcome: "success",
  severity: "notice",
  time: "2026-03-02T08:15:00.123456789Z",
  id: "1abcde2f3g",
  native: entry,
};

const log = (name: string): string => `projects/shop-prod/logs/cloudaudit.googleapis.com%2F${name}`;

const objectRead = {
  ...entry,
  logName: log("data_access"),
  severity: "ERROR",
  resource: {
    type: "gcs_bucket",
    labels: { project_id: "shop-prod", bucket_name: "payroll", location: "europe-west1" },
  },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    status: { code: 7, message: "denied" },
    authenticationInfo: { principalSubject: "principal://iam.googleapis.com/projects/1/locations/global/x" },
    requestMetadata: { callerIp: "gce-internal-ip" },
    serviceName: "storage.googleapis.com",
    methodName: "storage.objects.get",
    authorizationInfo: [{ permission: "storage.objects.get", permissionType: "DATA_READ" }],
    resourceName: "projects/_/buckets/payroll/objects/03.csv",
  },
};

const withPayload = (change: object): object => ({ ...entry, protoPayload: { ...payload, ...change } });

describe("an entry of Cloud Audit Logs", () => {
  test.each<[string, object, CommonEvent]>([
    ["of admin activity, whose status is empty", entry, expected],
    [
      "of a refused read of data by a federated identity",
      objectRead,
      {
        cloud: "gcp",
        account: "shop-prod",
        region: "europe-west1",
        category: "data",
        activities: ["access.denied", "data.read"],
        service: "storage.googleapis.com",
        operation: "storage.objects.get",
        access: "read",
        actor: { id: "principal://iam.googleapis.com/projects/1/locations/global/x", type: "federated" },
        sourceIp: "gce-internal-ip",
        resources: ["projects/_/buckets/payroll/objects/03.csv", "03.csv"],
        outcome: "denied",
        error: "PERMISSION_DENIED",
        severity: "error",
        time: "2026-03-02T08:15:00.123456789Z",
        id: "1abcde2f3g",
        native: objectRead,
      },
    ],
  ])("%s", (_, record, event) => {
    expect(toCommonEvent(record)).toStrictEqual(event);
  });

  test.each<[string, object, Partial<CommonEvent>]>([
    ["the first of a long operation's entries tells no outcome", { ...entry, operation: { id: "o", first: true } }, {}],
    ["the last one does", { ...entry, operation: { id: "o", last: true } }, { outcome: "success" }],
    ["as does one that is both", { ...entry, operation: { first: true, last: true } }, { outcome: "success" }],
    [
      "and a first one that failed at once",
      { ...withPayload({ status: { code: 6 } }), operation: { first: true } },
      { outcome: "failure", error: "ALREADY_EXISTS" },
    ],
    [
      "unauthenticated is denied",
      withPayload({ status: { code: 16 } }),
      { outcome: "denied", error: "UNAUTHENTICATED" },
    ],
    ["a code of 0 is success", withPayload({ status: { code: 0 } }), { outcome: "success" }],
    ["an unknown code stays a number", withPayload({ status: { code: 99 } }), { outcome: "failure", error: "99" }],
    ["an entry of the policy log is a denial", { ...entry, logName: log("policy") }, { outcome: "denied" }],
    ["but not that of a dry run", { ...withPayload({ metadata: { dryRun: true } }), logName: log("policy") }, {}],
    [
      "a failed sign-in says so by its name",
      withPayload({ serviceName: "login.googleapis.com", methodName: "google.login.LoginService.loginFailure" }),
      { outcome: "failure" },
    ],
  ])("%s", (_, record, outcome) => {
    const { outcome: told, error } = toCommonEvent(record) as CommonEvent;
    expect({ ...(told && { outcome: told }), ...(error && { error }) }).toStrictEqual(outcome);
  });

  test.each<[string, string, object]>([
    [
      "management",
      "read",
      { ...withPayload({ authorizationInfo: [{ permissionType: "ADMIN_READ" }] }), logName: log("data_access") },
    ],
    [
      "data",
      "write",
      {
        ...withPayload({ authorizationInfo: [{ permissionType: "DATA_READ" }, { permissionType: "DATA_WRITE" }] }),
        logName: log("data_access"),
      },
    ],
    [
      "data",
      "read",
      { ...withPayload({ authorizationInfo: null, methodName: "storage.objects.list" }), logName: log("data_access") },
    ],
    [
      "data",
      "write",
      { ...withPayload({ authorizationInfo: [], methodName: "jobservice.insert" }), logName: log("data_access") },
    ],
    ["system", "write", { ...withPayload({ authorizationInfo: [] }), logName: log("system_event") }],
    [
      "policy",
      "read",
      { ...withPayload({ authorizationInfo: [{ permissionType: "DATA_READ" }] }), logName: log("policy") },
    ],
    [
      "identity",
      "write",
      { ...withPayload({ authorizationInfo: [], serviceName: "login.googleapis.com" }), logName: log("data_access") },
    ],
  ])("is of category %s and a %s", (category, access, record) => {
    expect(toCommonEvent(record)).toMatchObject({ category, access });
  });

  test.each<[object, CommonEvent["actor"]]>([
    [
      { principalEmail: "ci@shop-prod.iam.gserviceaccount.com" },
      { id: "ci@shop-prod.iam.gserviceaccount.com", type: "service" },
    ],
    [
      { principalEmail: "system:serviceaccount:kube-system:a" },
      { id: "system:serviceaccount:kube-system:a", type: "service" },
    ],
    [{ principalEmail: "system@google.com" }, { id: "system@google.com", type: "service" }],
    [{ principalEmail: "system:anonymous" }, { id: "system:anonymous", type: "anonymous" }],
    [
      { principalEmail: "redacted", principalSubject: "user:r" },
      { id: "redacted", type: "user" },
    ],
    [{ authoritySelector: "a@b.iam.gserviceaccount.com" }, {}],
    // Who delegates is not who acts, nor who is asked for.
    [
      { serviceAccountDelegationInfo: [{ firstPartyPrincipal: { principalEmail: "a@b.iam.gserviceaccount.com" } }] },
      {},
    ],
    [{}, {}],
  ])("by %j is by %j", (authenticationInfo, actor) => {
    expect((toCommonEvent(withPayload({ authenticationInfo })) as CommonEvent).actor).toStrictEqual(actor);
  });

  test.each<[string | undefined, object]>([
    ["us-central1", { project_id: "p", zone: "us-central1-a" }],
    ["europe-west3", { project_id: "p", region: "europe-west3" }],
    ["global", { project_id: "p", location: "global" }],
    [undefined, { project_id: "p" }],
  ])("is in %s by the labels %j", (region, labels) => {
    expect((toCommonEvent({ ...entry, resource: { labels } }) as CommonEvent).region).toBe(region);
  });

  test("that names no log tells reads of data by the permission", () => {
    const record = { protoPayload: { ...payload, authorizationInfo: [{ permissionType: "DATA_READ" }] } };
    expect(toCommonEvent(record)).toMatchObject({ category: "data", access: "read" });
  });

  test("without a time of its own has that of its arrival", () => {
    expect(toCommonEvent({ ...entry, timestamp: null })).toMatchObject({ time: "2026-03-02T08:15:01.5Z" });
  });

  test.each([
    ["BigQuery's table", { protopayload_auditlog: payload }],
    ["Log Analytics", { proto_payload: { audit_log: payload } }],
  ])("as %s has it gives the same event", (_, column) => {
    const { protoPayload, ...rest } = entry;
    const row = { ...rest, ...column };
    expect(protoPayload).toBe(payload);
    expect(toCommonEvent(row)).toStrictEqual({ ...expected, native: row });
  });

  test("of an organization has its number as the account", () => {
    const logName = "organizations/123456789/logs/cloudaudit.googleapis.com%2Factivity";
    expect(toCommonEvent({ ...entry, logName, resource: { labels: {} } })).toMatchObject({ account: "123456789" });
  });

  test.each<[string, object]>([
    ["a log entry without an audit log's payload", { logName: "projects/p/logs/app", textPayload: "hello" }],
    [
      "a log entry without an audit log's payload",
      { logName: "projects/p/logs/app", jsonPayload: { methodName: "m" } },
    ],
    [
      "a log entry of type.googleapis.com/google.appengine.logging.v1.RequestLog",
      { ...entry, protoPayload: { "@type": "type.googleapis.com/google.appengine.logging.v1.RequestLog" } },
    ],
    ["an audit log entry without a method's name", withPayload({ methodName: "" })],
    [
      "an Access Transparency entry: what Google's staff did, in a form of its own",
      { logName: log("access_transparency"), jsonPayload: { accesses: [] } },
    ],
  ])("is refused as %s", (rejected, record) => {
    expect(toCommonEvent(record)).toStrictEqual({ rejected });
  });
});
