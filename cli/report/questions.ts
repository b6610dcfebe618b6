import type { Question } from "../../core/catalog/question.ts";
import { type NativeQuery, queriesFor } from "../../core/compile/questions.ts";
import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import { paint } from "./colour.ts";
import { columns } from "./columns.ts";
import { wrapped } from "./text.ts";

/** A question with what it is in some clouds. */
export interface QuestionEntry {
  readonly id: string;
  readonly title: string;
  readonly clouds: readonly {
    readonly cloud: Cloud;
    readonly none?: string;
    readonly queries: readonly NativeQuery[];
  }[];
}

export const questionEntry = (
  { id, title, clouds, ...question }: Question,
  asked: readonly Cloud[],
): QuestionEntry => ({
  id,
  title,
  clouds: asked.map((cloud) => {
    const { none } = clouds[cloud];
    const queries = queriesFor({ id, title, clouds, ...question }, cloud);
    return { cloud, ...(none !== undefined && { none }), queries };
  }),
});

/** A line for each question. */
export const questionList = (entries: readonly QuestionEntry[]): string[] =>
  columns(entries.map(({ id, title }) => [id, title]));

/** The queries as they are pasted: none of their lines is indented or broken. */
export const questionLines = ({ id, title, clouds }: QuestionEntry, hasColour: boolean): string[] => [
  paint(id, "bold", hasColour),
  `  ${title}`,
  ...clouds.flatMap(({ cloud, none, queries }) => [
    ...(none === undefined
      ? []
      : ["", paint(cloudNames[cloud], "bold", hasColour), ...wrapped(`not asked there: ${none}`, "  ")]),
    ...queries.flatMap(({ target, text }) => [
      "",
      paint(`${cloudNames[cloud]}, ${target}`, "bold", hasColour),
      "",
      ...text.split("\n"),
    ]),
  ]),
];
