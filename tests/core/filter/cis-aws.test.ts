import { describe, expect, it } from "vitest";
import { toCloudWatchFilterPattern } from "../../../core/filter/to-cloudwatch-filter-pattern.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { read } from "./arbitrary-filter.ts";

type Json = Record<string, unknown>;

const record = (more: Json): Json => ({
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLE",
    arn: "arn:aws:iam::111122223333:user/max",
    accountId: "111122223333",
    userName: "max",
  },
  eventTime: "2026-03-04T05:06:07Z",
  eventSource: "iam.amazonaws.com",
  eventName: "GetUser",
  awsRegion: "eu-central-1",
  sourceIPAddress: "198.51.100.7",
  userAgent: "aws-cli/2.15 Python/3.11",
  requestParameters: null,
  responseElements: null,
  eventID: "6c2b1c66-6e6f-4a0b-8a52-0d8a1b0c1d2e",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  eventCategory: "Management",
  recipientAccountId: "111122223333",
  ...more,
});

const root = {
  type: "Root",
  principalId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
  accountId: "111122223333",
};

const signIn = (answer: string, mfa: string, more: Json = {}): Json =>
  record({
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: answer },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com/console/home", MobileVersion: "No", MFAUsed: mfa },
    ...(answer === "Failure" && { errorMessage: "Failed authentication" }),
    ...more,
  });

interface Control {
  id: string;
  /** The benchmark's text, as scanners look for it. */
  pattern: string;
  /** The same in our language. */
  filter: string;
  matching: readonly Json[];
  nearMisses: readonly Json[];
}

const anyName = (names: readonly string[]): string => names.map((name) => `($.eventName = ${name})`).join(" || ");

/** A control that is a list of calls, of one service where it says so. */
const ofCalls = (id: string, service: string | undefined, names: string): Control => {
  const list = names.split(" ");
  const source = service === undefined ? "iam.amazonaws.com" : `${service}.amazonaws.com`;
  const quoted = list.map((name) => JSON.stringify(name)).join(", ");
  return {
    id,
    pattern: service === undefined ? `{ ${anyName(list)} }` : `{ ($.eventSource = ${source}) && (${anyName(list)}) }`,
    filter: `${service === undefined ? "" : `service == "${source}" && `}operation in [${quoted}]`,
    matching: list.map((eventName) => record({ eventSource: source, eventName })),
    nearMisses: [
      record({ eventSource: source, eventName: `${list[0]}s` }),
      record({ eventSource: source, eventName: `Describe${list[0]}` }),
      ...(service === undefined ? [] : [record({ eventSource: "other.amazonaws.com", eventName: list[0] })]),
    ],
  };
};

const controls: readonly Control[] = [
  {
    id: "unauthorized API calls",
    pattern:
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    filter:
      '(native.errorCode.endsWith("UnauthorizedOperation") || native.errorCode.startsWith("AccessDenied")) && native.sourceIPAddress != "delivery.logs.amazonaws.com" && native.eventName != "HeadBucket"',
    matching: [
      record({ errorCode: "Client.UnauthorizedOperation" }),
      record({ errorCode: "AccessDenied" }),
      record({ errorCode: "AccessDeniedException" }),
    ],
    nearMisses: [
      record({ errorCode: "AccessDenied", eventName: "HeadBucket" }),
      // && binds before ||: without its brackets the pattern would match this.
      record({ errorCode: "Client.UnauthorizedOperation", sourceIPAddress: "delivery.logs.amazonaws.com" }),
      record({ errorCode: "ThrottlingException" }),
      record({}),
    ],
  },
  {
    id: "console sign-in without a second factor",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }',
    filter: 'operation == "ConsoleLogin" && native.additionalEventData.MFAUsed != "Yes"',
    matching: [signIn("Success", "No"), signIn("Failure", "No")],
    nearMisses: [signIn("Success", "Yes"), record({ additionalEventData: { MFAUsed: "No" } })],
  },
  {
    id: "use of the root account",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    filter: 'actor.type == "root" && !has(native.userIdentity.invokedBy) && native.eventType != "AwsServiceEvent"',
    matching: [record({ userIdentity: root }), signIn("Success", "Yes", { userIdentity: root })],
    nearMisses: [
      record({}),
      record({ userIdentity: { ...root, invokedBy: "support.amazonaws.com" } }),
      record({ userIdentity: root, eventType: "AwsServiceEvent" }),
    ],
  },
  ofCalls(
    "IAM policy changes",
    undefined,
    "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy",
  ),
  ofCalls(
    "CloudTrail configuration changes",
    undefined,
    "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging",
  ),
  {
    id: "console authentication failures",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    filter: 'operation == "ConsoleLogin" && native.errorMessage == "Failed authentication"',
    matching: [signIn("Failure", "No"), signIn("Failure", "Yes")],
    nearMisses: [signIn("Success", "No"), record({ errorMessage: "Failed authentication" })],
  },
  ofCalls("disabling or deletion of keys", "kms", "DisableKey ScheduleKeyDeletion"),
  ofCalls(
    "S3 bucket policy changes",
    "s3",
    "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
  ),
  ofCalls(
    "AWS Config changes",
    "config",
    "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder",
  ),
  ofCalls(
    "security group changes",
    undefined,
    "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup",
  ),
  ofCalls(
    "network ACL changes",
    undefined,
    "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation",
  ),
  ofCalls(
    "network gateway changes",
    undefined,
    "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway",
  ),
  ofCalls(
    "route table changes",
    "ec2",
    "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable",
  ),
  ofCalls(
    "VPC changes",
    undefined,
    "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink",
  ),
  ofCalls(
    "AWS Organizations changes",
    "organizations",
    "AcceptHandshake AttachPolicy CancelHandshake CreateAccount CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy EnableAllFeatures EnablePolicyType InviteAccountToOrganization LeaveOrganization DetachPolicy DisablePolicyType MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy",
  ),
];

const matchesText = (text: string, event: Json): boolean => {
  const { filter, problems } = parseFilterPattern(text);
  expect(problems, text).toBeUndefined();
  return matchesFilterPattern(filter!, event);
};

describe.each(controls)("the CIS AWS pattern for $id", ({ pattern, filter, matching, nearMisses }) => {
  it("matches what it is for, and not what is near", () => {
    expect(matching.map((event) => matchesText(pattern, event))).toEqual(matching.map(() => true));
    expect(nearMisses.map((event) => matchesText(pattern, event))).toEqual(nearMisses.map(() => false));
  });

  it("is what our filter becomes: exact, and the same of every event", () => {
    const { output, fidelity } = toCloudWatchFilterPattern(read(filter));
    expect(fidelity).toBe("exact");
    for (const event of [...matching, ...nearMisses]) {
      expect(matchesText(output!, event), JSON.stringify(event)).toBe(matchesText(pattern, event));
    }
  });
});

it("there are fifteen of them", () => {
  expect(controls).toHaveLength(15);
});
