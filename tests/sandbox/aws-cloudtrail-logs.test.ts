import { logsRules } from "../../sandbox/aws/cloudtrail-logs.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { testCases } from "./aws-case.ts";
import {
  ARN,
  bucket,
  bucketPolicy,
  GROUP,
  group,
  logged,
  logWorld,
  organization,
  own,
  permission,
  permitted,
  ROLE,
  readAcl,
  role,
  streams,
  trailCase,
  trust,
  worldCase,
  write,
} from "./aws-trail-world.ts";
import type { Given } from "./memory-store.ts";

function logsCase(rule: string, fault: Properties, message: RegExp, of: "Role" | "LogGroup", when?: string): Case {
  const refused = { name: `InvalidCloudWatchLogs${of}ArnException`, message };
  return { ...trailCase(rule, fault, logged, refused, when), given: logWorld };
}

function logsWorldCase(
  rule: string,
  broken: Given[],
  of: "Role" | "LogGroup",
  when: string,
  over: Properties = {},
): Case {
  const message = of === "Role" ? /Check the trust relationships/ : /Check the permissions for your role/;
  const near = [bucket, bucketPolicy(readAcl, write(), write("AWSLogs/o-exampleorgid")), group, role()];
  return worldCase(
    rule,
    { ...logged, ...over },
    [bucket, permitted, group, ...broken],
    [...near, permission(own, streams("o-exampleorgid_*"))],
    { name: `InvalidCloudWatchLogs${of}ArnException`, message },
    when,
  );
}

const TOGETHER = "cloudtrail-log-group-and-role-come-together";
const MAY_WRITE = "cloudtrail-log-role-may-write-to-the-group";

const logsCases: Case[] = [
  logsCase(TOGETHER, { cloudWatchLogsGroupArn: `${GROUP}:*` }, /role ARN as well as a log group/, "Role", "no role"),
  logsCase(TOGETHER, { cloudWatchLogsRoleArn: ROLE }, /log group as well as a role ARN/, "LogGroup", "no group"),
  logsCase(
    "cloudtrail-log-group-arn-ends-with-the-stream-wildcard",
    { ...logged, cloudWatchLogsGroupArn: GROUP },
    /can't validate it/,
    "LogGroup",
  ),
  logsCase(
    "cloudtrail-log-group-exists-in-the-account-and-region",
    { ...logged, cloudWatchLogsGroupArn: `${GROUP}-2:*` },
    /cannot find the log group/,
    "LogGroup",
    "there is none",
  ),
  logsWorldCase(
    "cloudtrail-log-role-trusts-cloudtrail",
    [role({ ...trust, Principal: { Service: "events.amazonaws.com" } }), permission(own)],
    "Role",
    "it trusts another service",
  ),
  logsWorldCase("cloudtrail-log-role-trusts-cloudtrail", [permission(own)], "Role", "there is no such role"),
  logsWorldCase(
    "cloudtrail-log-role-trusts-cloudtrail",
    [role({ ...trust, Condition: { StringEquals: { "aws:SourceArn": `${ARN}-2` } } }), permission(own)],
    "Role",
    "for another trail only",
  ),
  logsWorldCase(MAY_WRITE, [role()], "LogGroup", "no policy"),
  logsWorldCase(
    MAY_WRITE,
    [role(), permission({ ...(own as Properties), Action: "logs:PutLogEvents" })],
    "LogGroup",
    "no stream",
  ),
  logsWorldCase(
    MAY_WRITE,
    [role(), permission(streams("444455556666_CloudTrail_*"))],
    "LogGroup",
    "another account's stream",
  ),
  logsWorldCase(
    "cloudtrail-log-role-may-write-for-the-organization",
    [role(), permission(own)],
    "LogGroup",
    "only the own account's streams",
    organization,
  ),
];

testCases(logsRules, logsCases);
