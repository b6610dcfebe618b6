import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { PolicyDocument } from "../../core/compile/aws/policies.ts";
import { type Bindings, childName, documentText, evidence, type Room, tagged } from "../room.ts";

const aliasOf = (bucket: pulumi.Input<string>): pulumi.Output<string> => pulumi.interpolate`alias/${bucket}`;

/** What alerts call the key. */
export const keyBindings = (key: Key | undefined, bindings: Bindings): Bindings =>
  key === undefined ? {} : { key: key.keyId, keyAlias: aliasOf(bindings.archive!) };

/** The key of the archive and the log group, under an alias with the archive's name. */
export const createKey = (room: Room, { key, region }: AwsBlueprint, bindings: Bindings): Key | undefined => {
  if (key === undefined) return undefined;
  return createKeyOf(room, "key", { ...key, region, bucket: bindings.archive! }, bindings);
};

export interface KeyOf {
  region: string;
  policy: PolicyDocument;
  rotationPeriodInDays: number;
  /** The bucket whose name its alias has. */
  bucket: pulumi.Input<string>;
}

/** A key in a region, under an alias with a bucket's name. */
export const createKeyOf = (
  room: Room,
  part: string,
  { region, policy, rotationPeriodInDays, bucket }: KeyOf,
  bindings: Bindings,
): Key => {
  const created = new Key(
    childName(room, part),
    {
      description: `Audit logs of ${room.name}`,
      region,
      policy: documentText(policy, bindings),
      enableKeyRotation: true,
      rotationPeriodInDays,
      deletionWindowInDays: 30,
      ...tagged(room),
    },
    evidence(room),
  );
  new Alias(
    childName(room, `${part}-alias`),
    { region, name: aliasOf(bucket), targetKeyId: created.keyId },
    evidence(room),
  );
  return created;
};
