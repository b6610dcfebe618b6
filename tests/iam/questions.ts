import {
  ACCOUNT,
  arns,
  everything,
  ORGANIZATION,
  OTHER,
  REGION,
  REMOTE,
  role,
  roleArn,
  root,
  service,
  usual,
} from "./deployed.ts";
import type { Request, Verdict } from "./evaluate.ts";
import type { Policy } from "./statement.ts";

/** What is asked of whom, and what AWS is to answer. */
export type Row = readonly [title: string, expected: Verdict, request: Request];

export interface Question {
  readonly name: string;
  readonly policy: Policy;
  readonly rows: readonly Row[];
  readonly identity: readonly Policy[];
}

const asked: Question[] = [];
const ask = (name: string, policy: Policy, rows: readonly Row[], identity: readonly Policy[] = []) =>
  asked.push({ name, policy, rows, identity });

const [yes, no, never]: Verdict[] = ["allowed", "not allowed", "denied explicitly"];
const cloudTrail = service("cloudtrail.amazonaws.com");
const logOf = (prefix: string) => `${arns.archive}/AWSLogs/${prefix}/CloudTrail/${REGION}/2026/07/01/log.json.gz`;
const log = logOf(ACCOUNT);
const from = (arn: string, more: Record<string, string> = {}) => ({
  context: { "aws:SourceArn": arn, "aws:SourceAccount": ACCOUNT, ...more },
});
const owned = { "s3:x-amz-acl": "bucket-owner-full-control" };
const put = { caller: cloudTrail, action: "s3:PutObject" };
const siem = role("siem");

ask("who may write to the archive", usual.archive, [
  ["CloudTrail of this trail", yes!, { ...put, resource: log, ...from(arns.trail, owned) }],
  [
    "CloudTrail of this trail, for the organization",
    yes!,
    { ...put, resource: logOf(ORGANIZATION), ...from(arns.trail, owned) },
  ],
  [
    "CloudTrail of this trail, which looks at the ACL first",
    yes!,
    { caller: cloudTrail, action: "s3:GetBucketAcl", resource: arns.archive, ...from(arns.trail) },
  ],
  ["CloudTrail of another trail", no!, { ...put, resource: log, ...from(arns.otherTrail, owned) }],
  [
    "CloudTrail of another account's trail with the same name",
    no!,
    { ...put, resource: log, ...from(arns.foreignTrail, owned) },
  ],
  [
    "CloudTrail of this trail, elsewhere in the bucket",
    no!,
    { ...put, resource: logOf(OTHER), ...from(arns.trail, owned) },
  ],
  ["CloudTrail without giving the object to its owner", no!, { ...put, resource: log, ...from(arns.trail) }],
  [
    "CloudTrail over plain HTTP",
    never!,
    { ...put, resource: log, ...from(arns.trail, { ...owned, "aws:SecureTransport": "false" }) },
  ],
  [
    "another service in CloudTrail's name",
    no!,
    { ...put, caller: service("config.amazonaws.com"), resource: log, ...from(arns.trail, owned) },
  ],
  [
    "CloudTrail itself may not delete",
    no!,
    { caller: cloudTrail, action: "s3:DeleteObject", resource: log, ...from(arns.trail) },
  ],
]);

const readersOf = (bucket: string): Row[] => [
  ["a reader may read", yes!, { caller: siem, action: "s3:GetObject", resource: `${bucket}/AWSLogs/${ACCOUNT}/a` }],
  ["and list", yes!, { caller: siem, action: "s3:ListBucket", resource: bucket }],
  [
    "but not over plain HTTP",
    never!,
    {
      caller: siem,
      action: "s3:GetObject",
      resource: `${bucket}/AWSLogs/a`,
      context: { "aws:SecureTransport": "false" },
    },
  ],
  ["not delete", no!, { caller: siem, action: "s3:DeleteObject", resource: `${bucket}/AWSLogs/${ACCOUNT}/a` }],
  [
    "not delete a version",
    no!,
    { caller: siem, action: "s3:DeleteObjectVersion", resource: `${bucket}/AWSLogs/${ACCOUNT}/a` },
  ],
  ["not write", no!, { caller: siem, action: "s3:PutObject", resource: `${bucket}/AWSLogs/${ACCOUNT}/a` }],
  ["not change the policy", no!, { caller: siem, action: "s3:PutBucketPolicy", resource: bucket }],
  [
    "another role of the account may nothing by the bucket's policy",
    no!,
    { caller: role("other"), action: "s3:GetObject", resource: `${bucket}/AWSLogs/a` },
  ],
  [
    "the public may nothing",
    no!,
    { caller: { kind: "anonymous" }, action: "s3:GetObject", resource: `${bucket}/AWSLogs/a` },
  ],
];
ask("who may read the archive", usual.archive, readersOf(arns.archive));
ask("who may read the replica", usual.replica, readersOf(arns.replica));

