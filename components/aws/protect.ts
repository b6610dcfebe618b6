import type { Trail } from "@pulumi/aws/cloudtrail/trail.js";
import { Policy } from "@pulumi/aws/organizations/policy.js";
import { PolicyAttachment } from "@pulumi/aws/organizations/policyAttachment.js";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";

/** The policy that keeps the organization's accounts from the trail: detached before the trail goes. */
export const createTrailProtection = (
  room: Room,
  { trailProtection }: AwsBlueprint,
  bindings: Bindings,
  trail: Trail,
): void => {
  if (trailProtection === undefined) return;
  const policy = new Policy(
    childName(room, "trail-protection"),
    {
      name: filled(trailProtection.name, bindings),
      description: `Nobody may stop, change or delete the trail of ${room.name}`,
      type: "SERVICE_CONTROL_POLICY",
      content: documentText(trailProtection.policy, bindings),
      ...tagged(room),
    },
    child(room),
  );
  new PolicyAttachment(
    childName(room, "trail-protection-attachment"),
    { policyId: policy.id, targetId: trailProtection.target },
    child(room, { dependsOn: trail }),
  );
};
