import type { AzureBlueprint } from "../compile/azure/blueprint.ts";
import {
  always,
  both,
  either,
  equal,
  eventField,
  type Field,
  type Filter,
  never,
  not,
  present,
  recordField,
} from "../filter/ast.ts";
import { diagnosticCategories, olderNames } from "../native/diagnostic-categories.ts";
import type { Stored } from "./stored-kind.ts";

/** Where a record of the activity log says its category: the REST API has it in an object, and a table in a column. */
const places: readonly (readonly Field[])[] = [
  [recordField("category"), recordField("category", "value")],
  [recordField("CategoryValue")],
  [recordField("properties", "eventCategory"), recordField("properties", "eventCategory", "value")],
];

const says = (place: readonly Field[], categories: readonly string[]): Filter =>
  either(...place.map((field) => equal(field, categories, true)));

const isOf = (...categories: readonly string[]): Filter => equal(eventField("category"), categories, false);

/** The first place that has a category has one of these. */
const saysFirst = (categories: readonly string[], [place, ...later]: readonly (readonly Field[])[]): Filter => {
  if (place === undefined) return unsaid(categories);
  return either(says(place, categories), both(not(says(place, diagnosticCategories)), saysFirst(categories, later)));
};

/** Older exports have other words for what is administrative; lists of selected fields have none. */
const unsaid = (categories: readonly string[]): Filter => {
  const [policy, other] = ["Policy", "Administrative"].map((name) => categories.includes(name));
  const older = either(...places.map((place) => says(place, olderNames)));
  const isAbsent = both(...places.map(([field]) => not(present(field!))));
  const possible = policy === other ? [policy ? always : never] : [policy ? isOf("policy") : not(isOf("policy"))];
  return either(...(other ? [older] : []), both(isAbsent, ...possible));
};

/** What a blueprint's diagnostic settings export: categories of the activity log, and of Microsoft Entra all that audits, or none. */
export const azureStored = ({ activityLogCategories, entraCategories }: AzureBlueprint): Stored => ({
  kinds: [
    { event: both(not(isOf("data", "identity")), saysFirst(activityLogCategories, places)) },
    ...(entraCategories.length > 0 ? [{ event: isOf("identity") }] : []),
  ],
  lacks: [],
});

/** The same as rows of tables in Log Analytics say it, each of which has its category in one column. */
export const azureRowsStored = ({ activityLogCategories, entraCategories }: AzureBlueprint): Filter => {
  const older = activityLogCategories.includes("Administrative") ? olderNames : [];
  const isExported = equal(recordField("CategoryValue"), [...activityLogCategories, ...older], true);
  return either(
    both(not(isOf("data", "identity")), isExported),
    ...(entraCategories.length > 0 ? [isOf("identity")] : []),
  );
};
