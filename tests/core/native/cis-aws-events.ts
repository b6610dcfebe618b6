import { call, root } from "../../../core/catalog/examples/aws.ts";

export type Json = Readonly<Record<string, unknown>>;

const account = "111122223333";

const federated = {
  type: "AssumedRole",
  principalId: "AROACKCEVSQ6C2EXAMPLE:max@example.com",
  arn: `arn:aws:sts::${account}:assumed-role/admin/max@example.com`,
  accountId: account,
};

const calls = (service: string, ...names: string[]): Json[] => names.map((name) => call(service, name));

const signIn = (mfa: "Yes" | "No", changes: Json = {}): Json =>
  call("signin", "ConsoleLogin", {
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com/console/home", MobileVersion: "No", MFAUsed: mfa },
    ...changes,
  });

const failed = (errorMessage: string): Json => ({ responseElements: { ConsoleLogin: "Failure" }, errorMessage });

export const denied = (service: string, eventName: string, errorCode: string, changes: Json = {}): Json =>
  call(service, eventName, { errorCode, errorMessage: "not authorised", ...changes });

export const delivery = { sourceIPAddress: "delivery.logs.amazonaws.com", userAgent: "delivery.logs.amazonaws.com" };

export interface Control {
  /** Of the CIS AWS Foundations Benchmark 6.0. */
  id: string;
  about: string;
  /** The benchmark's text, as scanners look for it. */
  pattern: string;
  matching: readonly Json[];
  nearMisses: readonly Json[];
}

