import { plain } from "../report/text.ts";

/** Markup that nothing needs to be escaped in any more: only the tag `html` makes it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What stands in a template: texts are escaped, lists joined, what is false or absent leaves nothing. */
export type Part = Html | string | number | false | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text as markup shows it, in an element or between quotes of an attribute: what no one sees, or what turns the
 * direction of writing, is shown by its code.
 */
const escaped = (text: string): string => plain(text).replaceAll(/[&<>"']/g, (character) => entities[character]!);

const rendered = (part: Part): string => {
  if (part instanceof Html) return part.toString();
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  if (part === undefined || part === false) return "";
  return part.map(rendered).join("");
};

/** A template of markup, in which every value is escaped. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, at) => `${text}${rendered(parts[at])}`).join(""));
