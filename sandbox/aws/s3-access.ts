import type { ResourceType, Rule } from "../resource.ts";
import { findBucket, record, refusal, TOKEN, text } from "./place.ts";
import { usesAcl } from "./s3-bucket.ts";
import { configuration, malformedXml } from "./s3-state.ts";

const OWNERSHIP = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html";

const ownershipIsKnown: Rule = {
  id: "s3-ownership-is-a-known-setting",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControlsRule.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const ownership = text(record(inputs.rule).objectOwnership) ?? "";
    const known = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"].includes(ownership);
    return known ? undefined : malformedXml;
  },
};

const enforcedOwnershipNeedsNoAcl: Rule = {
  id: "s3-enforced-ownership-needs-a-bucket-without-acl",
  source: OWNERSHIP,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const bucket = findBucket(store, text(inputs.bucket));
    const enforced = record(inputs.rule).objectOwnership === "BucketOwnerEnforced";
    if (!enforced || bucket === undefined || !usesAcl(bucket.inputs)) return undefined;
    return refusal(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  },
};

export const ownershipControls: ResourceType = configuration(TOKEN.ownershipControls, [
  ownershipIsKnown,
  enforcedOwnershipNeedsNoAcl,
]);

export const publicAccessBlock: ResourceType = {
  ...configuration(TOKEN.publicAccessBlock, []),
  onDelete: ({ inputs }) => (inputs.skipDestroy === true ? "keep" : "remove"),
};
