import { plain } from "./text.ts";

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/**
 * A text of a file as code, in which nothing of it is a mark, a link or somebody's name.
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
export const codeSpan = (text: string): string => {
  const shown = plain(text);
  const fence = "`".repeat(longestRun(shown) + 1);
  const padded = /^[` ]|[` ]$/.test(shown) || shown === "" ? ` ${shown} ` : shown;
  return `${fence}${padded}${fence}`;
};

/** The same in a cell of a table, which a bar would end, also within code. https://github.github.com/gfm/#example-200 */
export const codeCell = (text: string): string => codeSpan(text).replaceAll("|", "\\|");

/** Lines as a block of code that nothing in them ends. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export const codeBlock = (lines: readonly string[], language: string): string => {
  const shown = lines.map(plain);
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return [`${fence}${language}`, ...shown, fence].join("\n");
};

/** What is folded up under its title. */
export const folded = (title: string, content: string): string =>
  `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;

/** A text as HTML. */
export const html = (text: string): string =>
  plain(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("@", "&#64;");

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
