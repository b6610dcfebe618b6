import type { Rule } from "../resource.ts";
import { invalidArgument } from "./errors.ts";
import { object, text } from "./read.ts";

const maxLabels = 64;
const maxBytes = 128;

function fits(part: string, form: RegExp): boolean {
  return [...part].length <= 63 && Buffer.byteLength(part) <= maxBytes && form.test(part);
}

/** Of alert policies and their channels alike. */
export const userLabelsAreValid: Rule = {
  id: "monitoring-user-labels-are-valid",
  source:
    "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#AlertPolicy.FIELDS.user_labels",
  on: ["create", "update"],
  refuse({ inputs }) {
    const labels = Object.entries(object(inputs.userLabels) ?? {});
    if (labels.length > maxLabels) {
      return invalidArgument(`Field user_labels can contain up to ${maxLabels} entries, got ${labels.length}`);
    }
    for (const [key, value] of labels) {
      const isKey = fits(key, /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]*$/u);
      if (isKey && fits(text(value) ?? "", /^[\p{Ll}\p{Lo}\p{N}_-]*$/u)) continue;
      return invalidArgument(
        `Field user_labels[${key}] is invalid: keys and values have at most 63 characters or ${maxBytes} bytes, of lowercase letters, numerals, underscores and dashes; keys begin with a letter`,
      );
    }
    return undefined;
  },
};
