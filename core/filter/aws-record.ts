import { hiddenName, targetParameters } from "../event/aws-names.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  never,
  not,
  present,
  recordField,
  sameField,
  withParts,
} from "./ast.ts";
import { choices } from "./aws-choices.ts";
import { withinAsText } from "./aws-networks.ts";
import { simplified } from "./aws-simplify.ts";
import { chosen, otherValues } from "./choices.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { isLiteral, type Literal, normalize } from "./normalize.ts";
import { onField } from "./on-field.ts";
import { remembered } from "./remembered.ts";
import { rewrite, rewriter } from "./rewrite.ts";

/**
 * The fields of an event in a CloudTrail record as it is delivered: what core/event/aws-cloudtrail.ts reads, as filters over
 * the record.
 */

/** A place that a field's value can be in: where it has none, and where what is there is one. */
interface Place {
  readonly field: Field;
  readonly isMissing: Filter;
  readonly isValue: Filter;
}

const at = (...path: readonly string[]): Place => {
  const field = recordField(...path);
  return { field, isMissing: not(present(field)), isValue: always };
};

const inIdentity = (...path: readonly string[]): Place => at("userIdentity", ...path);

/** A place where a text stands for no value. */
const unless = (text: string, { field, isMissing }: Place): Place => {
  const isEmpty = equal(field, [text], true);
  return { field, isMissing: either(isMissing, isEmpty), isValue: not(isEmpty) };
};

/** The places of each field that has one value at most: it is in the first that isn't empty. */
const places: Readonly<Record<string, readonly Place[]>> = {
  account: [at("recipientAccountId"), inIdentity("accountId")],
  region: [at("awsRegion")],
  service: [at("eventSource")],
  operation: [at("eventName")],
  "actor.id": [
    inIdentity("arn"),
    unless(hiddenName, inIdentity("userName")),
    inIdentity("onBehalfOf", "userId"),
    // Of callers without an identity, CloudTrail writes an empty principal.
    unless("", inIdentity("principalId")),
    inIdentity("invokedBy"),
    inIdentity("accountId"),
  ],
  sourceIp: [at("sourceIPAddress")],
  userAgent: [at("userAgent")],
  error: [at("errorCode"), at("errorMessage")],
};

/** The places that `resource` has its names from. */
const resourceNames: readonly Field[] = [
  recordField("resources", "ARN"),
  ...targetParameters.map((parameter) => recordField("requestParameters", parameter)),
];

/** What is asked of a value, where it is; it says that there is one. */
type Question = (field: Field) => Filter;

const ask = (question: Question, [place, ...later]: readonly Place[]): Filter => {
  if (place === undefined) return never;
  return either(both(question(place.field), place.isValue), both(place.isMissing, ask(question, later)));
};

/** Nothing else that names an actor begins like an ARN. */
const isArn = (comparison: Comparison): boolean =>
  (comparison.kind === "equal" && comparison.values.every((value) => /^arn:/i.test(String(value)))) ||
  (comparison.kind === "like" && /^arn:/i.test(comparison.parts[0] ?? ""));

const arn = recordField("userIdentity", "arn");

const questionOf =
  (comparison: Comparison): Question =>
  (field) =>
    comparison.field.of === "event" &&
    comparison.field.name === "actor.id" &&
    isArn(comparison) &&
    !sameField(field, arn)
      ? never
      : onField(comparison, field);

const nameOf = ({ field }: Comparison): string => (field.of === "event" ? field.name : "");

/** A comparison with a field of an event over the CloudTrail record that the event comes from. */
export const inCloudTrail = (comparison: Comparison): Filter => {
  if (comparison.field.of === "record") return comparison;
  const { name } = comparison.field;
  const choice = choices[name];
  if (choice !== undefined) return chosen(comparison, choice);
  const among = places[name];
  if (among !== undefined) return ask(questionOf(comparison), among);
  // CloudTrail has no severities.
  if (name === "severity") return never;
  if (name !== "resource") throw new Error(`no form on AWS for the field ${name}`);
  return either(...resourceNames.map((field) => onField(comparison, field)));
};

/** A value that is there, and isn't what is excluded: one question instead of two, or the other values of a choice. */
const differing = (field: Field, excluded: readonly Comparison[]): Filter => {
  const name = field.of === "event" ? field.name : "";
  const choice = choices[name];
  if (choice !== undefined) {
    return both(
      ...(excluded.length === 0 ? [choice.given] : []),
      ...excluded.map((one) => (one.kind === "equal" ? chosen(otherValues(one, choice), choice) : choice.given)),
    );
  }
  const question: Question = (place) => both(present(place), ...excluded.map((one) => not(questionOf(one)(place))));
  return ask(question, places[name]!);
};

const isExclusion = (filter: Filter): filter is Extract<Literal, { kind: "not" }> =>
  isLiteral(filter) && filter.kind === "not";

/** Of each field that must be there, what it must not be. */
const exclusionsIn = (all: readonly Filter[]): ReadonlyMap<Filter, readonly Extract<Literal, { kind: "not" }>[]> =>
  new Map(
    all.flatMap((one) => {
      if (one.kind !== "present" || !(nameOf(one) in places || nameOf(one) in choices)) return [];
      return [[one, all.filter(isExclusion).filter(({ of }) => sameField(of.field, one.field))] as const];
    }),
  );

const lowered = (filter: Filter): Filter =>
  filter.kind === "and" || filter.kind === "or" ? loweredJunction(filter) : rewrite(filter, inCloudTrail);

const loweredJunction = remembered((filter) => {
  if (filter.kind === "or") return withParts(filter, filter.any.map(lowered));
  if (filter.kind !== "and") throw new Error("a comparison has no parts");
  const exclusions = exclusionsIn(filter.all);
  const covered = new Set<Filter>([...exclusions.values()].flat());
  return both(
    ...filter.all.map((one) => {
      if (covered.has(one)) return always;
      const excluded = one.kind === "present" ? exclusions.get(one) : undefined;
      return one.kind === "present" && excluded !== undefined
        ? differing(
            one.field,
            excluded.map(({ of }) => of),
          )
        : lowered(one);
    }),
  );
});

const sourceAddress = recordField("sourceIPAddress");

/** What every record has needs no asking, and a network is asked for by how its addresses begin. */
const spelledOut = rewriter((one) => {
  if (one.kind === "within" && sameField(one.field, sourceAddress)) return withinAsText(one);
  const isCertain = one.kind === "present" && one.field.of === "record" && pathKind(one.field.path) === "always";
  return isCertain ? always : one;
});

/** A filter of AWS's events over the CloudTrail records that they come from, in the normal form. */
export const overCloudTrail: (filter: Filter) => Filter = remembered((filter) =>
  simplified(spelledOut(lowered(normalize(filter)))),
);
