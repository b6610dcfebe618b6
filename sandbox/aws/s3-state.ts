import type { Call, CloudError, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { callerRequest, deniedCall } from "./caller.ts";
import {
  accountOf,
  bucketArn,
  findBucket,
  items,
  ofBucket,
  partitionOf,
  record,
  refusal,
  regionOf,
  TOKEN,
  text,
  whole,
} from "./place.ts";
import type { Statement } from "./policy.ts";
import { allows, readPolicy } from "./policy.ts";

/** The statements of the bucket's policy; none where it has none that can be read. */
export function bucketPolicyOf(store: Store, bucket: string): Statement[] {
  const attached = ofBucket(store, TOKEN.bucketPolicy, bucket)?.inputs.policy;
  const reading = readPolicy(attached ?? findBucket(store, bucket)?.inputs.policy);
  return "fault" in reading ? [] : reading.statements;
}

export function isVersioned(store: Store, bucket: string): boolean {
  const inputs = findBucket(store, bucket)?.inputs ?? {};
  if (inputs.objectLockEnabled === true || record(inputs.versioning).enabled === true) return true;
  const versioning = ofBucket(store, TOKEN.versioning, bucket)?.inputs.versioningConfiguration;
  return record(versioning).status === "Enabled";
}

export function isLocked(store: Store, bucket: string): boolean {
  const enabled = findBucket(store, bucket)?.inputs.objectLockEnabled === true;
  return enabled || ofBucket(store, TOKEN.objectLock, bucket) !== undefined;
}

/** The default retention's mode and period of a bucket under object lock. */
export function defaultRetentionOf(store: Store, bucket: string): Properties | undefined {
  const rule = record(ofBucket(store, TOKEN.objectLock, bucket)?.inputs.rule);
  const retention = record(rule.defaultRetention);
  return whole(retention.days) || whole(retention.years) ? retention : undefined;
}

export interface DefaultEncryption {
  algorithm: string;
  key: string | undefined;
  bucketKey: boolean;
}

export function defaultEncryptionOf(store: Store, bucket: string): DefaultEncryption | undefined {
  const rule = record(items(ofBucket(store, TOKEN.encryption, bucket)?.inputs.rules)[0]);
  const byDefault = record(rule.applyServerSideEncryptionByDefault);
  const algorithm = text(byDefault.sseAlgorithm);
  if (algorithm === undefined) return undefined;
  return { algorithm, key: text(byDefault.kmsMasterKeyId), bucketKey: rule.bucketKeyEnabled === true };
}

export const malformedXml: CloudError = refusal(
  "MalformedXML",
  "The XML you provided was not well-formed or did not validate against our published schema",
);

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";

const bucketExists: Rule = {
  id: "s3-bucket-exists",
  source: `${API}ErrorResponses.html#ErrorCodeList`,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    findBucket(store, text(inputs.bucket)) === undefined
      ? refusal("NoSuchBucket", `The specified bucket does not exist: ${text(inputs.bucket)}`)
      : undefined,
};

const callGoesToTheBucketsRegion: Rule = {
  id: "s3-call-goes-to-the-region-of-the-bucket",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html",
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const bucket = findBucket(store, text(inputs.bucket));
    if (bucket === undefined || bucket.outputs.region === regionOf(inputs, config)) return undefined;
    return refusal(
      "PermanentRedirect",
      `The bucket you are attempting to access must be addressed using the specified endpoint: it is in ${String(bucket.outputs.region)}.`,
    );
  },
};

const ownerIsAsExpected: Rule = {
  id: "s3-bucket-owner-is-as-expected",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html",
  on: ["create", "update"],
  refuse({ inputs, config }) {
    const expected = text(inputs.expectedBucketOwner);
    if (expected === undefined || expected === accountOf(config)) return undefined;
    return refusal("AccessDenied", `Access Denied: the bucket's owner is not ${expected}`);
  },
};

