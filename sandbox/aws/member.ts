import type { Json, Properties, Rule } from "../resource.ts";
import { refusal, text, whole } from "./place.ts";

/** A member of a request that the API's model constrains. */
export interface Member {
  id: string;
  source: string;
  /** The service's name for such an error. */
  error: string;
  /** What the API calls it. */
  field: string;
  read(inputs: Properties): Json | undefined;
}

/** The value itself is never told: it may be a secret. */
function constrained({ id, source, error, field, read }: Member, broken: (value: Json) => string | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      const value = read(inputs);
      const constraint = value === undefined ? undefined : broken(value);
      if (constraint === undefined) return undefined;
      return refusal(
        error,
        `1 validation error detected: Value at '${field}' failed to satisfy constraint: Member must ${constraint}`,
      );
    },
  };
}

export function numberWithin(member: Member, least: number, most = Number.POSITIVE_INFINITY): Rule {
  return constrained(member, (value) => {
    const number = whole(value);
    if (number === undefined || (number >= least && number <= most)) return undefined;
    return number < least ? `have value greater than or equal to ${least}` : `have value less than or equal to ${most}`;
  });
}

export function lengthWithin(member: Member, least: number, most: number): Rule {
  return constrained(member, (value) => {
    if (typeof value !== "string" || (value.length >= least && value.length <= most)) return undefined;
    return value.length < least
      ? `have length greater than or equal to ${least}`
      : `have length less than or equal to ${most}`;
  });
}

/** A text of 1 to so many characters, all of them of the pattern. */
export function namedLike(member: Member, pattern: RegExp, most: number): Rule {
  return constrained(member, (value) => {
    if (typeof value !== "string") return undefined;
    if (value.length < 1) return "have length greater than or equal to 1";
    if (value.length > most) return `have length less than or equal to ${most}`;
    return pattern.test(value) ? undefined : `satisfy regular expression pattern: ${pattern.source}`;
  });
}

export function oneOf(member: Member, values: readonly string[]): Rule {
  return constrained(member, (value) => {
    const given = text(value);
    return given === undefined || values.includes(given) ? undefined : `satisfy enum value set: [${values.join(", ")}]`;
  });
}