export const controls: readonly Control[] = [
  {
    id: "5.1",
    about: "calls that were denied",
    pattern:
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    matching: [
      denied("ec2", "RunInstances", "Client.UnauthorizedOperation"),
      denied("ec2", "RunInstances", "UnauthorizedOperation"),
      denied("s3", "GetBucketPolicy", "AccessDenied"),
      denied("kms", "Decrypt", "AccessDeniedException"),
    ],
    nearMisses: [
      call("ec2", "RunInstances"),
      denied("ec2", "RunInstances", "Client.InvalidParameterValue"),
      denied("sso", "GetRoleCredentials", "ForbiddenException"),
      denied("s3", "HeadBucket", "AccessDenied"),
      denied("s3", "PutObject", "AccessDenied", delivery),
      denied("ec2", "RunInstances", "Client.UnauthorizedOperations"),
    ],
  },
  {
    id: "5.2",
    about: "sign-in to the console without MFA",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }',
    matching: [
      signIn("No"),
      signIn("No", failed("Failed authentication")),
      // A federated user's MFA is at the identity provider, of which the record knows nothing.
      signIn("No", { userIdentity: federated }),
    ],
    nearMisses: [
      signIn("Yes"),
      signIn("Yes", failed("Failed authentication")),
      signIn("No", { eventName: "SwitchRole" }),
      // What isn't there isn't compared: see matchesFilterPattern.
      signIn("No", { additionalEventData: null }),
    ],
  },
  {
    id: "5.3",
    about: "use of the root user",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    matching: [
      call("iam", "CreateAccessKey", { userIdentity: root }),
      signIn("Yes", { userIdentity: root }),
      signIn("No", { userIdentity: root, ...failed("Failed authentication") }),
    ],
    nearMisses: [
      call("iam", "CreateAccessKey"),
      call("iam", "CreateAccessKey", { userIdentity: federated }),
      call("kms", "Decrypt", { userIdentity: { ...root, invokedBy: "backup.amazonaws.com" } }),
      call("kms", "RotateKey", { userIdentity: root, eventType: "AwsServiceEvent" }),
    ],
  },
  {
    id: "5.4",
    about: "changes to IAM policies",
    pattern:
      "{ ($.eventName = DeleteGroupPolicy) || ($.eventName = DeleteRolePolicy) || ($.eventName = DeleteUserPolicy) || ($.eventName = PutGroupPolicy) || ($.eventName = PutRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = CreatePolicy) || ($.eventName = DeletePolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeletePolicyVersion) || ($.eventName = AttachRolePolicy) || ($.eventName = DetachRolePolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = DetachUserPolicy) || ($.eventName = AttachGroupPolicy) || ($.eventName = DetachGroupPolicy) }",
    matching: [
      ...calls("iam", "DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy"),
      ...calls("iam", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy"),
      ...calls("iam", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"),
      ...calls("iam", "AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"),
      ...calls("iam", "AttachGroupPolicy", "DetachGroupPolicy"),
      // The pattern names no service, so that it means a policy of Organizations as well.
      call("organizations", "CreatePolicy"),
    ],
    nearMisses: calls("iam", "GetPolicy", "SetDefaultPolicyVersion", "UpdateAssumeRolePolicy", "createPolicy"),
  },
  {
    id: "5.5",
    about: "changes to CloudTrail",
    pattern:
      "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
    matching: calls("cloudtrail", "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
    nearMisses: calls("cloudtrail", "DescribeTrails", "PutEventSelectors", "GetTrailStatus"),
  },
  {
    id: "5.6",
    about: "sign-in to the console that failed",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    matching: [signIn("No", failed("Failed authentication")), signIn("Yes", failed("Failed authentication"))],
    nearMisses: [
      signIn("No"),
      signIn("No", failed("No username found in supplied account")),
      signIn("No", { eventName: "CheckMfa", ...failed("Failed authentication") }),
    ],
  },
  {
    id: "5.7",
    about: "keys of KMS that are disabled or will be deleted",
    pattern:
      "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
    matching: calls("kms", "DisableKey", "ScheduleKeyDeletion"),
    nearMisses: [
      ...calls("kms", "EnableKey", "CancelKeyDeletion", "DisableKeyRotation"),
      call("cloudhsm", "DisableKey"),
    ],
  },
  {
    id: "5.8",
    about: "changes to the policies of S3 buckets",
    pattern:
      "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }",
    matching: [
      ...calls("s3", "PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"),
      ...calls("s3", "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"),
    ],
    nearMisses: [...calls("s3", "GetBucketPolicy", "PutBucketVersioning"), call("s3-outposts", "PutBucketPolicy")],
  },
  {
    id: "5.9",
    about: "changes to AWS Config",
    pattern:
      "{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }",
    matching: calls(
      "config",
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ),
    nearMisses: [
      ...calls("config", "StartConfigurationRecorder", "DescribeDeliveryChannels"),
      call("appconfig", "PutDeliveryChannel"),
    ],
  },
  {
    id: "5.10",
    about: "changes to security groups",
    pattern:
      "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
    matching: [
      ...calls("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"),
      ...calls("ec2", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"),
      ...calls("ec2", "CreateSecurityGroup", "DeleteSecurityGroup"),
    ],
    nearMisses: calls("ec2", "DescribeSecurityGroups", "ModifySecurityGroupRules", "CreateSecurityGroups"),
  },
  {
    id: "5.11",
    about: "changes to network ACLs",
    pattern:
      "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }",
    matching: [
      ...calls("ec2", "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"),
      ...calls("ec2", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
    ],
    nearMisses: calls("ec2", "DescribeNetworkAcls", "ReplaceNetworkAcl", "CreateNetworkInterface"),
  },
  {
    id: "5.12",
    about: "changes to network gateways",
    pattern:
      "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }",
    matching: [
      ...calls("ec2", "CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway"),
      ...calls("ec2", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"),
    ],
    nearMisses: calls("ec2", "DescribeInternetGateways", "CreateNatGateway", "CreateEgressOnlyInternetGateway"),
  },
  {
    id: "5.13",
    about: "changes to route tables",
    pattern:
      "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }",
    matching: [
      ...calls("ec2", "CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"),
      ...calls("ec2", "DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"),
    ],
    nearMisses: [
      ...calls("ec2", "AssociateRouteTable", "DescribeRouteTables"),
      call("appmesh", "CreateRoute"),
      call("apigateway", "DeleteRoute"),
    ],
  },
  {
    id: "5.14",
    about: "changes to VPCs",
    pattern:
      "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }",
    matching: [
      ...calls("ec2", "CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
      ...calls("ec2", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection"),
      ...calls("ec2", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"),
      ...calls("ec2", "AttachClassicLinkVpc", "DetachClassicLinkVpc"),
      ...calls("ec2", "DisableVpcClassicLink", "EnableVpcClassicLink"),
    ],
    nearMisses: calls("ec2", "DescribeVpcs", "CreateVpcEndpoint", "ModifyVpcPeeringConnectionOptions"),
  },
  {
    id: "5.15",
    about: "changes to AWS Organizations",
    pattern:
      "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || ($.eventName = CancelHandshake) || ($.eventName = CreateAccount) || ($.eventName = CreateOrganization) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || ($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || ($.eventName = DeletePolicy) || ($.eventName = EnableAllFeatures) || ($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || ($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdateOrganizationalUnit) || ($.eventName = UpdatePolicy)) }",
    matching: [
      ...calls("organizations", "AcceptHandshake", "CancelHandshake", "DeclineHandshake"),
      ...calls("organizations", "CreateAccount", "MoveAccount", "InviteAccountToOrganization"),
      ...calls("organizations", "RemoveAccountFromOrganization", "LeaveOrganization"),
      ...calls("organizations", "CreateOrganization", "DeleteOrganization", "EnableAllFeatures"),
      ...calls("organizations", "CreateOrganizationalUnit", "UpdateOrganizationalUnit", "DeleteOrganizationalUnit"),
      ...calls("organizations", "CreatePolicy", "UpdatePolicy", "DeletePolicy", "AttachPolicy", "DetachPolicy"),
      ...calls("organizations", "EnablePolicyType", "DisablePolicyType"),
    ],
    nearMisses: [
      ...calls("organizations", "ListPolicies", "DescribeOrganization", "CloseAccount"),
      ...calls("iam", "CreatePolicy", "DeletePolicy"),
      call("iot", "AttachPolicy"),
    ],
  },
];
