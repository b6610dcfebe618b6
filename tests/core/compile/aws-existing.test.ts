import { describe, expect, test } from "vitest";
import { untoldIssues } from "../../../core/compile/alerts.ts";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { Statement } from "../../../core/compile/aws/policies.ts";
import { channelIssues } from "../../../core/compile/channels.ts";
import { message } from "../../../core/contract/messages.ts";
import type { AwsPlacement } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import type { PlannedChannel } from "../../../core/plan/plan.ts";
import { planned } from "./planned.ts";

const region = "eu-central-1";
const all = {
  bucket: "acme-logs",
  key: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  logGroup: "audit",
  topic: "arn:aws:sns:eu-central-1:111122223333:security",
};

const compiledWith = (existing: AwsPlacement["existing"], spec: SpecOverrides = {}, more: Partial<AwsPlacement> = {}) =>
  compileAws(...planned("aws", spec, { region, trailName: "acme-audit", existing, ...more }));

const trail = "arn:${partition}:cloudtrail:eu-central-1:${account}:trail/${trail}";
const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };

const bucketStatements = [
  {
    Sid: "AWSCloudTrailAclCheck20150319",
    ...cloudTrail,
    Action: "s3:GetBucketAcl",
    Resource: "arn:${partition}:s3:::${archive}",
    Condition: { StringEquals: { "aws:SourceArn": trail } },
  },
  {
    Sid: "AWSCloudTrailWrite20150319",
    ...cloudTrail,
    Action: "s3:PutObject",
    Resource: "arn:${partition}:s3:::${archive}/AWSLogs/${account}/*",
    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trail } },
  },
];

