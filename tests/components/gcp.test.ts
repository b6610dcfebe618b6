// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that Google Cloud accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { queryTexts } from "../../core/compile/questions.ts";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const spec = { version: 1 };
const place = { project: "acme-audit", location: "europe-west3" };
const usual = await deploy("GcpAuditLog", { spec, ...place });

/** What other arguments change in the usual graph. */
const changes = async (inputs: pulumi.Inputs) =>
  difference(usual.children, (await deploy("GcpAuditLog", { spec, ...place, ...inputs })).children);

const nothingElse = { added: {}, removed: [], changed: {} };

const logs = (...names: string[]) => names.map((name) => `log_id("cloudaudit.googleapis.com/${name}")`).join(" OR ");
const everyLog = logs("activity", "system_event", "policy", "data_access");

test("a spec without a word but its version makes exactly this graph", async () => {
  await expect(graphText(usual.children)).toMatchFileSnapshot("__snapshots__/gcp.json");
});

test("the children have these names and types, each name beginning with the component's", () => {
  expect(typesOf(usual.components)).toEqual({ audit: "auditlog:index:GcpAuditLog" });
  expect(typesOf(usual.children)).toEqual({
    "audit-archive": "gcp:storage/bucket:Bucket",
    "audit-archive-sink": "gcp:logging/projectSink:ProjectSink",
    "audit-archive-writer": "gcp:storage/bucketIAMMember:BucketIAMMember",
    "audit-audit-allServices": "gcp:projects/iAMAuditConfig:IAMAuditConfig",
    "audit-default-exclusion": "gcp:logging/projectExclusion:ProjectExclusion",
    "audit-key": "gcp:kms/cryptoKey:CryptoKey",
    "audit-key-logging": "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    "audit-key-ring": "gcp:kms/keyRing:KeyRing",
    "audit-key-storage": "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    "audit-log-bucket": "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    "audit-search-sink": "gcp:logging/projectSink:ProjectSink",
    "audit-service-cloudkms": "gcp:projects/service:Service",
    "audit-service-logging": "gcp:projects/service:Service",
    "audit-service-storage": "gcp:projects/service:Service",
  });
  expect(usual.children).toHaveLength(14);
});

test("another name of the component becomes the beginning of every child's name, and of nothing else", async () => {
  const other = await deploy("GcpAuditLog", { spec, ...place }, { name: "trail2" });
  expect(other.children.map(({ name }) => name.replace(/^trail2-/, "audit-"))).toEqual(
    usual.children.map(({ name }) => name),
  );
});

test("the state is where everything is, and what a destroy leaves", async () => {
  const { coverage, queries, ...state } = (await settled(usual.state)) as { coverage: unknown[]; queries: object };
  const key = "projects/acme-audit/locations/europe-west3/keyRings/audit-key-ring-1/cryptoKeys/audit-key-1";
  const logBucket = "projects/acme-audit/locations/europe-west3/buckets/audit-archive-1";
  expect(state).toEqual({
    compliance: [],
    archive: "gs://audit-archive-1",
    search: logBucket,
    collector: "projects/acme-audit/sinks/audit-archive-sink-1",
    key,
    filters: { "sinks.filter": everyLog, "_Default.exclusion": logs("policy", "data_access") },
    alerts: {},
    kept: ["gs://audit-archive-1", logBucket, key, "audit-audit-allServices-id"],
  });
  expect(coverage).toHaveLength(9);
  expect(queries).toEqual(queryTexts("gcp", "search", { regions: [], isOrganization: false }));
});

test("immutability compliance locks the archive's retention policy", async () => {
  const retention = { immutability: "compliance" };
  expect(await changes({ spec: { ...spec, retention, acknowledgeIrreversible: true } })).toEqual({
    ...nothingElse,
    changed: { "audit-archive": { retentionPolicy: { isLocked: true, retentionPeriod: "34560000" } } },
  });
});

test("immutability none leaves the retention policy out", async () => {
  expect(await changes({ spec: { ...spec, retention: { immutability: "none" } } })).toEqual({
    ...nothingElse,
    changed: { "audit-archive": { retentionPolicy: null } },
  });
});

test("disposable evidence has no retention policy, and the bucket goes with everything in it", async () => {
  const disposable = await deploy("GcpAuditLog", { spec: { ...spec, evidence: "disposable" }, ...place });
  expect(difference(usual.children, disposable.children)).toEqual({
    ...nothingElse,
    changed: {
      "audit-archive": {
        forceDestroy: true,
        retentionPolicy: null,
        softDeletePolicy: { retentionDurationSeconds: 0 },
      },
    },
  });
  expect(await settled(disposable.state)).toMatchObject({ kept: ["audit-audit-allServices-id"] });
});

