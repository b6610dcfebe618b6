import { catalogFilter } from "../catalog/catalog-filter.ts";
import type { Question } from "../catalog/question.ts";
import { questions } from "../catalog/questions.ts";
import type { Cloud } from "../contract/cloud.ts";
import { sentence } from "../contract/messages.ts";
import type { Fidelity } from "../contract/outputs.ts";
import type { Comparison, Filter, Scalar } from "../filter/ast.ts";
import { rewrite } from "../filter/rewrite.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { archiveQuery, searchQuery as awsQuery } from "./aws/questions.ts";
import { searchQuery as azureQuery } from "./azure/questions.ts";
import { searchQuery as gcpQuery } from "./gcp/questions.ts";
import { token } from "./json.ts";
import type { QueryLanguage } from "./query-language.ts";

/** What is looked through: the searchable copy, or the archive by SQL. */
export type Looked = "search" | "archive";

/** A question in a language of a cloud. */
export interface NativeQuery {
  /** What evaluates it, as people call it: `Athena`. */
  readonly target: string;
  readonly fidelity: Fidelity;
  /** To be pasted there. */
  readonly text: string;
}

/** What is known of where a question is asked. */
export interface Asking {
  /** The regions that the spec lists; an example where it lists none. */
  readonly regions: readonly string[];
  /** Of more than one account. */
  readonly isOrganization: boolean;
}

const anywhere: Asking = { regions: [], isOrganization: false };

const languages: { readonly [C in Cloud]: { readonly [L in Looked]: QueryLanguage | undefined } } = {
  aws: { search: awsQuery, archive: archiveQuery },
  gcp: { search: gcpQuery, archive: undefined },
  azure: { search: azureQuery, archive: undefined },
};

/** What stands for each parameter: the user's regions, or an example. */
const valuesOf = (
  { parameters = [] }: Question,
  cloud: Cloud,
  { regions }: Asking,
): ReadonlyMap<Scalar, readonly Scalar[]> =>
  new Map(
    parameters.map(({ name, examples }) => [
      token(name),
      name === "regions" && regions.length > 0 ? regions : [examples[cloud]],
    ]),
  );

const bound = (filter: Filter, values: ReadonlyMap<Scalar, readonly Scalar[]>): Filter =>
  rewrite(filter, (comparison: Comparison) =>
    comparison.kind === "equal" && comparison.values.some((value) => values.has(value))
      ? { ...comparison, values: comparison.values.flatMap((value) => values.get(value) ?? value) }
      : comparison,
  );

/** What is said of parameters: each value stands in the query, between quotes. */
const parameterLines = (question: Question, values: ReadonlyMap<Scalar, readonly Scalar[]>): readonly string[] =>
  (question.parameters ?? []).map(({ name, title }) => {
    const given = values.get(token(name)) ?? [];
    return `Put ${title} in the place of ${given.join(", ")}`;
  });

/** A question in one language; undefined where the cloud has no such language, or the question no meaning in it. */
export const queryFor = (
  question: Question,
  cloud: Cloud,
  looked: Looked,
  asking: Asking = anywhere,
): NativeQuery | undefined => {
  const { when } = question.clouds[cloud];
  const language = languages[cloud][looked];
  if (when === undefined || language === undefined) return undefined;
  const values = valuesOf(question, cloud, asking);
  const { output, fidelity, issues } = language.compile(bound(catalogFilter(when), values));
  const { target } = language;
  // That the catalog asks nothing that can't be asked is the tests' business.
  if (output === undefined) return undefined;
  const comments = [question.title, ...parameterLines(question, values), ...issues.map(sentence)];
  const { isOrganization } = asking;
  return { target, fidelity, text: language.write({ question, isOrganization, comments, condition: output }) };
};

/** A question in every language of a cloud. */
export const queriesFor = (question: Question, cloud: Cloud): readonly NativeQuery[] =>
  (["search", "archive"] as const).flatMap((looked) => queryFor(question, cloud, looked) ?? []);

/** Every question that a cloud can be asked, as texts to paste, by their ids. */
export const queryTexts = (cloud: Cloud, looked: Looked, asking: Asking): Readonly<Record<string, string>> =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const text = queryFor(question, cloud, looked, asking)?.text;
      return text === undefined ? [] : [[question.id, text]];
    }),
  );

const askingOf = ({ settings, placements }: AuditPlan, cloud: Cloud): Asking => {
  const placement = placements[cloud];
  const isOrganization = placement !== undefined && "scope" in placement && placement.scope === "organization";
  return { regions: settings.alerts.regions[cloud] ?? [], isOrganization };
};

/** What a plan's searchable copy can be asked, and its archive where that is a table: there the ids begin with `archive.`. */
export const planQueries = (plan: AuditPlan, cloud: Cloud): Readonly<Record<string, string>> => {
  const ofArchive = plan.settings.query.archive ? queryTexts(cloud, "archive", askingOf(plan, cloud)) : {};
  return {
    ...queryTexts(cloud, "search", askingOf(plan, cloud)),
    ...Object.fromEntries(Object.entries(ofArchive).map(([id, text]) => [`archive.${id}`, text])),
  };
};

/** A question that is saved where people look. */
export interface SavedQuery {
  id: string;
  title: string;
  text: string;
}

/** What is saved of a plan's questions. */
export const savedQueries = (plan: AuditPlan, cloud: Cloud, looked: Looked): SavedQuery[] => {
  const texts = plan.settings.query.saved ? queryTexts(cloud, looked, askingOf(plan, cloud)) : {};
  return questions.flatMap(({ id, title }) => {
    const text = texts[id];
    return text === undefined ? [] : [{ id, title, text }];
  });
};
