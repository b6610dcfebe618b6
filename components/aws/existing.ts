import type { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { Key } from "@pulumi/aws/kms/key.js";
import type { Bucket } from "@pulumi/aws/s3/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import type { Compiled } from "../../core/compile/compiled.ts";
import type { AwsExistingPart } from "../../core/contract/aws-existing-parts.ts";
import { type Bindings, documentText } from "../room.ts";

/** What is used of each, whether it is made or adopted. */
export type UsedBucket = Pick<Bucket, "arn" | "bucket">;
export type UsedKey = Pick<Key, "arn" | "keyId">;
export type UsedLogGroup = Pick<LogGroup, "arn" | "name">;

/** Names and ARNs of what is adopted, as far as the blueprint says that they are given. */
export type Existing = { readonly [P in AwsExistingPart]?: pulumi.Input<string> | undefined };

export const adoptedBucket = ({ bucket }: Existing, partition: pulumi.Input<string>): UsedBucket | undefined =>
  bucket === undefined
    ? undefined
    : { bucket: pulumi.output(bucket), arn: pulumi.interpolate`arn:${partition}:s3:::${bucket}` };

export const adoptedKey = ({ key }: Existing): UsedKey | undefined => {
  if (key === undefined) return undefined;
  const arn = pulumi.output(key);
  return { arn, keyId: arn.apply((text) => text.slice(text.lastIndexOf("/") + 1)) };
};

/** In the account and the region of the trail: CloudTrail takes no other. */
export const adoptedLogGroup = (
  { logGroup }: Existing,
  region: string,
  { partition, account }: Bindings,
): UsedLogGroup | undefined =>
  logGroup === undefined
    ? undefined
    : {
        name: pulumi.output(logGroup),
        arn: pulumi.interpolate`arn:${partition}:logs:${region}:${account}:log-group:${logGroup}`,
      };

/** The statements as texts, each as known as what it names. */
export const statementTexts = (
  statements: Compiled<unknown>["statements"],
  bindings: Bindings,
): pulumi.Output<Record<string, string>> | undefined => {
  const owners = Object.entries(statements);
  if (owners.length === 0) return undefined;
  return pulumi.output(Object.fromEntries(owners.map(([owner, list]) => [owner, documentText(list, bindings)])));
};
