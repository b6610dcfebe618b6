import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { kustoPattern } from "../../../core/filter/kql-pattern.ts";
import { parseKql, selectsRow } from "../../../core/native/kql.ts";

it.each<[pattern: string, kusto: string | undefined]>([
  ["^Delete|Remove$", "^Delete|Remove$"],
  ["(?i)delete", "(?i)delete"],
  ["a.*b+?c{2,3}", "a.*b+?c{2,3}"],
  [String.raw`\d\D`, "[0-9][^0-9]"],
  [String.raw`\w\W`, "[0-9A-Za-z_][^0-9A-Za-z_]"],
  [String.raw`\s\S`, String.raw`[\t\n\f\r ][^\t\n\f\r ]`],
  [String.raw`[\d\w\s-]`, String.raw`[0-90-9A-Za-z_\t\n\f\r -]`],
  [String.raw`[^\d]`, "[^0-9]"],
  [String.raw`[\D]`, undefined],
  ["[]a]", String.raw`[\]a]`],
  ["[^]a]", String.raw`[^\]a]`],
  ["[a&&b~~c]", String.raw`[a\&\&b\~\~c]`],
  ["[[a]", String.raw`[\[a]`],
  ["[[:alpha:]_]", "[[:alpha:]_]"],
  ["[a-z^]", "[a-z^]"],
  ["a{b}", String.raw`a\{b}`],
  [String.raw`a\{\}\.\-`, String.raw`a\{\}\.\-`],
  [String.raw`\<b\>`, "<b>"],
  [String.raw`\bword\B`, undefined],
  [String.raw`a\z`, String.raw`a\z`],
  [String.raw`\Qa.b\E`, undefined],
  [String.raw`\pL\p{Greek}\x{41}\x41`, String.raw`\pL\p{Greek}\x{41}\x41`],
  [String.raw`\101`, undefined],
  ["", ""],
])("%j is %j to Kusto", (pattern, kusto) => {
  expect(kustoPattern(pattern)).toBe(kusto);
});

const texts = [
  "",
  "a",
  "A",
  "b",
  "5",
  "٥",
  "_",
  "é",
  " ",
  "\u00a0",
  "-",
  "]",
  "[",
  "a{b}",
  "<b>",
  "a.b",
  "&",
  "^",
  "aacc",
];

it.each([
  String.raw`\d`,
  String.raw`^\W$`,
  String.raw`^\s$`,
  String.raw`[^\d\s]`,
  "^[]a]$",
  "^[^]a]$",
  "^[[&~^-]$",
  "a{b}",
  String.raw`\<b\>`,
  "a{2}c*",
  "(?i)^[[:alpha:]]$",
])("%j finds in Kusto what it finds in RE2", (pattern) => {
  const query = parseKql(`AzureActivity | where Caller matches regex ${JSON.stringify(kustoPattern(pattern))}`).filter!;
  const own = RE2JS.compile(pattern);
  const found = texts.map((Caller) => selectsRow(query, { table: "AzureActivity", columns: { Caller } }));
  expect(found).toEqual(texts.map((text) => own.matcher(text).find()));
  expect(new Set(found).size).toBe(2);
});
