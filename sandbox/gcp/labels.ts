import type { Rule } from "../resource.ts";
import { providerError } from "./errors.ts";
import { object, text } from "./read.ts";

const maxLabels = 64;

/** Keys and values of lower-case letters of any alphabet, digits, dashes and underscores. */
export const labelsAreValid: Rule = {
  id: "labels-are-valid",
  source: "https://cloud.google.com/resource-manager/docs/labels-overview#requirements",
  on: ["create", "update"],
  refuse(call) {
    const labels = Object.entries(object(call.inputs.labels) ?? {});
    if (labels.length > maxLabels)
      return providerError(`At most ${maxLabels} labels are allowed, got ${labels.length}`);
    for (const [key, value] of labels) {
      if (!/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}0-9_-]{0,62}$/u.test(key)) {
        return providerError(
          `"${key}" is an invalid label key. See https://cloud.google.com/storage/docs/tags-and-labels#bucket-labels`,
        );
      }
      if (!/^[\p{Ll}\p{Lo}0-9_-]{0,63}$/u.test(text(value) ?? "")) {
        return providerError(`"${text(value)}" is an invalid value of the label "${key}"`);
      }
    }
    return undefined;
  },
};
