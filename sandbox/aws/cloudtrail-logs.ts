import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { API, CLOUDTRAIL, GUIDE, trailContext, trailOwner } from "./cloudtrail-arn.ts";
import { accountOf, organizationOf, refusal, regionOf, TOKEN, text } from "./place.ts";
import { roleMay, trustsService } from "./service-role.ts";

const GUIDE_PAGE = `${GUIDE}send-cloudtrail-events-to-cloudwatch-logs.html`;
const POLICY = `${GUIDE}cloudtrail-required-policy-for-cloudwatch-logs.html`;

function invalidGroup(message: string): CloudError {
  return refusal("InvalidCloudWatchLogsLogGroupArnException", message);
}

function invalidRole(message: string): CloudError {
  return refusal("InvalidCloudWatchLogsRoleArnException", message);
}

function groupOf({ inputs, store }: Call): Stored | undefined {
  const arn = text(inputs.cloudWatchLogsGroupArn)?.replace(/:\*$/, "");
  return arn === undefined ? undefined : store.where(TOKEN.logGroup, "arn", arn)[0];
}

const groupAndRoleComeTogether: Rule = {
  id: "cloudtrail-log-group-and-role-come-together",
  source: `${API}API_CreateTrail.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const group = text(inputs.cloudWatchLogsGroupArn);
    const role = text(inputs.cloudWatchLogsRoleArn);
    if (group !== undefined && role === undefined) {
      return invalidRole("You must specify a role ARN as well as a log group.");
    }
    if (group === undefined && role !== undefined) {
      return invalidGroup("You must specify a log group as well as a role ARN.");
    }
    return undefined;
  },
};

const groupArnHasTheWildcard: Rule = {
  id: "cloudtrail-log-group-arn-ends-with-the-stream-wildcard",
  source: GUIDE_PAGE,
  on: ["create", "update"],
  refuse({ inputs }) {
    const arn = text(inputs.cloudWatchLogsGroupArn);
    if (arn === undefined || /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+:\*$/.test(arn)) return undefined;
    return invalidGroup("Check the log group ARN: CloudTrail can't validate it.");
  },
};

const groupExists: Rule = {
  id: "cloudtrail-log-group-exists-in-the-account-and-region",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-CloudWatchLogsLogGroupArn`,
  on: ["create", "update"],
  refuse(call) {
    const arn = text(call.inputs.cloudWatchLogsGroupArn);
    if (arn === undefined) return undefined;
    const here = `:logs:${regionOf(call.inputs, call.config)}:${accountOf(call.config)}:`;
    return groupOf(call) !== undefined && arn.includes(here)
      ? undefined
      : invalidGroup(`CloudTrail cannot find the log group ${arn} in the trail's account and home region.`);
  },
};

const roleTrustsCloudTrail: Rule = {
  id: "cloudtrail-log-role-trusts-cloudtrail",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    const arn = text(call.inputs.cloudWatchLogsRoleArn);
    if (arn === undefined) return undefined;
    const trusted = trustsService(call.store, arn, CLOUDTRAIL, trailContext(call.inputs, call.config));
    return trusted ? undefined : invalidRole("Access denied. Check the trust relationships for your role.");
  },
};

function mayWriteTo(call: Call, stream: string): boolean {
  const role = text(call.inputs.cloudWatchLogsRoleArn);
  const group = groupOf(call);
  if (role === undefined || group === undefined) return true;
  const resource = `${String(group.outputs.arn)}:log-stream:${stream}`;
  return ["logs:CreateLogStream", "logs:PutLogEvents"].every((action) => roleMay(call.store, role, action, resource));
}

function streamOf({ inputs, config }: Call): string {
  return `${trailOwner(inputs, config)}_CloudTrail_${regionOf(inputs, config)}`;
}

const roleMayWrite: Rule = {
  id: "cloudtrail-log-role-may-write-to-the-group",
  source: POLICY,
  on: ["create", "update"],
  refuse: (call) =>
    mayWriteTo(call, streamOf(call)) ? undefined : invalidGroup("Access denied. Check the permissions for your role."),
};

const roleMayWriteForTheOrganization: Rule = {
  id: "cloudtrail-log-role-may-write-for-the-organization",
  source: POLICY,
  on: ["create", "update"],
  refuse: (call) =>
    call.inputs.isOrganizationTrail !== true || mayWriteTo(call, `${organizationOf(call.config)}_${streamOf(call)}`)
      ? undefined
      : invalidGroup("Access denied. Check the permissions for your role."),
};

export const logsRules: readonly Rule[] = [
  groupAndRoleComeTogether,
  groupArnHasTheWildcard,
  groupExists,
  roleTrustsCloudTrail,
  roleMayWrite,
  roleMayWriteForTheOrganization,
];
