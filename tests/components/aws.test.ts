// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { queryTexts } from "../../core/compile/questions.ts";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const spec = { version: 1 };
const place = { region: "eu-central-1" };
const usual = await deploy("AwsAuditLog", { spec, ...place });

/** What other arguments change in the usual graph. */
const changes = async (inputs: pulumi.Inputs) =>
  difference(usual.children, (await deploy("AwsAuditLog", { spec, ...place, ...inputs })).children);

const nothingElse = { added: {}, removed: [], changed: {} };

test("a spec without a word but its version makes exactly this graph", async () => {
  await expect(graphText(usual.children)).toMatchFileSnapshot("__snapshots__/aws.json");
});

test("the children have these names and types, each name beginning with the component's", () => {
  expect(typesOf(usual.components)).toEqual({ audit: "auditlog:index:AwsAuditLog" });
  expect(typesOf(usual.children)).toEqual({
    "audit-access-logs": "aws:s3/bucket:Bucket",
    "audit-access-logs-encryption":
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "audit-access-logs-lifecycle": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "audit-access-logs-ownership": "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "audit-access-logs-policy": "aws:s3/bucketPolicy:BucketPolicy",
    "audit-access-logs-public-access-block": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "audit-access-logs-versioning": "aws:s3/bucketVersioning:BucketVersioning",
    "audit-archive": "aws:s3/bucket:Bucket",
    "audit-archive-encryption":
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "audit-archive-lifecycle": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "audit-archive-logging": "aws:s3/bucketLogging:BucketLogging",
    "audit-archive-object-lock": "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "audit-archive-ownership": "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "audit-archive-policy": "aws:s3/bucketPolicy:BucketPolicy",
    "audit-archive-public-access-block": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "audit-archive-versioning": "aws:s3/bucketVersioning:BucketVersioning",
    "audit-delivery": "aws:iam/role:Role",
    "audit-delivery-policy": "aws:iam/rolePolicy:RolePolicy",
    "audit-key": "aws:kms/key:Key",
    "audit-key-alias": "aws:kms/alias:Alias",
    "audit-log-group": "aws:cloudwatch/logGroup:LogGroup",
    "audit-trail": "aws:cloudtrail/trail:Trail",
  });
  expect(usual.children).toHaveLength(22);
});

test("another name of the component becomes the beginning of every child's name, and of nothing else", async () => {
  const other = await deploy("AwsAuditLog", { spec, ...place }, { name: "trail2" });
  expect(other.children.map(({ name }) => name.replace(/^trail2-/, "audit-"))).toEqual(
    usual.children.map(({ name }) => name),
  );
});

test("the state is where everything is, and what a destroy leaves", async () => {
  const { coverage, queries, ...state } = (await settled(usual.state)) as { coverage: unknown[]; queries: object };
  expect(state).toEqual({
    compliance: [],
    archive: "arn:aws:s3:::audit-archive-1",
    search: "arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/audit-archive-1",
    collector: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit-archive-1",
    key: "arn:aws:kms:eu-central-1:111122223333:key/mrk-1",
    filters: {
      "trail.advancedEventSelectors":
        '[{"name":"Management events selector","fieldSelectors":[{"field":"eventCategory","equals":["Management"]}]}]',
    },
    alerts: {},
    kept: [
      "arn:aws:s3:::audit-archive-1",
      "arn:aws:s3:::audit-access-logs-1",
      "arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/audit-archive-1",
      "arn:aws:kms:eu-central-1:111122223333:key/mrk-1",
    ],
  });
  expect(coverage).toHaveLength(9);
  expect(queries).toEqual(queryTexts("aws", "search", { regions: [], isOrganization: false }));
});

test("immutability compliance changes the mode of the archive's object lock", async () => {
  const retention = { immutability: "compliance" };
  expect(await changes({ spec: { ...spec, retention, acknowledgeIrreversible: true } })).toEqual({
    ...nothingElse,
    changed: { "audit-archive-object-lock": { rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } } } },
  });
});

