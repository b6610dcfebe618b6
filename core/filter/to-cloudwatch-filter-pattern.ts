import { issue } from "../contract/issues.ts";
import { hiddenName } from "../event/aws-names.ts";
import { type Comparison, type Field, type Filter, fieldText } from "./ast.ts";
import { overCloudTrail } from "./aws-record.ts";
import { hasCase, spelling } from "./aws-spelling.ts";
import { cloudWatchRendering } from "./cloudwatch-rendering.ts";
import { patternText } from "./cloudwatch-text.ts";
import { forCloud } from "./for-cloud.ts";
import { filterPatternCharacters } from "./limits-aws.ts";
import type { Literal } from "./normalize.ts";
import { cannot, type Rendered, render, type Target } from "./rendered.ts";
import { rewrite } from "./rewrite.ts";

const target = "CloudWatch Logs";

const textsOf = (comparison: Comparison): readonly string[] => {
  if (comparison.kind === "equal" && comparison.fold) return comparison.values.map(String);
  return comparison.kind === "like" && comparison.fold ? [comparison.parts.join("*")] : [];
};

/** Texts that no filter names, but what it asks for is told by; CloudTrail writes them so. */
const isOurs = (field: Field, text: string): boolean =>
  text === hiddenName || fieldText(field) === "native.eventCategory";

/** The texts that are compared by case although the filter has none, and whose spelling only the user knows. */
const byCase = (filter: Filter): readonly string[] => {
  const found = new Set<string>();
  rewrite(filter, (comparison) => {
    const { field } = comparison;
    for (const text of textsOf(comparison)) {
      if (hasCase(text) && !isOurs(field, text) && spelling(field, text) !== text) found.add(text);
    }
    return comparison;
  });
  return [...found];
};

const pattern: Target<string> = {
  name: target,
  renderingOf: cloudWatchRendering,
  write: (filter) => {
    const text = patternText(filter);
    const max = filterPatternCharacters;
    if (text.length > max) {
      return { issues: [issue("error", "rule-too-long", [], { target, found: text.length, max, unit: "characters" })] };
    }
    const texts = byCase(filter);
    return {
      output: text,
      issues: texts.length === 0 ? [] : [issue("warning", "rule-by-case", [], { target, texts })],
    };
  },
};

const lacksOrder = "no room to ask which of an actor's names comes first";

/** Does it say that one of an actor's names is missing? */
const isMissingName = (literal: Literal): boolean =>
  literal.kind === "not" &&
  literal.of.kind === "present" &&
  literal.of.field.of === "record" &&
  literal.of.field.path[0] === "userIdentity" &&
  literal.of.field.path[1] !== "type";

/** Shorter: any of an actor's names may be the one that is asked for. */
const shortPattern: Target<string> = {
  ...pattern,
  renderingOf: (literal, among) =>
    isMissingName(literal) ? cannot(literal, lacksOrder) : pattern.renderingOf(literal, among),
};

/**
 * A filter as the pattern of a metric filter on the trail's log group. One pattern, never several: an event that two
 * match would be counted twice.
 */
export const toCloudWatchFilterPattern = (given: Filter): Rendered<string> => {
  const filter = overCloudTrail(forCloud(given, "aws"));
  const whole = render(filter, "match", pattern);
  if (!whole.issues.some(({ code }) => code === "rule-too-long")) return whole;
  const short = render(filter, "match", shortPattern);
  return short.output === undefined ? whole : short;
};