const logging = service("logging.s3.amazonaws.com");
ask("who may write access logs", usual.accessLogs, [
  [
    "S3 for the archive",
    yes!,
    { caller: logging, action: "s3:PutObject", resource: `${arns.accessLogs}/archive/1`, ...from(arns.archive) },
  ],
  [
    "S3 for another bucket",
    no!,
    {
      caller: logging,
      action: "s3:PutObject",
      resource: `${arns.accessLogs}/archive/1`,
      ...from("arn:aws:s3:::other"),
    },
  ],
  [
    "S3 for another account's",
    no!,
    {
      caller: logging,
      action: "s3:PutObject",
      resource: `${arns.accessLogs}/archive/1`,
      ...from(arns.archive, { "aws:SourceAccount": OTHER }),
    },
  ],
  [
    "a reader does not read them",
    no!,
    { caller: siem, action: "s3:GetObject", resource: `${arns.accessLogs}/archive/1` },
  ],
]);
ask("who may write the replica's access logs", usual.replicaLogs, [
  [
    "S3 for the replica",
    yes!,
    { caller: logging, action: "s3:PutObject", resource: `${arns.replicaLogs}/replica/1`, ...from(arns.replica) },
  ],
  [
    "S3 for the archive",
    no!,
    { caller: logging, action: "s3:PutObject", resource: `${arns.replicaLogs}/replica/1`, ...from(arns.archive) },
  ],
]);

const withKey = (
  caller: Request["caller"],
  action: string,
  context: Record<string, string> = {},
  resource: string = arns.key,
) => ({ caller, action, resource, context });
const encrypting = (trail: string) => ({ "aws:SourceArn": trail, "kms:EncryptionContext:aws:cloudtrail:arn": trail });
const logs = (region: string) => service(`logs.${region}.amazonaws.com`);
const ofGroup = (group: string) => ({ "kms:EncryptionContext:aws:logs:arn": group });
const viaS3 = (region: string) => ({ "kms:ViaService": `s3.${region}.amazonaws.com` });
ask("who may use the key", usual.key, [
  ["CloudTrail of this trail encrypts", yes!, withKey(cloudTrail, "kms:GenerateDataKey", encrypting(arns.trail))],
  [
    "CloudTrail of another trail does not",
    no!,
    withKey(cloudTrail, "kms:GenerateDataKey", encrypting(arns.otherTrail)),
  ],
  [
    "CloudTrail of this trail decrypts a Bucket Key",
    yes!,
    withKey(cloudTrail, "kms:Decrypt", { "aws:SourceArn": arns.trail }),
  ],
  ["CloudTrail of another does not", no!, withKey(cloudTrail, "kms:Decrypt", { "aws:SourceArn": arns.otherTrail })],
  [
    "CloudWatch Logs encrypts the log group",
    yes!,
    withKey(logs(REGION), "kms:GenerateDataKey", ofGroup(arns.logGroup)),
  ],
  ["and no other group", no!, withKey(logs(REGION), "kms:GenerateDataKey", ofGroup(`${arns.logGroup}-2`))],
  [
    "CloudWatch Logs of another region does not",
    no!,
    withKey(logs(REMOTE), "kms:GenerateDataKey", ofGroup(arns.logGroup)),
  ],
  ["a reader decrypts through S3", yes!, withKey(siem, "kms:Decrypt", viaS3(REGION))],
  ["not by itself", no!, withKey(siem, "kms:Decrypt")],
  [
    "not through another service",
    no!,
    withKey(siem, "kms:Decrypt", { "kms:ViaService": `ebs.${REGION}.amazonaws.com` }),
  ],
  ["a reader does not encrypt", no!, withKey(siem, "kms:Encrypt", viaS3(REGION))],
  ["a reader does not delete the key", no!, withKey(siem, "kms:ScheduleKeyDeletion")],
  ["EventBridge uses it for its topics", yes!, withKey(service("events.amazonaws.com"), "kms:GenerateDataKey")],
  ["CloudWatch too", yes!, withKey(service("cloudwatch.amazonaws.com"), "kms:Decrypt")],
  ["Lambda does not", no!, withKey(service("lambda.amazonaws.com"), "kms:Decrypt")],
  ["the account's root user may change its policy", yes!, withKey(root, "kms:PutKeyPolicy")],
  ["another account's may not", no!, withKey({ kind: "root", account: OTHER }, "kms:PutKeyPolicy")],
]);
ask("who may use the replica's key", usual.replicaKey, [
  ["a reader decrypts through S3 there", yes!, withKey(siem, "kms:Decrypt", viaS3(REMOTE), arns.replicaKey)],
  ["and not through S3 here", no!, withKey(siem, "kms:Decrypt", viaS3(REGION), arns.replicaKey)],
  ["CloudTrail does not", no!, withKey(cloudTrail, "kms:GenerateDataKey", encrypting(arns.trail), arns.replicaKey)],
  ["the account's root user may change its policy", yes!, withKey(root, "kms:PutKeyPolicy", {}, arns.replicaKey)],
]);

