import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import {
  always,
  both,
  either,
  equal,
  eventField,
  type Field,
  type Filter,
  like,
  never,
  not,
  present,
  recordField,
} from "../filter/ast.ts";
import type { EventSelector, FieldCondition } from "../native/cloudtrail-selectors.ts";
import { notDeployed, trailSelectors } from "./aws.ts";
import type { Stored, StoredKind } from "./stored-kind.ts";

type Condition = Pick<FieldCondition, "operator" | "values">;

/** A flag is one in records, and a text in selectors. */
const spelled = (value: string): readonly (string | boolean)[] =>
  value === "true" || value === "false" ? [value, value === "true"] : [value];

const holds = (field: Field, { operator, values }: Condition): Filter => {
  switch (operator) {
    case "Equals":
      return equal(field, values.flatMap(spelled), false);
    case "StartsWith":
      return either(...values.map((value) => like(field, [value, ""], false)));
    case "EndsWith":
      return either(...values.map((value) => like(field, ["", value], false)));
    case "NotEquals":
      return not(holds(field, { operator: "Equals", values }));
    case "NotStartsWith":
      return not(holds(field, { operator: "StartsWith", values }));
    case "NotEndsWith":
      return not(holds(field, { operator: "EndsWith", values }));
    default:
      return operator satisfies never;
  }
};

/** What holds of a field, or, where a record has none, of another. */
const orElse = (field: Field, test: (field: Field) => Filter, otherwise: Filter): Filter =>
  either(both(present(field), test(field)), both(not(present(field)), otherwise));

const readOnly = recordField("readOnly");
const eventCategory = recordField("eventCategory");
const isData = equal(eventField("category"), ["data"], false);

const ofRecord = ({ field, ...condition }: FieldCondition): Filter => {
  const test = (given: Field): Filter => holds(given, condition);
  if (field !== "readOnly") return test(recordField(...field.split(".")));
  // Older records, and copies of them, don't say what CloudTrail knows of every event.
  const access = condition.values.map((value) => (value === "true" ? "read" : "write"));
  return orElse(readOnly, test, equal(eventField("access"), access, false));
};

/** Listing names the beginning of what it lists, in ARNPrefix. */
const ofResource = ({ field, operator, values }: FieldCondition): Filter => {
  const known = values.filter((value) => !value.includes(notDeployed));
  // No record is about what is not there yet.
  if (known.length === 0) return operator.startsWith("Not") ? always : never;
  const test = (given: Field): Filter => holds(given, { operator, values: known });
  if (field === "resources.type") return test(recordField("type"));
  return orElse(recordField("ARN"), test, test(recordField("ARNPrefix")));
};

const kindOf = ({ category, conditions }: EventSelector): StoredKind => {
  const inCategory = orElse(
    eventCategory,
    (field) => equal(field, [category], false),
    category === "Data" ? isData : not(isData),
  );
  const isOfResource = ({ field }: FieldCondition): boolean => field.startsWith("resources.");
  const others = conditions.filter((one) => !isOfResource(one) && one.field !== "eventCategory");
  const event = both(inCategory, ...others.map(ofRecord));
  // The type and the ARN are of one resource.
  return category === "Data"
    ? { event, resource: both(...conditions.filter(isOfResource).map(ofResource)) }
    : { event };
};

/** What a blueprint's trails store: what one of their selectors selects. */
export const awsStored = (blueprint: AwsBlueprint): Stored => ({
  kinds: trailSelectors(blueprint).flat().map(kindOf),
  lacks: [],
});
