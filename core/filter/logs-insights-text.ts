import { type Comparison, type Filter, fieldText } from "./ast.ts";
import { hasCase, spelling } from "./aws-spelling.ts";
import { pathKind } from "./cloudtrail-paths.ts";

const quoted = (text: string): string => `"${text}"`;

const escaped = (text: string): string => text.replaceAll(/[^\w ]/g, "\\$&");

/** Where CloudTrail's own spelling is known, it is compared by case, which needs no function. */
const isSpelled = (comparison: Extract<Comparison, { kind: "equal" }>): boolean =>
  comparison.values.every((value) => spelling(comparison.field, String(value)) !== undefined);

const equalText = (name: string, comparison: Extract<Comparison, { kind: "equal" }>): string => {
  const texts = comparison.values.map(String);
  const isPlain = !comparison.fold || !texts.some(hasCase);
  const subject = isPlain || isSpelled(comparison) ? name : `tolower(${name})`;
  const spelled = isPlain
    ? texts
    : isSpelled(comparison)
      ? texts.map((text) => spelling(comparison.field, text)!)
      : texts.map((text) => text.toLowerCase());
  return spelled.length === 1
    ? `${subject} = ${quoted(spelled[0]!)}`
    : `${subject} in [${spelled.map(quoted).join(", ")}]`;
};

const likeText = (name: string, { parts, fold }: Extract<Comparison, { kind: "like" }>): string => {
  const begins = parts[0] === "" ? "" : "^";
  const ends = parts.at(-1) === "" ? "" : "$";
  const inner = parts.filter((part, at) => part !== "" || (at > 0 && at < parts.length - 1));
  const flags = fold && parts.some(hasCase) ? "(?i)" : "";
  return `${name} like /${flags}${begins}${inner.map(escaped).join(".*")}${ends}/`;
};

const conditionOf = (comparison: Comparison): string => {
  const { field } = comparison;
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  const name = field.path.join(".");
  switch (comparison.kind) {
    case "present":
      return `ispresent(${name})`;
    case "equal":
      return equalText(name, comparison);
    case "like":
      return likeText(name, comparison);
    default:
      throw new Error(`CloudWatch Logs Insights has no form for ${comparison.kind}`);
  }
};

/** Of a field that is missing nothing is said, so that a negation says that it may be. */
const negationOf = (comparison: Comparison): string => {
  const { field } = comparison;
  const condition = `not (${conditionOf(comparison)})`;
  const isAlways = field.of === "record" && pathKind(field.path) === "always";
  return comparison.kind === "present" || isAlways
    ? condition
    : `(not ispresent(${fieldText(field).slice("native.".length)}) or ${condition})`;
};

const partText = (filter: Filter): string =>
  filter.kind === "and" || filter.kind === "or" ? `(${insightsCondition(filter)})` : insightsCondition(filter);

/** A filter as what stands after `filter`. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html */
export const insightsCondition = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "ispresent(eventName)" : "not ispresent(eventName)";
    case "and":
      return filter.all.map(partText).join(" and ");
    case "or":
      return filter.any.map(partText).join(" or ");
    case "not":
      if (!("field" in filter.of)) throw new Error("a negation stands before a comparison alone");
      return negationOf(filter.of);
    default:
      return conditionOf(filter);
  }
};
