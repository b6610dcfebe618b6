import fc from "fast-check";
import { mutated, type Pool } from "./arbitrary-filter.ts";

type Json = Record<string, unknown>;

const entry = (log: string, payload: Json, more: Json = {}): Json => ({
  insertId: "1ab2c",
  logName: `projects/acme-prod/logs/cloudaudit.googleapis.com%2F${log}`,
  timestamp: "2026-03-04T05:06:07.123456Z",
  severity: "NOTICE",
  resource: { type: "audited_resource", labels: { project_id: "acme-prod", location: "europe-west3-a" } },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    requestMetadata: { callerIp: "10.1.2.3", callerSuppliedUserAgent: "gcloud/500 Python" },
    status: {},
    ...payload,
  },
  ...more,
});

const granted = (permissionType: string) => [{ resource: "x", permission: "a.b.c", granted: true, permissionType }];

/** One of each kind that Cloud Audit Logs have. */
const entries: readonly Json[] = [
  entry("activity", {
    serviceName: "cloudresourcemanager.googleapis.com",
    methodName: "SetIamPolicy",
    resourceName: "projects/acme-prod",
    authenticationInfo: { principalEmail: "Max@Example.com", principalSubject: "user:Max@Example.com" },
    authorizationInfo: granted("ADMIN_WRITE"),
    serviceData: {
      policyDelta: {
        bindingDeltas: [
          { action: "ADD", role: "roles/owner" },
          { action: "REMOVE", role: "roles/viewer" },
        ],
      },
    },
    request: { policy: { etag: "5", version: 3, bindings: [{ members: ["a", "b"] }] } },
  }),
  entry(
    "data_access",
    {
      serviceName: "storage.googleapis.com",
      methodName: "storage.objects.get",
      resourceName: "projects/_/buckets/prod-logs/objects/a.csv",
      authenticationInfo: { principalEmail: "ci@acme.iam.gserviceaccount.com" },
      authorizationInfo: granted("DATA_READ"),
      status: { code: 7, message: "denied" },
    },
    { severity: "ERROR" },
  ),
  entry("data_access", {
    serviceName: "compute.googleapis.com",
    methodName: "v1.compute.instances.list",
    resourceName: "projects/acme-prod/zones/europe-west3-a/instances",
    authenticationInfo: { principalSubject: "principal://iam.googleapis.com/x/subject/1" },
    authorizationInfo: [...granted("ADMIN_READ"), ...granted("ADMIN_READ")],
  }),
  entry("system_event", {
    serviceName: "compute.googleapis.com",
    methodName: "compute.instances.preempted",
    resourceName: "projects/acme-prod/zones/x/instances/vm",
    authenticationInfo: { principalEmail: "system@google.com" },
    resourceLocation: { currentLocations: ["europe-west3"] },
  }),
  entry("policy", {
    serviceName: "storage.googleapis.com",
    methodName: "storage.objects.list",
    resourceName: "projects/1",
    metadata: { dryRun: true, violationReason: "NO_MATCHING_ACCESS_LEVEL" },
    status: { code: 7 },
  }),
  entry("data_access", {
    serviceName: "login.googleapis.com",
    methodName: "google.login.LoginService.loginFailure",
    resourceName: "organizations/1",
    authenticationInfo: { principalEmail: "eva@example.com" },
    metadata: { event: [{ eventName: "login_failure", parameter: [{ name: "x", value: 5 }] }] },
  }),
  entry(
    "activity",
    {
      serviceName: "compute.googleapis.com",
      methodName: "v1.compute.firewalls.insert",
      resourceName: "projects/acme-prod/global/firewalls/ünïcode-日本",
      authenticationInfo: { principalEmail: "system:anonymous" },
      request: { priority: 1000, disabled: false, name: "é" },
    },
    { operation: { id: "op-1", producer: "compute.googleapis.com", first: true } },
  ),
];

const values = fc.oneof(
  fc.constantFrom<unknown>(
    "prod-logs",
    "SetIamPolicy",
    "",
    "5",
    5,
    3,
    1000,
    true,
    false,
    "true",
    "ADD",
    "é",
    "a",
    "10.9.9.9",
  ),
  fc.constantFrom<unknown>(
    ["a", "b"],
    [5, "5"],
    [],
    {},
    { members: "a" },
    [{ members: ["a"] }, { role: "roles/owner" }],
    [[1], ["b"]],
    [null],
  ),
);

/** Below these, a service writes what it likes. */
const open = [
  ["protoPayload", "request", "policy", "etag"],
  ["protoPayload", "request", "policy", "version"],
  ["protoPayload", "request", "policy", "bindings"],
  ["protoPayload", "request", "policy"],
  ["protoPayload", "request", "priority"],
  ["protoPayload", "request", "disabled"],
  ["protoPayload", "request", "name"],
  ["protoPayload", "metadata", "event"],
  ["protoPayload", "serviceData", "policyDelta", "bindingDeltas"],
  ["protoPayload", "serviceData", "policyDelta"],
];

