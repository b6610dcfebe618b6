import type { Question } from "../catalog/question.ts";
import type { Filter } from "../filter/ast.ts";
import type { Rendered } from "../filter/rendered.ts";

/** What a query is written from. */
export interface Asked {
  readonly question: Question;
  readonly isOrganization: boolean;
  /** Whatever whoever pastes it should know, as lines of comments without their sign. */
  readonly comments: readonly string[];
  readonly condition: string;
}

/** A language in which a cloud is asked. */
export interface QueryLanguage {
  readonly target: string;
  compile(filter: Filter): Rendered<string>;
  write(asked: Asked): string;
}
