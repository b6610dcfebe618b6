import { createHash } from "node:crypto";
import type { Call, CloudError, Properties, ResourceType, Rule } from "../resource.ts";
import { callerRequest, deniedCall } from "./caller.ts";
import {
  accountOf,
  bucketArn,
  dnsSuffixOf,
  items,
  ofBucket,
  record,
  refusal,
  regionOf,
  TOKEN,
  tagsAll,
  text,
} from "./place.ts";
import { bucketHost, bucketPolicyOf } from "./s3-state.ts";

const NAMING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const RESERVED_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

export function bucketNameOf(inputs: Properties): string {
  const prefix = text(inputs.bucketPrefix) ?? "";
  const suffix = createHash("sha256").update(prefix).digest("hex").slice(0, 26);
  return text(inputs.bucket) ?? `${prefix}${suffix}`;
}

const nameIsValid: Rule = {
  id: "s3-bucket-name-is-valid",
  source: NAMING,
  on: ["create"],
  refuse({ inputs }) {
    const name = bucketNameOf(inputs);
    const valid =
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..") && !/^\d+(\.\d+){3}$/.test(name);
    return valid ? undefined : refusal("InvalidBucketName", `The specified bucket is not valid: ${name}`);
  },
};

const nameIsNotReserved: Rule = {
  id: "s3-bucket-name-is-not-reserved",
  source: NAMING,
  on: ["create"],
  refuse({ inputs }) {
    const name = bucketNameOf(inputs);
    const reserved =
      RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
      RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix));
    return reserved
      ? refusal("InvalidBucketName", `The specified bucket is not valid: ${name} has a reserved prefix or suffix`)
      : undefined;
  },
};

/** Whether the bucket's own arguments give access through an ACL; `private` gives none. */
export function usesAcl(inputs: Properties): boolean {
  const acl = text(inputs.acl);
  return (acl !== undefined && acl !== "private") || items(inputs.grants).length > 0;
}

function enforcesOwnership({ inputs, store }: Call): boolean {
  const rule = record(ofBucket(store, TOKEN.ownershipControls, bucketNameOf(inputs))?.inputs.rule);
  // A new bucket starts with BucketOwnerEnforced.
  return (text(rule.objectOwnership) ?? "BucketOwnerEnforced") === "BucketOwnerEnforced";
}

const aclNeedsOtherOwnership: Rule = {
  id: "s3-acl-needs-other-than-enforced-ownership",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  on: ["create", "update"],
  refuse(call): CloudError | undefined {
    if (!usesAcl(call.inputs) || !enforcesOwnership(call)) return undefined;
    if (call.verb === "update") return refusal("AccessControlListNotSupported", "The bucket does not allow ACLs");
    return refusal(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  },
};

const policyLetsTheCallerDelete: Rule = {
  id: "s3-bucket-policy-does-not-deny-its-deletion",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html",
  on: ["delete"],
  refuse({ inputs, store, config, existing }) {
    const name = existing?.id ?? bucketNameOf(inputs);
    const request = callerRequest(inputs, config, "s3:DeleteBucket", bucketArn(name, regionOf(inputs, config)));
    return deniedCall(bucketPolicyOf(store, name), request);
  },
};

const isEmptyAtDeletion: Rule = {
  id: "s3-bucket-is-empty-at-its-deletion",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html",
  on: ["delete"],
  refuse({ inputs, store }) {
    const name = bucketNameOf(inputs);
    if (inputs.forceDestroy === true) return undefined;
    // The store forgets what a deleted trail has left in its bucket, so only live deliveries count.
    const delivered = store.where(TOKEN.trail, "s3BucketName", name).length > 0;
    const logged = store.where(TOKEN.logging, "targetBucket", name).length > 0;
    if (!delivered && !logged) return undefined;
    return refusal("BucketNotEmpty", `The bucket you tried to delete is not empty: ${name}`);
  },
};

export const bucket: ResourceType = {
  token: TOKEN.bucket,
  // https://github.com/pulumi/pulumi-aws/blob/master/provider/resource_overrides.go
  autoname: { property: "bucket", form: "dash-7-hex", maxLength: 63, transform: "lower-case" },
  replaceOn: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled", "region"],
  rules: [nameIsValid, nameIsNotReserved, aclNeedsOtherOwnership, policyLetsTheCallerDelete, isEmptyAtDeletion],
  id: bucketNameOf,
  conflict: "BucketAlreadyOwnedByYou",
  outputs(inputs, config) {
    const name = bucketNameOf(inputs);
    const region = regionOf(inputs, config);
    return {
      bucket: name,
      arn: bucketArn(name, region),
      bucketDomainName: `${name}.s3.${dnsSuffixOf(region)}`,
      bucketRegionalDomainName: bucketHost(name, region),
      bucketRegion: region,
      // Not the provider's: whose the bucket is, which no property of a bucket tells.
      ownerAccountId: accountOf(config),
      region,
      ...tagsAll(inputs),
    };
  },
};
