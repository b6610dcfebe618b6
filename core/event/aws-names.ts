/** What CloudTrail writes for a name that may have been a mistyped password. */
export const hiddenName = "HIDDEN_DUE_TO_SECURITY_REASONS";

/**
 * How the error codes of refused calls begin, and end.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const deniedPrefixes = [
  "AccessDenied",
  "Unauthorized",
  "NotAuthorized",
  "Forbidden",
  "AuthorizationError",
] as const;
export const deniedSuffixes = ["UnauthorizedOperation", ".AccessDenied"] as const;

/**
 * The steps of a sign-in that answer `Failure` where they fail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const signInSteps = ["ConsoleLogin", "SwitchRole", "CredentialVerification", "UserAuthentication"] as const;

/**
 * The types of identities that don't say what kind of actor it is: the caller is of another account, or of none.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const foreignTypes = ["AWSAccount", "Unknown"] as const;

/** How the ids of a caller without an account begin. */
export const anonymousPrefixes = ["ANONYMOUS", "Anonymous"] as const;

/** The request parameters that name what a call is about, in the services' own documentation a text each. */
export const targetParameters = [
  "bucketName",
  "functionName",
  "trailName",
  "userName",
  "roleName",
  "groupName",
  "policyArn",
  "secretId",
  "keyId",
  "tableName",
  "dBInstanceIdentifier",
  "dBClusterIdentifier",
  "detectorId",
  "instanceId",
  "groupId",
  "networkAclId",
  "routeTableId",
  "subnetId",
  "vpcId",
  "snapshotId",
  "volumeId",
  "imageId",
  "roleArn",
  "resourceArn",
  "logGroupName",
  "clusterName",
  "stackName",
  "name",
] as const;
