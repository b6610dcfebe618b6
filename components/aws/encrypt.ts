import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { PolicyDocument } from "../../core/compile/aws/policies.ts";
import { type Bindings, childName, documentText, evidence, type Room, tagged } from "../room.ts";
import type { UsedKey } from "./existing.ts";

const aliasOf = (name: pulumi.Input<string>): pulumi.Output<string> => pulumi.interpolate`alias/${name}`;

/** What alerts call the key. An adopted one's alias is not known. */
export const keyBindings = (key: UsedKey | undefined, bindings: Bindings): Bindings =>
  key === undefined ? {} : { key: key.keyId, keyAlias: aliasOf(bindings.trail!) };

/** A key under an alias with the trail's name: that of all, or of one account. */
export const createKey = (
  room: Room,
  part: string,
  region: string,
  key: AwsBlueprint["key"],
  bindings: Bindings,
): Key | undefined => key && createKeyOf(room, part, { ...key, region, named: bindings.trail! }, bindings);

export interface KeyOf {
  region: string;
  policy: PolicyDocument;
  rotationPeriodInDays: number;
  /** What its alias is called. */
  named: pulumi.Input<string>;
}

/** A key in a region, under an alias. */
export const createKeyOf = (
  room: Room,
  part: string,
  { region, policy, rotationPeriodInDays, named }: KeyOf,
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
    { region, name: aliasOf(named), targetKeyId: created.keyId },
    evidence(room),
  );
  return created;
};
