import { parsedJson } from "../event/record.ts";

/** A field, a value or kept, of which it may be all that matters how comparisons with it come out. */
export interface Compared {
  readonly path: readonly string[];
  /** The same text for values of which the comparisons come out alike. Undefined for what is compared with nothing. */
  readonly outcomeOf: (value: unknown) => string;
}

/** Logs repeat few values that are compared: more different ones are made up. */
const mostRemembered = 10_000;

/**
 * Numbers values by how the comparisons with them come out: alike, the same number. Of an object or array that is not kept,
 * the text is no JSON: it is compared as if it were not there.
 */
export const numbering = ({ outcomeOf }: Compared): ((json: string) => number) => {
  const numbers = new Map<string, number>();
  const remembered = new Map<string, number>();
  const numberOf = (json: string): number => {
    // What is not there, or null, may stand under another name.
    const outcome = json === "" || json === "null" ? "" : `.${outcomeOf(parsedJson(json))}`;
    const number = numbers.get(outcome) ?? numbers.size;
    numbers.set(outcome, number);
    return number;
  };
  return (json) => {
    // Of lists and objects nearly every record has another.
    if (json.startsWith("{") || json.startsWith("[")) return numberOf(json);
    const known = remembered.get(json) ?? numberOf(json);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(json, known);
    return known;
  };
};