const keyStatements = [
  {
    Sid: "CloudTrailEncrypt",
    ...cloudTrail,
    Resource: "*",
    Action: "kms:GenerateDataKey*",
    Condition: {
      StringEquals: { "aws:SourceArn": trail },
      StringLike: {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:${partition}:cloudtrail:*:${account}:trail/*",
      },
    },
  },
  {
    Sid: "CloudTrailDescribe",
    ...cloudTrail,
    Resource: "*",
    Action: "kms:DescribeKey",
    Condition: { StringEquals: { "aws:SourceArn": trail } },
  },
  {
    Sid: "CloudTrailDecrypt",
    ...cloudTrail,
    Resource: "*",
    Action: "kms:Decrypt",
    Condition: { StringEquals: { "aws:SourceArn": trail } },
  },
];

const publishers = {
  Sid: "AlertPublishers",
  Effect: "Allow",
  Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};

describe("the statements that adopted resources need", () => {
  test("are none where nothing is adopted, and none for a log group, which has no policy", () => {
    expect(compiledWith(undefined).statements).toEqual({});
    expect(compiledWith({ logGroup: "audit" }).statements).toEqual({});
  });

  test("of a bucket let this trail alone read its access list and write", () => {
    expect(compiledWith({ bucket: "acme-logs" }).statements).toEqual({ bucket: bucketStatements });
  });

  test("of a bucket let an organization's trail write for its members, and the readers read", () => {
    const readers = { audit: "arn:aws:iam::111122223333:role/audit" };
    const more = { scope: "organization", organizationId: "o-a1b2c3d4e5", readers } as const;
    const { bucket } = compiledWith({ bucket: "acme-logs" }, {}, more).statements;
    expect((bucket as Statement[]).map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["AWSCloudTrailAclCheck20150319", "arn:${partition}:s3:::${archive}"],
      ["AWSCloudTrailWrite20150319", "arn:${partition}:s3:::${archive}/AWSLogs/${account}/*"],
      ["AWSCloudTrailOrganizationWrite20150319", "arn:${partition}:s3:::${archive}/AWSLogs/o-a1b2c3d4e5/*"],
      ["ReadersList", "arn:${partition}:s3:::${archive}"],
      ["ReadersGet", "arn:${partition}:s3:::${archive}/AWSLogs/*"],
    ]);
  });

  test("of a key let CloudTrail encrypt, and CloudWatch Logs where the log group is made here", () => {
    expect(compiledWith({ key: all.key, logGroup: "audit" }).statements).toEqual({ key: keyStatements });
    expect(compiledWith({ key: all.key }).statements.key).toEqual([
      ...keyStatements,
      {
        Sid: "CloudWatchLogs",
        Effect: "Allow",
        Principal: { Service: "logs.eu-central-1.${dnsSuffix}" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": "arn:${partition}:logs:eu-central-1:${account}:log-group:${logGroup}",
          },
        },
      },
    ]);
  });

  test("of a topic let EventBridge and this account's alarms publish, and so does its key; without alerts they are none", () => {
    const alerts = { catalog: ["root-use"] } as const;
    expect(compiledWith({ topic: all.topic }).statements).toEqual({});
    expect(compiledWith({ topic: all.topic }, { alerts: { catalog: [...alerts.catalog] } }).statements).toEqual({
      topic: [
        {
          Sid: "EventBridgePublish",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "${topic}",
        },
        {
          Sid: "CloudWatchPublish",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "${topic}",
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:${partition}:cloudwatch:eu-central-1:${account}:alarm:*" },
            StringEquals: { "aws:SourceAccount": "${account}" },
          },
        },
      ],
      topicKey: [publishers],
    });
  });
});

describe("the coverage of what is adopted promises nothing in its owner's name", () => {
  const rowsOf = (existing: AwsPlacement["existing"], spec: SpecOverrides = {}, more: Partial<AwsPlacement> = {}) =>
    Object.fromEntries(
      compiledWith(existing, spec, more).coverage.map(({ rule, given, fidelity, reason }) => [
        rule,
        [fidelity, given, ...(reason === undefined ? [] : [reason])],
      ]),
    );

  test("of all at once", () => {
    const identity = { capture: { identity: true } };
    expect(rowsOf(all, identity, { readers: { audit: "arn:aws:iam::111122223333:root" } })).toEqual({
      "capture.management": ["exact", "CloudTrail, read and write management events of the account, all regions"],
      "capture.identity": ["exact", "CloudTrail, sign-ins and IAM with the management events"],
      "retention.days": [
        "unsupported",
        "the adopted bucket is as its owner has it",
        "the bucket is adopted, and nothing of it is changed; its owner has to see to it that a lifecycle keeps events for 400 days",
      ],
      "retention.searchableDays": [
        "unsupported",
        "the adopted log group is as its owner has it",
        "the log group is adopted, and nothing of it is changed; its owner has to see to it that it keeps events for 90 days",
      ],
      "retention.immutability": [
        "unsupported",
        "the adopted bucket is as its owner has it",
        "the bucket is adopted, and nothing of it is changed; its owner has to see to it that Object Lock keeps events for 400 days",
      ],
      "encryption.customerManagedKey": [
        "unsupported",
        "the adopted KMS key: archive; the adopted key or log group is as its owner has it",
        "the key or log group is adopted, and nothing of it is changed; its owner has to see to it that it is rotated every 90 days, and encrypts the log group",
      ],
      "health.silenceAfterHours": ["exact", "nobody is told of silence"],
      evidence: ["exact", "what is adopted stays: bucket, key, logGroup, topic"],
      "stream.enabled": ["exact", "nothing is sent on"],
      readers: [
        "exact",
        "read the archive and decrypt it, once the statements are in the adopted policies",
        "the readers may read the archive; CloudWatch Logs has no policy of its own for principals, so grant them the log group by an IAM policy",
      ],
    });
  });

  test("of a bucket that need not be locked, and of disposable evidence", () => {
    const rows = rowsOf({ bucket: "acme-logs" }, { evidence: "disposable" });
    expect(rows["retention.immutability"]).toEqual(["exact", "the adopted bucket is as its owner has it"]);
    expect(rows.evidence).toEqual(["exact", "log group, key are destroyed; what is adopted stays: bucket"]);
    expect(rows["encryption.customerManagedKey"]).toEqual([
      "exact",
      "KMS key of your own, rotated every 90 days: archive and log group",
    ]);
  });

  test("of a log group beside a key that is made here", () => {
    expect(rowsOf({ logGroup: "audit" })["encryption.customerManagedKey"]).toEqual([
      "unsupported",
      "KMS key of your own, rotated every 90 days: archive; the adopted log group is as its owner has it",
      "the log group is adopted, and nothing of it is changed; its owner has to see to it that a key of yours encrypts it",
    ]);
  });

  test("each difference is warned of, and what to add before is noted", () => {
    const { issues } = compiledWith(all, { capture: { identity: true } });
    expect(issues.map((one) => `${one.severity} ${message(one)}`)).toEqual([
      "warning retention.days: the bucket is adopted, and nothing of it is changed; its owner has to see to it that a lifecycle keeps events for 400 days",
      "warning retention.searchableDays: the log group is adopted, and nothing of it is changed; its owner has to see to it that it keeps events for 90 days",
      "warning retention.immutability: the bucket is adopted, and nothing of it is changed; its owner has to see to it that Object Lock keeps events for 400 days",
      "warning encryption.customerManagedKey: the key or log group is adopted, and nothing of it is changed; its owner has to see to it that it is rotated every 90 days, and encrypts the log group",
      "notice existing: what is adopted works only with the statements of the output statements in the policies of the bucket and the key; add them before the deployment",
    ]);
  });
});

describe("alerts about the audit log itself", () => {
  const tamper = { alerts: { catalog: ["tamper"] } } satisfies SpecOverrides;
  const textOf = (existing: AwsPlacement["existing"]) => JSON.stringify(compiledWith(existing, tamper).blueprint);

  test("name no bucket of access logs and no alias where these are not made", () => {
    expect(textOf({ bucket: "acme-logs" })).not.toContain("${accessLogs}");
    expect(textOf({ key: all.key })).not.toContain("${keyAlias}");
    expect(textOf(undefined)).toContain("${accessLogs}");
    expect(textOf(undefined)).toContain("${keyAlias}");
  });

  test("fit whatever an adopted log group is called", () => {
    const { rules } = compiledWith({ logGroup: "audit" }, tamper);
    expect(rules.filter(({ fidelity }) => fidelity === "unsupported").map(({ rule }) => rule)).toEqual([]);
  });

  test("leave out what the trail itself delivers, of the buckets that there are", () => {
    const data = { capture: { data: [{ service: "storage" }] } } satisfies SpecOverrides;
    const ownFiles = (existing: AwsPlacement["existing"]) =>
      compiledWith(existing, data).blueprint.dataTrail!.advancedEventSelectors.flatMap(({ fieldSelectors }) =>
        fieldSelectors.flatMap(({ notStartsWith = [] }) => notStartsWith),
      );
    expect(ownFiles({ bucket: "acme-logs" })).toEqual(["arn:${partition}:s3:::${archive}/"]);
    expect(ownFiles(undefined)).toEqual(["arn:${partition}:s3:::${archive}/", "arn:${partition}:s3:::${accessLogs}/"]);
  });
});

describe("an adopted topic", () => {
  const spec = { alerts: { catalog: ["audit-log-stopped", "compute-burst"] } } satisfies SpecOverrides;
  const mail: PlannedChannel = {
    name: "mail",
    kind: "email",
    minSeverity: "critical",
    given: ["address"],
    pagerDutyRegion: "us",
  };
  const alertsOf = (existing: AwsPlacement["existing"], channels: readonly PlannedChannel[] = []) => {
    const [plan, placement] = planned("aws", spec, { region, trailName: "acme-audit", existing });
    return compileAws({ ...plan, channels }, placement).blueprint.alerts!;
  };
  const told = ({ rules, alarms }: ReturnType<typeof alertsOf>) => ({
    rules: rules.map(({ key, targets }) => [key, ...targets.map(({ to }) => to)]),
    alarms: alarms.map(({ key, topics }) => [key, ...topics]),
  });

  test("takes the place of the topic that nobody subscribes to, in rules and alarms alike", () => {
    const [made, adopted] = [alertsOf(undefined), alertsOf({ topic: all.topic })];
    expect(told(made)).toEqual({
      rules: [["alert-audit-log-stopped", "alerts-low"]],
      alarms: [["alert-compute-burst", "alerts-low"]],
    });
    expect(told(adopted)).toEqual({
      rules: [["alert-audit-log-stopped", "alerts-existing"]],
      alarms: [["alert-compute-burst", "alerts-existing"]],
    });
    expect(adopted.topics).toEqual([
      { key: "alerts-existing", minSeverity: "low", events: "mail", subscriptions: [], isAdopted: true },
    ]);
    expect(adopted.topicPolicies).toEqual({});
    const words = ({ rules }: typeof made) => rules.map(({ targets }) => targets[0]!.inputTemplate);
    expect(words(adopted)).toEqual(words(made));
  });

  test("is told of every severity beside the topics to which people subscribe", () => {
    expect(told(alertsOf({ topic: all.topic }, [mail]))).toEqual({
      rules: [["alert-audit-log-stopped", "alerts-existing", "alerts-critical"]],
      alarms: [["alert-compute-burst", "alerts-existing"]],
    });
  });

  test("is one of the five that a rule tells", () => {
    const hooks = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...mail,
        name: `hook-${n}`,
        kind: "webhook" as const,
        given: ["url"],
      }));
    const errors = (count: number) => {
      const [plan] = planned("aws", spec, { region, trailName: "acme-audit", existing: { topic: all.topic } });
      return channelIssues({ ...plan, channels: hooks(count) }).map(message);
    };
    expect(errors(4)).toEqual([]);
    expect(errors(5)).toEqual([
      "channels: a rule of EventBridge tells 5 at most, and one alert would go to 6: existing.topic, hook-0, hook-1, hook-2, hook-3 and hook-4; remove some, or raise their minSeverity",
    ]);
  });

  test("is somebody who is told, where AWS is the only cloud", () => {
    const untold = (existing: AwsPlacement["existing"]) =>
      untoldIssues(planned("aws", spec, { region, trailName: "acme-audit", existing })[0]).map(({ code }) => code);
    expect(untold(undefined)).toEqual(["alerts-without-channel"]);
    expect(untold({ topic: all.topic })).toEqual([]);
  });
});
