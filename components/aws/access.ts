import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import type { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { PolicyDocument } from "../../core/compile/aws/policies.ts";
import { type Bindings, child, childName, documentText, evidence, filled, type Room, tagged } from "../room.ts";

/** Who may write to a bucket and read from it. S3 changes a bucket's settings one at a time, so the policy comes last. */
export const createBucketPolicy = (
  room: Room,
  part: string,
  region: string,
  bucket: Bucket,
  policy: PolicyDocument,
  bindings: Bindings,
  dependsOn: pulumi.Resource[],
): BucketPolicy =>
  new BucketPolicy(
    childName(room, `${part}-policy`),
    { region, bucket: bucket.bucket, policy: documentText(policy, bindings) },
    evidence(room, { dependsOn }),
  );

/** The role with which CloudTrail writes to the log group, and its only permission. */
export const createDeliveryRole = (
  room: Room,
  { search }: AwsBlueprint,
  bindings: Bindings,
): { role: Role; permissions: RolePolicy } => {
  const role = new Role(
    childName(room, "delivery"),
    {
      name: filled(search.role, bindings),
      description: "Lets CloudTrail write to its log group",
      assumeRolePolicy: documentText(search.trust, bindings),
      ...tagged(room),
    },
    child(room),
  );
  const permissions = new RolePolicy(
    childName(room, "delivery-policy"),
    { role: role.name, policy: documentText(search.permissions, bindings) },
    child(room),
  );
  return { role, permissions };
};
