import type { Call, Rule } from "../resource.ts";
import { providerError } from "./errors.ts";

export const deletionIsAllowed: Rule = {
  id: "deletion-policy-allows-it",
  source: "https://www.pulumi.com/registry/packages/gcp/api-docs/storage/bucket/#deletionpolicy_nodejs",
  on: ["delete"],
  refuse(call) {
    if (call.inputs.deletionPolicy !== "PREVENT") return undefined;
    return providerError(
      `cannot destroy ${call.existing?.id ?? "the resource"}: its deletionPolicy is set to "PREVENT"`,
    );
  },
};

/** `ABANDON` drops the resource from the state and touches nothing in the cloud. */
export function leftBehind(call: Call, otherwise: "remove" | "tombstone"): "remove" | "tombstone" | "keep" {
  return call.inputs.deletionPolicy === "ABANDON" ? "keep" : otherwise;
}
