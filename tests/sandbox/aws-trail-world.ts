import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

export const LOGS = "audit-logs";
export const ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/audit`;
export const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };
export const GROUP = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:audit`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/writer`;

export function document(...statements: Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export const bucket: Given = { token: TOKEN.bucket, inputs: { bucket: LOGS } };

export const readAcl: Properties = {
  Effect: "Allow",
  Principal: CLOUDTRAIL,
  Action: "s3:GetBucketAcl",
  Resource: `arn:aws:s3:::${LOGS}`,
  Condition: { StringEquals: { "aws:SourceArn": ARN } },
};

/** The statement of CloudTrail's guide. */
export function write(folder = `AWSLogs/${ACCOUNT}`, condition: Properties = {}): Properties {
  return {
    ...readAcl,
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${LOGS}/${folder}/*`,
    Condition: {
      StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": ARN, ...condition },
    },
  };
}

export function bucketPolicy(...statements: Json[]): Given {
  return { token: TOKEN.bucketPolicy, inputs: { bucket: LOGS, policy: document(...statements) } };
}

export const permitted = bucketPolicy(readAcl, write());
export const secureTransport: Properties = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:aws:s3:::${LOGS}`, `arn:aws:s3:::${LOGS}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
export const onlyKms: Properties = {
  ...secureTransport,
  Action: "s3:PutObject",
  Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
};

export function trailCase(
  rule: string,
  fault: Properties,
  near: Properties,
  refused: Case["refused"],
  when?: string,
): Case {
  const inputs = { name: "audit", s3BucketName: LOGS };
  return {
    rule,
    ...(when && { when }),
    token: TOKEN.trail,
    given: [bucket, permitted],
    inputs: { ...inputs, ...fault },
    refused,
    mended: { inputs: { ...inputs, ...near } },
  };
}

/** A case in which the trail stays and its surroundings differ. */
export function worldCase(
  rule: string,
  inputs: Properties,
  broken: Given[],
  near: Given[],
  refused: Case["refused"],
  when?: string,
): Case {
  return { ...trailCase(rule, inputs, inputs, refused, when), given: broken, mended: { given: near } };
}

export const abroad = { region: "eu-west-1" };
export const organization = { isOrganizationTrail: true };

export function key(statements: Json[], over: Properties = {}): Given {
  const root = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" };
  return { token: TOKEN.key, inputs: { policy: document(root, ...statements), ...over } };
}

export function use(action: string, condition: Properties = { StringEquals: { "aws:SourceArn": ARN } }): Properties {
  return { Effect: "Allow", Principal: CLOUDTRAIL, Action: action, Resource: "*", Condition: condition };
}

export const encrypt = use("kms:GenerateDataKey*", {
  StringEquals: { "aws:SourceArn": ARN },
  StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
});
export const describeKey = use("kms:DescribeKey");
export const goodKey = key([encrypt, describeKey]);

export function arnOf(given: Given): string {
  return String(storeWith(aws, CONFIG, [given]).list(TOKEN.key)[0]?.outputs.arn);
}

export function encryptedBy(given: Given, bucketKeyEnabled: boolean): Given {
  const byDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: arnOf(given) };
  return {
    token: TOKEN.encryption,
    inputs: { bucket: LOGS, rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }] },
  };
}

export const trust = { Effect: "Allow", Principal: CLOUDTRAIL, Action: "sts:AssumeRole" };
export const streams = (name: string): Json => ({
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `${GROUP}:log-stream:${name}`,
});
export const own = streams(`${ACCOUNT}_CloudTrail_us-east-1*`);

export function role(statement: Json = trust, over: Properties = {}): Given {
  return { token: TOKEN.role, inputs: { name: "writer", assumeRolePolicy: document(statement), ...over } };
}

export function permission(...statements: Json[]): Given {
  return { token: TOKEN.rolePolicy, inputs: { name: "write", role: "writer", policy: document(...statements) } };
}

export const group: Given = { token: TOKEN.logGroup, inputs: { name: "audit" } };
export const logged = { cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: ROLE };
export const logWorld = [bucket, permitted, group, role(), permission(own)];

export function field(name: string, over: Properties): Properties {
  return { field: name, ...over };
}

export function selector(...fieldSelectors: Properties[]): Json {
  return { name: "selector", fieldSelectors };
}

export function category(value: string): Properties {
  return field("eventCategory", { equals: [value] });
}

export const management = selector(category("Management"));
export const objects = field("resources.type", { equals: ["AWS::S3::Object"] });

export function data(...more: Properties[]): Json {
  return selector(category("Data"), objects, ...more);
}

export function arns(count: number): Properties {
  return field("resources.ARN", { startsWiths: Array.from({ length: count }, (_, n) => `arn:aws:s3:::b${n}/`) });
}
export const insight = { insightSelectors: [{ insightType: "ApiCallRateInsight" }] };
