import { token } from "../json.ts";

/** An IAM policy statement. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export type Statement = {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal: { [kind: string]: string | string[] } | "*";
  Action: string | string[];
  Resource?: string | string[];
  Condition?: { [operator: string]: { [key: string]: string | string[] } };
};

export type PolicyDocument = { Version: "2012-10-17"; Statement: Statement[] };

export const policy = (...statements: (Statement | undefined)[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements.filter((one) => one !== undefined),
});

/** What the cloud answers: filled in by the component. */
export const known = {
  partition: token("partition"),
  /** `amazonaws.com`, or the partition's own. */
  dnsSuffix: token("dnsSuffix"),
  account: token("account"),
  /** The name of the archive's bucket. */
  archive: token("archive"),
  /** The trail's name, which the log group and the key's alias carry too: the archive's unless the placement gives one. */
  trail: token("trail"),
  logGroup: token("logGroup"),
  /** The ARN of the adopted topic. */
  topic: token("topic"),
  accessLogs: token("accessLogs"),
  /** The name of the replica's bucket, and of the one with its access logs. */
  replica: token("replica"),
  replicaLogs: token("replicaLogs"),
  /** Ids of the keys. */
  key: token("key"),
  replicaKey: token("replicaKey"),
  /** Seven characters of a hash of the trail's name, for names that have no room for all of it. */
  unique: token("unique"),
  breakGlass: (name: string) => token(`breakGlass:${name}`),
  reader: (name: string) => token(`reader:${name}`),
} as const;

/** What the second trail's name has beyond the archive's. */
export const dataTrailSuffix = "-data";

export const bucketArn = (name: string): string => `arn:${known.partition}:s3:::${name}`;

export const keyArn = (region: string, id: string): string =>
  `arn:${known.partition}:kms:${region}:${known.account}:key/${id}`;

export const trailArn = (region: string, owner: string): string =>
  `arn:${known.partition}:cloudtrail:${region}:${owner}:trail/${known.trail}`;

/** The trails that write to the archive, by their ARNs. */
export const trailArns = (region: string, owner: string, hasDataTrail: boolean): string | string[] => {
  const trail = trailArn(region, owner);
  return hasDataTrail ? [trail, `${trail}${dataTrailSuffix}`] : trail;
};

/** Of the log group that is made. */
export const logGroupName = `/auditlog/${known.trail}`;

export const logGroupArn = (region: string): string =>
  `arn:${known.partition}:logs:${region}:${known.account}:log-group:${known.logGroup}`;

/** What alerts are made of, and the roles: alerts about changes of them know them by it. A rule's name has 64 characters. */
export const ownName = (part: string): string => `auditlog-${part}-${known.unique}`;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit */
export const denyInsecurePublish = (topic: string): Statement => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: topic,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit */
export const denyInsecureTransport = (bucket: string): Statement => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
