// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";

await useMocks();

const spec = { version: 1 };
const place = { region: "eu-central-1" };
const usual = await deploy("AwsAuditLog", { spec, ...place });

/** What other arguments change in the usual graph. */
const changes = async (inputs: pulumi.Inputs) =>
  difference(usual.children, (await deploy("AwsAuditLog", { spec, ...place, ...inputs })).children);

const nothingElse = { added: {}, removed: [], changed: {} };

const everyStorage = await deploy("AwsAuditLog", {
  spec: {
    ...spec,
    retention: { days: 2555, coldAfterDays: 90, immutability: "compliance" },
    acknowledgeIrreversible: true,
  },
  ...place,
  replicaRegion: "eu-west-1",
  readers: { siem: "arn:aws:iam::111122223333:role/siem" },
  breakGlass: {
    deployer: "arn:aws:iam::111122223333:role/deployer",
    responders: "arn:aws:iam::111122223333:role/responders",
  },
});

test("cold storage, a replica, readers and break glass make exactly this graph", async () => {
  await expect(graphText(everyStorage.children)).toMatchFileSnapshot("__snapshots__/aws-storage.json");
});

test("what a destroy leaves includes the replica, its access logs and its key", async () => {
  expect(((await settled(everyStorage.state)) as { kept: string[] }).kept).toEqual([
    "arn:aws:s3:::audit-archive-1",
    "arn:aws:s3:::audit-access-logs-1",
    "arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/audit-archive-1",
    "arn:aws:kms:eu-central-1:111122223333:key/mrk-1",
    "arn:aws:s3:::audit-replica-1",
    "arn:aws:s3:::audit-replica-access-logs-1",
    "arn:aws:kms:eu-west-1:111122223333:key/mrk-1",
  ]);
});

test.each([
  ["governance", usual],
  ["compliance", everyStorage],
])(
  "access logs are never locked, which would keep S3 from delivering them: immutability %s",
  (_immutability, { children }) => {
    const logs = children.filter(({ name }) => name.includes("access-logs"));
    expect(logs.filter(({ name, inputs }) => name.endsWith("object-lock") || "objectLockEnabled" in inputs)).toEqual(
      [],
    );
    expect(children.filter(({ inputs }) => inputs.objectLockEnabled === true).map(({ name }) => name)).toContain(
      "audit-archive",
    );
  },
);

test("cold storage is one more rule of the archive's lifecycle, and of no other bucket's", async () => {
  const { lifecycle } = Object.fromEntries(
    usual.children.filter(({ name }) => name === "audit-archive-lifecycle").map(({ inputs }) => ["lifecycle", inputs]),
  );
  expect(await changes({ spec: { ...spec, retention: { coldAfterDays: 90 } } })).toEqual({
    ...nothingElse,
    changed: {
      "audit-archive-lifecycle": {
        rules: [
          ...(lifecycle!.rules as object[]),
          {
            id: "cold-storage",
            status: "Enabled",
            filter: { objectSizeGreaterThan: 131_072 },
            transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
          },
        ],
      },
    },
  });
});

test("a replica adds buckets, a key and a role in its region, and changes nothing that was there before", async () => {
  const { added, ...rest } = await changes({ replicaRegion: "eu-west-1" });
  expect(rest).toEqual({ removed: [], changed: {} });
  expect(added["audit-replica"]).toEqual({
    type: "aws:s3/bucket:Bucket",
    region: "eu-west-1",
    objectLockEnabled: true,
    forceDestroy: false,
  });
  expect(added["audit-replica-object-lock"]).toMatchObject({
    rule: { defaultRetention: { mode: "GOVERNANCE", days: 400 } },
  });
  expect(added["audit-replica-access-logs"]).toEqual({
    type: "aws:s3/bucket:Bucket",
    region: "eu-west-1",
    forceDestroy: false,
  });
  expect(Object.keys(added)).not.toContain("audit-replica-access-logs-object-lock");
  const elsewhere = Object.entries(added).filter(([, { region }]) => region !== "eu-west-1");
  expect(elsewhere.map(([name]) => name)).toEqual([
    "audit-archive-replication",
    "audit-replication",
    "audit-replication-policy",
  ]);
  expect(added["audit-archive-replication"]).toEqual({
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    region: "eu-central-1",
    bucket: "audit-archive-1",
    role: "arn:aws:iam::111122223333:role/audit-replication-1",
    rules: [
      {
        id: "replica",
        priority: 1,
        status: "Enabled",
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: "arn:aws:s3:::audit-replica-1",
          metrics: { status: "Enabled" },
          encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1" },
        },
      },
    ],
  });
});

test("break-glass roles are in one statement more of each policy that protects evidence, and an output may name one", async () => {
  const breakGlass = { deployer: pulumi.output("arn:aws:iam::111122223333:role/deployer") };
  const { changed, ...rest } = await changes({ breakGlass });
  expect(rest).toEqual({ added: {}, removed: [] });
  const roles = (changes: Record<string, unknown>) => {
    const { statementsAdded, statementsRemoved } = changes.policy as Record<string, { Condition: object }[]>;
    return [statementsAdded!.map(({ Condition }) => Condition), statementsRemoved];
  };
  const but = (...arns: string[]) => [[{ ArnNotLike: { "aws:PrincipalArn": arns } }], []];
  const deployer = "arn:aws:iam::111122223333:role/deployer";
  expect(Object.fromEntries(Object.entries(changed).map(([name, inputs]) => [name, roles(inputs)]))).toEqual({
    "audit-key": but("arn:aws:iam::111122223333:root", deployer),
    "audit-archive-policy": but(deployer),
    "audit-access-logs-policy": but(deployer),
  });
});