/** What puts each configuration; removing one takes the same permission, but for a policy. */
const ACTIONS: { readonly [token: string]: string } = {
  [TOKEN.bucketPolicy]: "s3:PutBucketPolicy",
  [TOKEN.publicAccessBlock]: "s3:PutBucketPublicAccessBlock",
  [TOKEN.ownershipControls]: "s3:PutBucketOwnershipControls",
  [TOKEN.versioning]: "s3:PutBucketVersioning",
  [TOKEN.objectLock]: "s3:PutBucketObjectLockConfiguration",
  [TOKEN.encryption]: "s3:PutEncryptionConfiguration",
  [TOKEN.lifecycle]: "s3:PutLifecycleConfiguration",
  [TOKEN.logging]: "s3:PutBucketLogging",
  [TOKEN.replication]: "s3:PutReplicationConfiguration",
};

const policyLetsTheCallerIn: Rule = {
  id: "s3-bucket-policy-does-not-deny-the-caller",
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  on: ["create", "update", "delete"],
  refuse({ verb, token, inputs, store, config }) {
    const bucket = text(inputs.bucket) ?? "";
    const removesPolicy = token === TOKEN.bucketPolicy && verb === "delete";
    const action = removesPolicy ? "s3:DeleteBucketPolicy" : ACTIONS[token];
    if (action === undefined) return undefined;
    const arn = bucketArn(bucket, regionOf(inputs, config));
    return deniedCall(bucketPolicyOf(store, bucket), callerRequest(inputs, config, action, arn));
  },
};

function isForeign({ inputs, store, config }: Call): boolean {
  const owner = findBucket(store, text(inputs.bucket))?.outputs.ownerAccountId;
  return owner !== undefined && owner !== accountOf(config);
}

const policyLetsAnotherAccountIn: Rule = {
  id: "s3-bucket-policy-allows-a-caller-of-another-account",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html",
  on: ["create", "update"],
  refuse(call) {
    const { token, inputs, store, config } = call;
    const action = ACTIONS[token];
    if (action === undefined || token === TOKEN.bucketPolicy || !isForeign(call)) return undefined;
    const bucket = text(inputs.bucket) ?? "";
    const request = callerRequest(inputs, config, action, bucketArn(bucket, regionOf(inputs, config)));
    if (allows(bucketPolicyOf(store, bucket), request)) return undefined;
    return refusal("AccessDenied", `User: ${request.arn} is not authorized to perform: ${action} on ${bucket}`);
  },
};

/** However much a policy lets others do, they can't change it. */
const ownerWritesThePolicy: Rule = {
  id: "s3-bucket-policy-is-written-by-the-owner-of-the-bucket",
  source: `${API}API_PutBucketPolicy.html`,
  on: ["create", "update"],
  refuse: (call) =>
    call.token === TOKEN.bucketPolicy && isForeign(call)
      ? refusal("MethodNotAllowed", "The specified method is not allowed against this resource.")
      : undefined,
};

/** The rules of every resource that configures one bucket. */
export const sharedRules: readonly Rule[] = [
  bucketExists,
  callGoesToTheBucketsRegion,
  ownerIsAsExpected,
  policyLetsTheCallerIn,
  policyLetsAnotherAccountIn,
  ownerWritesThePolicy,
];

/** A resource that configures one bucket: S3 keeps one of each, under the bucket's name. */
export function configuration(token: string, rules: readonly Rule[], replaceOn: readonly string[] = []): ResourceType {
  return {
    token,
    replaceOn: ["bucket", "region", ...replaceOn],
    rules: [...sharedRules, ...rules],
    id: (inputs) => text(inputs.bucket) ?? "",
    // S3 itself lets the later call win; two resources that overwrite each other's settings are a mistake of the program.
    conflict: "OperationAborted",
    outputs: (inputs, config) => ({ region: regionOf(inputs, config) }),
  };
}

/** https://docs.aws.amazon.com/general/latest/gr/s3.html */
export function bucketHost(bucket: string, region: string): string {
  return `${bucket}.s3.${region}.${partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

export function regionOfBucket(store: Store, bucket: string, config: ProviderConfig): string {
  const found = findBucket(store, bucket);
  return text(found?.outputs.region) ?? config.region ?? "";
}
