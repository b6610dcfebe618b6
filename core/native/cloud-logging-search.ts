import type { SearchTerm } from "./cloud-logging-ast.ts";
import { foldText } from "./cloud-logging-values.ts";

/** https://cloud.google.com/bigquery/docs/reference/standard-sql/text-analysis#log_analyzer */
const delimiter = /%(?:21|26|2526|3b|7c|20|2b|3d|2520|5d|5b|3a|0a|2c|28|29)|[[\]<>(){}|!;,'"*&?+/:=@.\-$%\\_\s]/giu;

function tokens(text: string): string[] {
  return foldText(text)
    .split(delimiter)
    .filter((token) => token !== "");
}

/** The terms of a search: tokens, and phrases in backticks. */
export function readSearch(query: string): SearchTerm[] {
  // The parts at odd places stand between backticks; one that isn't closed is no phrase.
  const parts = query.split("`");
  return parts.flatMap((part, index): SearchTerm[] => {
    if (index % 2 === 0 || index === parts.length - 1) {
      return tokens(part).map((folded) => ({ folded, phrase: false }));
    }
    return part === "" ? [] : [{ folded: foldText(part), phrase: true }];
  });
}

/** Whether each term is in some of the texts. */
export function hasTerms(texts: string[], terms: SearchTerm[]): boolean {
  const all = new Set(texts.flatMap(tokens));
  const folded = texts.map(foldText);
  return terms.every((term) =>
    term.phrase ? folded.some((text) => hasPhrase(text, term.folded)) : all.has(term.folded),
  );
}

/** A phrase begins and ends where tokens do. */
function hasPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (endsToken(text.slice(0, at)) && beginsToken(text.slice(at + phrase.length))) return true;
  }
  return false;
}

const edge = delimiter.source;
const lastDelimiter = new RegExp(`(?:^|${edge})$`, "iu");
const firstDelimiter = new RegExp(`^(?:$|${edge})`, "iu");

const endsToken = (before: string): boolean => lastDelimiter.test(before.slice(-5));
const beginsToken = (after: string): boolean => firstDelimiter.test(after);
