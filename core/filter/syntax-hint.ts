/** What stands where the grammar breaks, and what was probably meant. */
export interface SyntaxHint {
  readonly offset: number;
  readonly found: string;
  readonly instead: string;
}

interface Mistake {
  /** At the place where the grammar breaks. */
  readonly here: RegExp;
  readonly instead: string;
}

const mistakes: readonly Mistake[] = [
  { here: /^=(?!=)/, instead: "compare with ==" },
  { here: /^and\b/i, instead: "write && for and" },
  { here: /^or\b/i, instead: "write || for or" },
  { here: /^not\b/i, instead: "write ! for not" },
  { here: /^<>/, instead: "write != for is not" },
  { here: /^=~/, instead: 'write field.matches("…") for a regular expression' },
  { here: /^(?:like|contains|matches|startswith|endswith)\b/i, instead: 'write it as a call: field.contains("…")' },
  { here: /^[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]/, instead: "use straight quotes" },
  { here: /^&(?!&)/, instead: "write && for and" },
  { here: /^\|(?!\|)/, instead: "write || for or" },
  { here: /^;/, instead: "leave it out: a filter is one expression" },
];

const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

const unclosedBracket = (text: string): number | undefined => {
  const open: { bracket: string; at: number }[] = [];
  for (const { 0: token, index: at } of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[([{}\])]/gs)) {
    if (closing[token] === undefined) {
      if (token.length === 1) open.push({ bracket: token, at });
    } else if (open.pop()?.bracket !== closing[token]) return undefined;
  }
  return open.pop()?.at;
};

const unclosedQuote = (text: string, offset: number): number | undefined => {
  const rest = text.slice(offset);
  const withoutTexts = rest.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gs, (found) => " ".repeat(found.length));
  const quote = withoutTexts.search(/["']/);
  return quote === -1 ? undefined : offset + quote;
};

/** The parser's error is about its grammar: this one is about what the user wrote. */
export const syntaxHint = (text: string, offset: number): SyntaxHint => {
  if (text.trim() === "") {
    return { offset: 0, found: "nothing", instead: 'give a filter, such as operation == "DeleteTrail"' };
  }
  const curly = text.search(/[\u201c\u201d\u201e\u2018\u2019]/);
  if (curly !== -1 && curly >= offset) return { offset: curly, found: text[curly]!, instead: "use straight quotes" };
  const quote = unclosedQuote(text, offset);
  if (quote !== undefined) return { offset: quote, found: text[quote]!, instead: "close the text with the same quote" };
  const rest = text.slice(offset);
  const mistake = mistakes.find(({ here }) => here.test(rest));
  const found = /^\w+|^\S/.exec(rest.trimStart())?.[0] ?? "the end";
  if (mistake !== undefined) return { offset, found, instead: mistake.instead };
  const bracket = rest.trim() === "" ? unclosedBracket(text) : undefined;
  if (bracket !== undefined) return { offset: bracket, found: text[bracket]!, instead: "close the bracket" };
  const instead =
    found === "the end" ? "complete the expression" : "join comparisons with && or ||, and check the brackets";
  return { offset, found, instead };
};
