import { both, type Comparison, type Filter } from "./ast.ts";
import { type FieldName, infoOf } from "./fields.ts";
import { globTest } from "./glob.ts";
import { comparisonOf, type Literal, normalize } from "./normalize.ts";
import { type Term, termsOf } from "./terms.ts";

/** More alternatives are not looked through: two filters with so many are taken to have one in common. */
const mostTerms = 2_000;

const folded = (value: unknown): string => String(value).toLowerCase();

/** Does a value pass a comparison? True where that can't be said. */
const passes = (value: string, comparison: Comparison): boolean => {
  if (comparison.kind === "equal") return comparison.values.map(folded).includes(value);
  if (comparison.kind === "like") return globTest(comparison.parts.map((part) => part.toLowerCase()))(value);
  return true;
};

/** Of a comparison by case more values are left out here than by its negation. */
const isSure = (comparison: Comparison): boolean =>
  comparison.kind === "present" ||
  ((comparison.kind === "equal" || comparison.kind === "like") && comparison.fold) ||
  (comparison.kind === "equal" && comparison.values.every((value) => typeof value !== "string"));

/** The values that one field may have where the literals on it all hold: undefined where it may have any. */
const valuesOf = (literals: readonly Literal[]): readonly string[] | undefined => {
  const positive = literals.filter((one) => one.kind !== "not").map(comparisonOf);
  const negative = literals.filter((one) => one.kind === "not").map(comparisonOf);
  if (positive.length > 0 && negative.some(({ kind }) => kind === "present")) return [];
  const first = positive.find((one) => one.kind === "equal");
  if (first?.kind !== "equal") return undefined;
  return first.values
    .map(folded)
    .filter((value) => positive.every((one) => passes(value, one)))
    .filter((value) => !negative.some((one) => isSure(one) && passes(value, one)));
};

/** What a cloud knows of its operations: whether a service may have one that passes the comparisons. */
export type Fits = (service: string, operation: readonly Comparison[]) => boolean;

const isPossible = (term: Term, fits: Fits): boolean => {
  const byField = new Map<FieldName, Literal[]>();
  for (const literal of term) {
    const { field } = comparisonOf(literal);
    if (field.of === "record" || infoOf(field.name).list) continue;
    byField.set(field.name, [...(byField.get(field.name) ?? []), literal]);
  }
  const values = new Map([...byField].map(([name, literals]) => [name, valuesOf(literals)]));
  if ([...values.values()].some((one) => one?.length === 0)) return false;
  const services = values.get("service");
  const operation = (byField.get("operation") ?? []).filter((one) => one.kind !== "not").map(comparisonOf);
  return services === undefined || operation.length === 0 || services.some((service) => fits(service, operation));
};

/** May one event match both filters, each in the normal form of the same cloud? Only a contradiction says no. */
export const mayOverlap = (one: Filter, other: Filter, fits: Fits): boolean => {
  const terms = termsOf(normalize(both(one, other)), mostTerms);
  return terms === undefined || terms.some((term) => isPossible(term, fits));
};
