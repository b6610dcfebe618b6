type Json = Readonly<Record<string, unknown>>;

const project = "acme-prod";

/** What fills the tokens of filters about what this package made, in these examples. */
export const own = {
  archive: "acme-audit-archive-0a1b2c3",
  archiveSink: "acme-audit-archive-sink-4d5e6f7",
  searchSink: "acme-audit-search-sink-8a9b0c1",
  streamSink: "acme-audit-stream-sink-2e3f4a5",
  streamTopic: "acme-audit-stream-topic-5f6a7b8",
  streamSubscription: "acme-audit-stream-subscription-9c0d1e2",
  unique: "2d3e4f5",
  key: "acme-audit-key-6a7b8c9",
} as const;

/** The names by which entries call some of them. */
export const ownLogBucket = `projects/${project}/locations/europe-west3/buckets/${own.archive}`;
export const ownKey = `projects/${project}/locations/europe-west3/keyRings/acme-audit-key-ring-1a2b3c4/cryptoKeys/${own.key}`;

/** Where the stack is, in these examples. */
export const region = "europe-west3";

/** An entry of Cloud Audit Logs. https://cloud.google.com/logging/docs/audit/understanding-audit-logs */
const entry = (log: string, serviceName: string, methodName: string, payload: Json, changes: Json): Json => ({
  insertId: "1ab2c3d4e5",
  logName: `projects/${project}/logs/cloudaudit.googleapis.com%2F${log}`,
  timestamp: "2026-03-04T05:06:07.123456Z",
  receiveTimestamp: "2026-03-04T05:06:08.654321Z",
  severity: "NOTICE",
  resource: { type: "audited_resource", labels: { project_id: project, service: serviceName, method: methodName } },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    status: {},
    authenticationInfo: { principalEmail: "max@example.com", principalSubject: "user:max@example.com" },
    requestMetadata: { callerIp: "198.51.100.7", callerSuppliedUserAgent: "gcloud/500.0.0" },
    serviceName,
    methodName,
    resourceName: `projects/${project}`,
    ...payload,
  },
  ...changes,
});

const granted = (permissionType: string): Json => ({
  authorizationInfo: [{ resource: `projects/${project}`, permission: "x.y.z", granted: true, permissionType }],
});

/** A call that changes something, by `iam` for `iam.googleapis.com`: Admin Activity. */
export const call = (service: string, method: string, payload: Json = {}, changes: Json = {}): Json =>
  entry("activity", `${service}.googleapis.com`, method, { ...granted("ADMIN_WRITE"), ...payload }, changes);

/** A call that reads or writes data: Data Access. */
export const dataCall = (
  service: string,
  method: string,
  permissionType: "DATA_READ" | "DATA_WRITE",
  payload: Json = {},
): Json => entry("data_access", `${service}.googleapis.com`, method, { ...granted(permissionType), ...payload }, {});

/** A call that only looks at configuration. */
export const look = (service: string, method: string, payload: Json = {}): Json =>
  entry("data_access", `${service}.googleapis.com`, method, { ...granted("ADMIN_READ"), ...payload }, {});

/** What is added to a call that was refused. */
export const refused: Json = { status: { code: 7, message: "PERMISSION_DENIED" } };

export const resource = (type: string, labels: Json = {}): Json => ({
  resource: { type, labels: { project_id: project, ...labels } },
});

/** The roles that SetIamPolicy gave and took. */
export const bindings = (...bindingDeltas: readonly Json[]): Json => ({
  serviceData: { "@type": "type.googleapis.com/google.iam.v1.logging.AuditData", policyDelta: { bindingDeltas } },
});