test("immutability none leaves the lock without a rule", async () => {
  expect(await changes({ spec: { ...spec, retention: { immutability: "none" } } })).toEqual({
    ...nothingElse,
    changed: { "audit-archive-object-lock": { rule: null } },
  });
});

test("disposable evidence is not locked, and its buckets go with everything in them", async () => {
  const disposable = await deploy("AwsAuditLog", { spec: { ...spec, evidence: "disposable" }, ...place });
  expect(difference(usual.children, disposable.children)).toEqual({
    ...nothingElse,
    changed: {
      "audit-access-logs": { forceDestroy: true },
      "audit-archive": { forceDestroy: true },
      "audit-archive-object-lock": { rule: null },
    },
  });
  expect(await settled(disposable.state)).toMatchObject({ kept: [] });
});

test("scope organization makes an organization's trail, which writes under the organization's id too", async () => {
  expect(await changes({ scope: "organization", organizationId: "o-a1b2c3d4e5" })).toEqual({
    ...nothingElse,
    changed: {
      "audit-trail": { isOrganizationTrail: true },
      "audit-archive-policy": {
        policy: {
          statementsAdded: [
            {
              Sid: "AWSCloudTrailOrganizationWrite20150319",
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action: "s3:PutObject",
              Resource: "arn:aws:s3:::audit-archive-1/AWSLogs/o-a1b2c3d4e5/*",
              Condition: {
                StringEquals: {
                  "s3:x-amz-acl": "bucket-owner-full-control",
                  "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit-archive-1",
                },
              },
            },
          ],
          statementsRemoved: [],
        },
      },
      "audit-delivery-policy": {
        policy: {
          statementsAdded: [deliver("111122223333_CloudTrail_eu-central-1*", "o-a1b2c3d4e5_*")],
          statementsRemoved: [deliver("111122223333_CloudTrail_eu-central-1*")],
        },
      },
    },
  });
});

const deliver = (...streams: string[]) => ({
  Sid: "CloudTrailDeliver",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: streams.map(
    (stream) => `arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/audit-archive-1:log-stream:${stream}`,
  ),
});

test("without a customer-managed key there is no key, and S3 and CloudWatch Logs encrypt with theirs", async () => {
  const without = await deploy("AwsAuditLog", {
    spec: { ...spec, encryption: { customerManagedKey: false } },
    ...place,
  });
  expect(difference(usual.children, without.children)).toEqual({
    added: {},
    removed: ["audit-key", "audit-key-alias"],
    changed: {
      "audit-archive-encryption": { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      "audit-log-group": { kmsKeyId: null },
      "audit-trail": { kmsKeyId: null },
    },
  });
  expect(await settled(without.state)).not.toHaveProperty("key");
});

test("two readers may read and decrypt the archive: a secret one keeps the policies that name it secret", async () => {
  const [audit, soc] = ["arn:aws:iam::111122223333:role/audit", "arn:aws:iam::111122223333:role/soc"];
  const readers = { soc: pulumi.secret(soc), audit };
  const principal = { Effect: "Allow", Principal: { AWS: [audit, soc] } };
  expect(await changes({ readers })).toEqual({
    ...nothingElse,
    changed: {
      "audit-archive-policy": {
        policy: {
          secret: {
            statementsAdded: [
              {
                Sid: "ReadersList",
                ...principal,
                Action: ["s3:ListBucket", "s3:GetBucketLocation"],
                Resource: "arn:aws:s3:::audit-archive-1",
              },
              {
                Sid: "ReadersGet",
                ...principal,
                Action: ["s3:GetObject", "s3:GetObjectVersion"],
                Resource: "arn:aws:s3:::audit-archive-1/AWSLogs/*",
              },
            ],
            statementsRemoved: [],
          },
        },
      },
      "audit-key": {
        policy: {
          secret: {
            statementsAdded: [
              {
                Sid: "ReadersDecrypt",
                ...principal,
                Action: "kms:Decrypt",
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
              },
            ],
            statementsRemoved: [],
          },
        },
      },
    },
  });
});

test("management write makes the trail's selector leave reads out", async () => {
  expect(await changes({ spec: { ...spec, capture: { management: "write" } } })).toEqual({
    ...nothingElse,
    changed: {
      "audit-trail": {
        advancedEventSelectors: [
          {
            name: "Management events selector",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Management"] },
              { field: "readOnly", equals: ["false"] },
            ],
          },
        ],
      },
    },
  });
});