/** Of these it is known what they are, and that they may be missing. */
const documented: Readonly<Record<string, readonly [path: readonly string[], values: readonly unknown[]]>> = {
  method: [
    ["protoPayload", "methodName"],
    ["SetIamPolicy", "setiampolicy", "storage.objects.get", "google.x.ListThings"],
  ],
  service: [
    ["protoPayload", "serviceName"],
    ["storage.googleapis.com", "iam.googleapis.com", "admin.googleapis.com"],
  ],
  resource: [
    ["protoPayload", "resourceName"],
    ["projects/_/buckets/prod-logs", "prod-logs", "projects/PROD-logs/x"],
  ],
  email: [
    ["protoPayload", "authenticationInfo", "principalEmail"],
    ["max@example.com", "x@gcp-sa-logging.iam.gserviceaccount.com"],
  ],
  subject: [
    ["protoPayload", "authenticationInfo", "principalSubject"],
    ["user:max@example.com", "serviceAccount:a@b", "principalSet://x"],
  ],
  selector: [["protoPayload", "authenticationInfo", "authoritySelector"], ["max@example.com"]],
  ip: [
    ["protoPayload", "requestMetadata", "callerIp"],
    ["10.1.2.3", "2001:db8::1", "private", "gce-internal-ip"],
  ],
  agent: [
    ["protoPayload", "requestMetadata", "callerSuppliedUserAgent"],
    ["Terraform/1", "gcloud/500 Python"],
  ],
  code: [
    ["protoPayload", "status", "code"],
    [0, 5, 7, 16],
  ],
  dryRun: [
    ["protoPayload", "metadata", "dryRun"],
    [true, false],
  ],
  first: [["operation", "first"], [true]],
  last: [["operation", "last"], [true]],
  severity: [["severity"], ["ERROR", "NOTICE", "DEFAULT"]],
  project: [
    ["resource", "labels", "project_id"],
    ["acme-prod", "other"],
  ],
  region: [
    ["protoPayload", "resourceLocation", "currentLocations"],
    [["europe-west3"], ["us", "eu"]],
  ],
  location: [
    ["resource", "labels", "location"],
    ["europe-west3", "us-east1-b", ""],
  ],
  permissions: [
    ["protoPayload", "authorizationInfo"],
    [granted("DATA_WRITE"), [...granted("ADMIN_READ"), ...granted("DATA_READ")]],
  ],
};

const documentedChanges = fc.array(
  fc
    .constantFrom(...Object.values(documented))
    .chain(([path, list]) =>
      fc.tuple(
        fc.constant(path),
        fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: fc.constantFrom(...list) }),
      ),
    ),
  { maxLength: 3 },
);

const put = (root: Json, path: readonly string[], value: unknown): void => {
  let at = root;
  for (const step of path.slice(0, -1)) {
    if (typeof at[step] !== "object" || at[step] === null) at[step] = {};
    at = at[step] as Json;
  }
  if (value === undefined) delete at[path[path.length - 1]!];
  else at[path[path.length - 1]!] = value;
};

/** Entries of the kinds above, with documented fields changed as documented, and open ones at will. */
export const gcpEntries: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(...entries), documentedChanges)
  .chain(([record, changes]) =>
    mutated(record, open, values).map((copy) => {
      for (const [path, value] of changes) put(copy, path, structuredClone(value));
      return copy;
    }),
  );

export const gcpPool: Pool = {
  texts: {
    operation: ["SetIamPolicy", "storage.objects.get", "google.login.LoginService.loginFailure"],
    service: ["storage.googleapis.com", "compute.googleapis.com"],
    "actor.id": ["max@example.com", "ci@acme.iam.gserviceaccount.com", "principal://iam.googleapis.com/x/subject/1"],
    resource: ["prod-logs", "projects/_/buckets/prod-logs", "ünïcode-日本"],
    account: ["acme-prod", "other"],
    region: ["europe-west3", "us"],
    userAgent: ["Terraform/1", "gcloud/500 Python"],
    sourceIp: ["10.1.2.3", "private"],
    error: ["PERMISSION_DENIED", "NOT_FOUND"],
    severity: ["error", "notice", "default"],
    "native.protoPayload.request.policy.etag": ["5", "a"],
    "native.protoPayload.request.name": ["é", "prod-logs"],
    "native.protoPayload.request.policy.bindings.members": ["a", "b"],
    "native.protoPayload.serviceData.policyDelta.bindingDeltas.action": ["ADD", "REMOVE"],
    "native.protoPayload.methodName": ["SetIamPolicy", "setiampolicy"],
    "native.resource.labels.project_id": ["acme-prod"],
    "native.eventName": ["DeleteTrail"],
  },
  choices: {
    cloud: ["aws", "gcp"],
    category: ["management", "data", "identity", "system", "policy"],
    access: ["read", "write"],
    "actor.type": ["user", "root", "service", "federated", "anonymous"],
    outcome: ["success", "failure", "denied"],
  },
  flags: ["mfa"],
  truths: ["native.protoPayload.request.disabled", "native.protoPayload.metadata.dryRun"],
  numbers: {
    "native.protoPayload.request.priority": [5, 1000],
    "native.protoPayload.request.policy.version": [3, 5],
    "native.protoPayload.status.code": [5, 7],
  },
  present: [
    "outcome",
    "error",
    "region",
    "actor.id",
    "native.protoPayload.request.policy.bindings",
    "native.operation.id",
    "severity",
  ],
  addresses: ["10.0.0.0/8", "2001:db8::/32", "10.1.2.3/32"],
  activities: ["access.grant", "access.denied", "data.read", "discovery.read", "auth.failure", "platform.event"],
};