test("scope organization routes from the organization, by sinks with writers of their own", async () => {
  const sink = (part: string, destination: string) => ({
    type: "gcp:logging/organizationSink:OrganizationSink",
    orgId: "123456789012",
    includeChildren: true,
    description: `Audit logs to the ${part} of audit`,
    destination,
    filter: everyLog,
  });
  const writer = (part: string) => `serviceAccount:audit-${part}-sink@gcp-sa-logging.iam.gserviceaccount.com`;
  expect(await changes({ scope: "organization", organizationId: "123456789012" })).toEqual({
    added: {
      "audit-archive-sink": sink("archive", "storage.googleapis.com/audit-archive-1"),
      "audit-audit-allServices": {
        type: "gcp:organizations/iamAuditConfig:IamAuditConfig",
        orgId: "123456789012",
        service: "allServices",
        auditLogConfigs: [{ logType: "ADMIN_READ" }],
      },
      "audit-search-sink": sink(
        "search",
        "logging.googleapis.com/projects/acme-audit/locations/europe-west3/buckets/audit-archive-1",
      ),
      "audit-search-writer": {
        type: "gcp:projects/iAMMember:IAMMember",
        project: "acme-audit",
        role: "roles/logging.bucketWriter",
        member: writer("search"),
        condition: {
          title: "Only the log bucket of the audit logs",
          expression: 'resource.name.endsWith("locations/europe-west3/buckets/audit-archive-1")',
        },
      },
    },
    removed: [],
    changed: { "audit-archive-writer": { member: writer("archive") } },
  });
});

test("an audit configuration that is left to others is not made", async () => {
  expect(await changes({ dataAccessLogs: "external" })).toEqual({
    ...nothingElse,
    removed: ["audit-audit-allServices"],
  });
});

test("without a customer-managed key there is no key, no grant on it, and Cloud KMS is not enabled", async () => {
  const without = await deploy("GcpAuditLog", {
    spec: { ...spec, encryption: { customerManagedKey: false } },
    ...place,
  });
  expect(difference(usual.children, without.children)).toEqual({
    added: {},
    removed: ["audit-key", "audit-key-logging", "audit-key-ring", "audit-key-storage", "audit-service-cloudkms"],
    changed: { "audit-archive": { encryption: null }, "audit-log-bucket": { cmekSettings: null } },
  });
  expect(await settled(without.state)).not.toHaveProperty("key");
});

test("two readers get two grants each: a secret one stays secret, the other does not become it", async () => {
  const readers = { soc: pulumi.secret("group:soc@example.com"), audit: "user:audit@example.com" };
  const archive = (member: unknown) => ({
    type: "gcp:storage/bucketIAMMember:BucketIAMMember",
    bucket: "audit-archive-1",
    role: "roles/storage.objectViewer",
    member,
  });
  const search = (member: unknown) => ({
    type: "gcp:logging/logViewIamMember:LogViewIamMember",
    parent: "projects/acme-audit",
    location: "europe-west3",
    bucket: "audit-archive-1",
    name: "_AllLogs",
    role: "roles/logging.viewAccessor",
    member,
  });
  expect(await changes({ readers })).toEqual({
    ...nothingElse,
    added: {
      "audit-archive-reader-audit": archive("user:audit@example.com"),
      "audit-archive-reader-soc": archive({ secret: "group:soc@example.com" }),
      "audit-search-reader-audit": search("user:audit@example.com"),
      "audit-search-reader-soc": search({ secret: "group:soc@example.com" }),
    },
  });
});

test("management write routes no data access log, and turns no reads on", async () => {
  const filter = logs("activity", "system_event", "policy");
  expect(await changes({ spec: { ...spec, capture: { management: "write" } } })).toEqual({
    added: {},
    removed: ["audit-audit-allServices"],
    changed: {
      "audit-archive-sink": { filter },
      "audit-search-sink": { filter },
      "audit-default-exclusion": { filter: logs("policy") },
    },
  });
});

test("tags become labels of every resource that can have them, and stay secret where one of them is", async () => {
  const tags = { env: "prod", Team: pulumi.secret("Hush") };
  const labels = { labels: { secret: { env: "prod", team: "hush" } } };
  expect(await changes({ tags })).toEqual({
    ...nothingElse,
    changed: { "audit-archive": labels, "audit-key": labels },
  });
});

test("in the European multi-region the key is in Cloud KMS's own name for it", async () => {
  const { children } = await deploy("GcpAuditLog", { spec, ...place, location: "eu" });
  const locations = children.flatMap(({ name, inputs }) => ("location" in inputs ? [[name, inputs.location]] : []));
  expect(locations).toEqual([
    ["audit-archive", "EU"],
    ["audit-key-ring", "europe"],
    ["audit-log-bucket", "eu"],
  ]);
});