const data = [
  { service: "storage", access: "write", resources: ["prod-*"] },
  { service: "functions", resources: ["pay"] },
];

const dataSelectors = [
  {
    name: "Data events of storage",
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      { field: "readOnly", equals: ["false"] },
      {
        field: "resources.ARN",
        startsWiths: ["arn:aws:s3:::prod-"],
        notStartsWiths: ["arn:aws:s3:::audit-archive-1/", "arn:aws:s3:::audit-access-logs-1/"],
      },
    ],
  },
  {
    name: "Data events of functions",
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::Lambda::Function"] },
      { field: "resources.ARN", endsWiths: [":function:pay"] },
    ],
  },
];

test("data events are selected by the operators that the provider has", async () => {
  const management = {
    name: "Management events selector",
    fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
  };
  expect(await changes({ spec: { version: 1, capture: { data } }, dataEventsInLogs: true })).toEqual({
    ...nothingElse,
    changed: { "audit-trail": { advancedEventSelectors: [management, ...dataSelectors] } },
  });
});

test("data events get a trail of their own, without CloudWatch Logs, which the archive and its key know", async () => {
  const { added, removed, changed } = await changes({ spec: { version: 1, capture: { data } } });
  expect(removed).toEqual([]);
  expect(added).toEqual({
    "audit-data-trail": {
      type: "aws:cloudtrail/trail:Trail",
      region: "eu-central-1",
      name: "audit-archive-1-data",
      s3BucketName: "audit-archive-1",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      isOrganizationTrail: false,
      advancedEventSelectors: dataSelectors,
      kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/mrk-1",
    },
  });
  expect(Object.keys(changed)).toEqual(["audit-archive-policy", "audit-key"]);
  const trail = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit-archive-1";
  const sources = JSON.stringify(changed).split('"aws:SourceArn":').slice(1);
  expect(sources.filter((text) => text.startsWith(JSON.stringify([trail, `${trail}-data`])))).toHaveLength(5);
});

test("what the trail of data events records is an output too", async () => {
  const { state } = await deploy("AwsAuditLog", { spec: { version: 1, capture: { data } }, ...place });
  const { filters } = (await settled(state)) as { filters: Record<string, string> };
  expect(Object.keys(filters)).toEqual(["trail.advancedEventSelectors", "dataTrail.advancedEventSelectors"]);
  expect(filters["dataTrail.advancedEventSelectors"]).toContain(":function:pay");
});

test("tags reach every resource that can have them, and stay secret where one of them is", async () => {
  const tags = { env: "prod", team: pulumi.secret("hush") };
  const tagged = { tags: { secret: { env: "prod", team: "hush" } } };
  expect(await changes({ tags })).toEqual({
    ...nothingElse,
    changed: {
      "audit-access-logs": tagged,
      "audit-archive": tagged,
      "audit-delivery": tagged,
      "audit-key": tagged,
      "audit-log-group": tagged,
      "audit-trail": tagged,
    },
  });
});

test("searchable days that CloudWatch Logs doesn't offer are rounded up, and the user is told", async () => {
  const { children, told } = await deploy("AwsAuditLog", {
    spec: { ...spec, capture: { identity: true }, retention: { searchableDays: 100 } },
    ...place,
  });
  expect(difference(usual.children, children)).toEqual({
    ...nothingElse,
    changed: { "audit-log-group": { retentionInDays: 120 } },
  });
  expect(told).toEqual(["info: retention.searchableDays: AWS does not offer 100 days; it keeps 120 days"]);
});