const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:${usual.topicName}`;
const publish = { action: "sns:Publish", resource: topicArn };
const alarm = (account: string) => `arn:aws:cloudwatch:${REGION}:${account}:alarm:root-use`;
ask("who may publish to a topic of alerts", usual.topic, [
  ["EventBridge", yes!, { ...publish, caller: service("events.amazonaws.com") }],
  [
    "CloudWatch for an alarm of this account",
    yes!,
    { ...publish, caller: service("cloudwatch.amazonaws.com"), ...from(alarm(ACCOUNT)) },
  ],
  [
    "CloudWatch for another account's",
    no!,
    { ...publish, caller: service("cloudwatch.amazonaws.com"), ...from(alarm(OTHER), { "aws:SourceAccount": OTHER }) },
  ],
  ["another service", no!, { ...publish, caller: service("s3.amazonaws.com"), ...from(arns.archive) }],
  [
    "anybody over plain HTTP",
    never!,
    { ...publish, caller: service("events.amazonaws.com"), context: { "aws:SecureTransport": "false" } },
  ],
  ["the public", no!, { ...publish, caller: { kind: "anonymous" } }],
]);

const rule = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;
const send = { caller: service("events.amazonaws.com"), action: "sqs:SendMessage", resource: arns.queue };
ask("who may send to the queue of what was not delivered", usual.queue, [
  ["EventBridge for a rule of this audit log", yes!, { ...send, ...from(rule("auditlog-root-use-0a1b2c3")) }],
  ["EventBridge for another rule", no!, { ...send, ...from(rule("other")) }],
  [
    "EventBridge does not read from it",
    no!,
    { ...send, action: "sqs:ReceiveMessage", ...from(rule("auditlog-root-use-0a1b2c3")) },
  ],
]);

const assume = (name: string) => ({ action: "sts:AssumeRole", resource: roleArn(name) });
ask(
  "who may take on the role that writes to the log group",
  usual.deliveryTrust,
  [
    ["CloudTrail for this trail", yes!, { ...assume("delivery"), caller: cloudTrail, ...from(arns.trail) }],
    ["CloudTrail for another", no!, { ...assume("delivery"), caller: cloudTrail, ...from(arns.otherTrail) }],
    ["an administrator", no!, { ...assume("delivery"), caller: role("admin") }],
  ],
  [everything],
);
ask("who may take on the role that copies", usual.replicationTrust, [
  ["S3", yes!, { ...assume("replication"), caller: service("s3.amazonaws.com") }],
  ["CloudTrail", no!, { ...assume("replication"), caller: cloudTrail }],
]);
ask("who may take on the role of alerts", usual.alertsTrust, [
  [
    "EventBridge of this account",
    yes!,
    { ...assume("alerts"), caller: service("events.amazonaws.com"), ...from(rule("any")) },
  ],
  [
    "EventBridge of another",
    no!,
    { ...assume("alerts"), caller: service("events.amazonaws.com"), context: { "aws:SourceAccount": OTHER } },
  ],
]);

/** Of every policy that is deployed, with everything but break glass. */
export const questions: readonly Question[] = asked;
