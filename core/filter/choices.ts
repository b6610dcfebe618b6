import { type Comparison, either, type Filter, never, not } from "./ast.ts";

/** A field that has one of a few values, each where its filter holds. */
export interface Choice {
  readonly values: Readonly<Record<string, Filter>>;
  /** Where the field has a value at all. */
  readonly given: Filter;
}

/** Any of some values; or where there always is one, none of the others. */
const anyOf = ({ values, given }: Choice, names: readonly string[]): Filter => {
  const others = Object.keys(values).filter((name) => !names.includes(name));
  const isTotal = given.kind === "constant";
  const filtersOf = (some: readonly string[]): readonly Filter[] => some.map((name) => values[name]!);
  return isTotal && others.length < names.length ? not(either(...filtersOf(others))) : either(...filtersOf(names));
};

/** The few filters that values come to: the same for the same values, so that what is remembered of them is found. */
const known = new Map<Choice, Map<string, Filter>>();

/** A comparison with a choice. */
export const chosen = (comparison: Comparison, choice: Choice): Filter => {
  if (comparison.kind === "present") return choice.given;
  if (comparison.kind !== "equal") return never;
  const wanted = comparison.values.map((value) => String(value).toLowerCase());
  const names = Object.keys(choice.values).filter((name) => wanted.includes(name));
  const ofChoice = known.get(choice) ?? new Map<string, Filter>();
  const key = names.join(" ");
  const filter = ofChoice.get(key) ?? anyOf(choice, names);
  known.set(choice, ofChoice.set(key, filter));
  return filter;
};

/** The other values of a choice, as a comparison. */
export const otherValues = (comparison: Extract<Comparison, { kind: "equal" }>, { values }: Choice): Comparison => {
  const excluded = comparison.values.map((value) => String(value).toLowerCase());
  const others = Object.keys(values).filter((name) => !excluded.includes(name));
  return { ...comparison, values: others };
};
