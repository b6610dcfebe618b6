import type { Properties, ProviderConfig, Rule } from "../resource.ts";
import { armId, normalizeId } from "./arm.ts";
import { nameIsNew } from "./placement.ts";
import { readText } from "./properties.ts";

const NAME_RULES =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights";
const MAXIMUM_NAME_LENGTH = 260;

/** One kind of resource of Microsoft.Insights. */
export interface InsightsKind {
  /** The prefix of the rules' ids. */
  service: string;
  token: string;
  /** The input that names the resource. */
  property: string;
  /** As it stands in the ids that the service returns. */
  path: string;
  /** What a name can't have in it, beside control characters. */
  forbidden: string;
}

export const insightsId =
  ({ path, property }: Pick<InsightsKind, "path" | "property">) =>
  (inputs: Properties, config: ProviderConfig): string =>
    armId(inputs, config, `microsoft.insights/${path}/${readText(inputs, property)}`);

function nameIsValid({ service, property, forbidden }: InsightsKind): Rule {
  return {
    id: `${service}-name-is-valid`,
    source: NAME_RULES,
    on: ["create"],
    refuse({ inputs }) {
      const name = readText(inputs, property) ?? "";
      const isClean = [...name].every((char) => char >= " " && char !== "\u007f" && !forbidden.includes(char));
      if (name !== "" && name.length <= MAXIMUM_NAME_LENGTH && isClean && !/[ .]$/.test(name)) return undefined;
      return {
        name: "InvalidResourceName",
        message: `The resource name '${name}' is invalid: 1 to ${MAXIMUM_NAME_LENGTH} characters without ${[...forbidden].join(" ")} or control characters, not ending with a space or a period.`,
      };
    },
  };
}

export const nameRules = (kind: InsightsKind): Rule[] => [
  nameIsValid(kind),
  nameIsNew(kind.service, kind.token, insightsId(kind)),
];

/** The subscription that an id lies in, in lower case; nothing for an id that lies in none. */
export function subscriptionOf(id: string): string | undefined {
  const [first, subscription] = normalizeId(id).split("/");
  return first === "subscriptions" ? subscription : undefined;
}
