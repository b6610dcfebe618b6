import { isObject } from "../object.ts";
import { type Comparison, equal, fieldText } from "./ast.ts";
import { passes } from "./evaluate.ts";
import { allOf, anyOf } from "./kql-code.ts";
import type { FieldForm, NamePair, TableForm } from "./kql-forms.ts";
import { type Turnable, textTest } from "./kql-text.ts";

export type Test = Turnable | "never" | "always" | "cannot";

/** Any of several tests. */
const anyTest = (tests: readonly Test[]): Test => {
  if (tests.includes("cannot")) return "cannot";
  if (tests.includes("always")) return "always";
  const found = tests.filter((one): one is Turnable => isObject(one));
  if (found.length === 0) return "never";
  return { yes: anyOf(found.map(({ yes }) => yes)), no: allOf(found.map(({ no }) => no)) };
};

/** What has a slash is no last part; what is found at the end of the last part is at the end of the whole. */
const pairTest = (comparison: Comparison, { whole, last }: NamePair): Test => {
  switch (comparison.kind) {
    case "present":
      return textTest(comparison, whole);
    case "equal": {
      const texts = comparison.values.filter((value) => typeof value === "string");
      const of = (hasSlash: boolean) =>
        equal(
          comparison.field,
          texts.filter((one) => one.includes("/") === hasSlash),
          comparison.fold,
        );
      return anyTest([textTest(of(true) as Comparison, whole), textTest(of(false) as Comparison, last)]);
    }
    case "like": {
      const [first] = comparison.parts;
      if (first === "") return textTest(comparison, whole);
      return anyTest([textTest(comparison, whole), ...(first!.includes("/") ? [] : [textTest(comparison, last)])]);
    }
    default:
      return anyTest([textTest(comparison, whole), textTest(comparison, last)]);
  }
};

const wordTest = (comparison: Comparison, form: Extract<FieldForm, { is: "word" }>): Test => {
  const { operand, values, direct } = form;
  const isAny = comparison.kind === "present";
  const passing = isAny ? values : values.filter((value) => passes(comparison, value));
  if (passing.length === 0) return "never";
  const known = direct?.[passing.join(" ")];
  if (known !== undefined) return { yes: known[0], no: known[1] };
  if (passing.length === values.length) return textTest({ kind: "present", field: comparison.field }, operand);
  return textTest({ kind: "equal", field: comparison.field, values: passing, fold: false }, operand);
};

const choiceTest = (comparison: Comparison, form: Extract<FieldForm, { is: "choice" }>): Test => {
  const isPassing = (value: string | boolean): boolean => {
    if (comparison.kind === "present") return true;
    if (typeof value === "string") return passes(comparison, value);
    return comparison.kind === "equal" && comparison.values.includes(value);
  };
  const passing = form.values.filter(({ value }) => isPassing(value));
  if (passing.length === form.values.length && form.isAlways) return "always";
  return anyTest(passing);
};

/** A comparison with a field of the event model in a table; undefined where only a nearest form can be given. */
const formTest = (comparison: Comparison, form: FieldForm): Test => {
  switch (form.is) {
    case "fixed":
      if (comparison.kind === "present") return "always";
      return passes(comparison, form.value) ? "always" : "never";
    case "text":
      return form.isAlways && comparison.kind === "present" ? "always" : textTest(comparison, form.operand, form.lower);
    case "texts":
      return anyTest(form.operands.map((operand) => textTest(comparison, operand)));
    case "names":
      return anyTest(form.pairs.map((pair) => pairTest(comparison, pair)));
    case "word":
      return wordTest(comparison, form);
    case "choice":
      return choiceTest(comparison, form);
    case "listed":
      return "cannot";
    default:
      return form satisfies never;
  }
};

/** A comparison with a field of the event model. */
export const eventTest = (comparison: Comparison, form: TableForm): Test => {
  const found = form.fields[fieldText(comparison.field)];
  return found === undefined ? "never" : formTest(comparison, found);
};
