import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { type Bindings, childName, documentText, evidence, type Room, tagged } from "../room.ts";

const aliasOf = ({ archive }: Bindings): pulumi.Output<string> => pulumi.interpolate`alias/${archive}`;

/** What alerts call the key. */
export const keyBindings = (key: Key | undefined, bindings: Bindings): Bindings =>
  key === undefined ? {} : { key: key.keyId, keyAlias: aliasOf(bindings) };

/** The key of the archive and the log group, under an alias with the archive's name. */
export const createKey = (room: Room, { key, region }: AwsBlueprint, bindings: Bindings): Key | undefined => {
  if (key === undefined) return undefined;
  const created = new Key(
    childName(room, "key"),
    {
      description: `Audit logs of ${room.name}`,
      region,
      policy: documentText(key.policy, bindings),
      enableKeyRotation: true,
      rotationPeriodInDays: key.rotationPeriodInDays,
      deletionWindowInDays: 30,
      ...tagged(room),
    },
    evidence(room),
  );
  new Alias(
    childName(room, "key-alias"),
    { region, name: aliasOf(bindings), targetKeyId: created.keyId },
    evidence(room),
  );
  return created;
};
