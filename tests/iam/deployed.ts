import { compileAws } from "../../core/compile/aws/blueprint.ts";
import { fill, type Json } from "../../core/compile/json.ts";
import type { Channel } from "../../core/contract/channels.ts";
import type { AwsPlacement } from "../../core/contract/placement.ts";
import { resolvePlan } from "../../core/plan/resolve.ts";
import type { Caller, Policy } from "./statement.ts";

export const ACCOUNT = "111122223333";
export const OTHER = "444455556666";
export const REGION = "eu-central-1";
export const REMOTE = "eu-west-1";
export const ORGANIZATION = "o-a1b2c3d4e5";

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const role = (name: string): Caller => ({ kind: "principal", arn: roleArn(name) });
export const service = (name: string): Caller => ({ kind: "service", name });
export const root: Caller = { kind: "root", account: ACCOUNT };

export const arns = {
  archive: "arn:aws:s3:::audit-archive",
  accessLogs: "arn:aws:s3:::audit-access-logs",
  replica: "arn:aws:s3:::audit-replica",
  replicaLogs: "arn:aws:s3:::audit-replica-logs",
  key: `arn:aws:kms:${REGION}:${ACCOUNT}:key/own`,
  replicaKey: `arn:aws:kms:${REMOTE}:${ACCOUNT}:key/remote`,
  trail: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit-archive`,
  otherTrail: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/another`,
  foreignTrail: `arn:aws:cloudtrail:${REGION}:${OTHER}:trail/audit-archive`,
  logGroup: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/auditlog/audit-archive`,
  queue: `arn:aws:sqs:${REGION}:${ACCOUNT}:auditlog-undelivered-0a1b2c3`,
} as const;

const values = {
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  account: ACCOUNT,
  archive: "audit-archive",
  trail: "audit-archive",
  logGroup: "/auditlog/audit-archive",
  accessLogs: "audit-access-logs",
  replica: "audit-replica",
  replicaLogs: "audit-replica-logs",
  key: "own",
  replicaKey: "remote",
  unique: "0a1b2c3",
  dollar: "$",
  "reader:siem": roleArn("siem"),
  "breakGlass:responders": roleArn("responders"),
};

const channels: Record<string, Channel> = {
  security: { email: { address: "security@example.com" } },
  pager: { pagerDuty: { eventsKey: "0123456789abcdef0123456789abcdef" } },
};

/** Everything that has policies: readers, a replica, alerts to people and to a channel; break glass on request. */
const blueprintWith = (placement: Partial<AwsPlacement>) => {
  const paths = { spec: ["spec"], overrides: ["overrides"], placements: { aws: [], gcp: [], azure: [] } };
  const aws: AwsPlacement = {
    region: REGION,
    scope: "organization",
    organizationId: ORGANIZATION,
    replicaRegion: REMOTE,
    readers: { siem: roleArn("siem") },
    ...placement,
  };
  const spec = { alerts: { catalog: ["tamper"] } };
  const { plan } = resolvePlan({ spec, overrides: {}, placements: { aws }, channels, paths, today: "2026-07-01" });
  return compileAws(plan, plan.placements.aws!).blueprint;
};

/** The policies of a blueprint as AWS gets them. */
const policiesOf = (blueprint: ReturnType<typeof blueprintWith>) => {
  const filled = (policy: unknown): Policy => fill(policy as Json, values) as unknown as Policy;
  const { archive, accessLogs, key, replica, search, alerts } = blueprint;
  const topics = Object.entries(alerts!.topicPolicies);
  return {
    archive: filled(archive!.policy),
    accessLogs: filled(accessLogs!.policy),
    key: filled(key!.policy),
    replica: filled(replica!.policy),
    replicaLogs: filled(replica!.accessLogs),
    replicaKey: filled(replica!.key),
    topic: filled(topics[0]![1]),
    topicName: fill(`auditlog-${topics[0]![0]}-\${unique}`, values),
    queue: filled(alerts!.queue.policy),
    deliveryTrust: filled(search.trust),
    delivery: filled(search.permissions),
    replicationTrust: filled(replica!.replication.trust),
    replication: filled(replica!.replication.permissions),
    alertsTrust: filled(alerts!.role!.trust),
    alerts: filled(alerts!.role!.permissions),
  };
};

export const usual = policiesOf(blueprintWith({}));
export const guarded = policiesOf(blueprintWith({ breakGlass: { responders: roleArn("responders") } }));

/** What an administrator has by IAM. */
export const everything: Policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
