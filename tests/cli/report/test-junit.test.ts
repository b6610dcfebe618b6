import fc from "fast-check";
import { expect, test } from "vitest";
import { junitText } from "../../../cli/report/test-junit.ts";
import type { RanFile } from "../../../cli/report/test-result.ts";

/** Characters that a document of XML 1.0 may have: https://www.w3.org/TR/xml/#charsets */
const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

const pieces = /<\?xml [^?]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|[^<]+/gu;

/** The texts of a document's attributes and elements, where it is well-formed; otherwise what is wrong with it. */
const textsIn = (document: string): string[] | string => {
  if (!allowed.test(document)) return "a character that XML has no word for";
  const open: string[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const found of document.matchAll(pieces)) {
    if (found.index !== at) return `nothing at ${at}`;
    at += found[0].length;
    const [whole, closes, name, attributes = "", single] = found;
    if (name === undefined) texts.push(whole);
    else if (closes) {
      if (open.pop() !== name) return `${name} is closed and was not open`;
    } else if (!single) open.push(name);
    texts.push(...[...attributes.matchAll(/="([^"]*)"/g)].map(([, value]) => value!));
  }
  if (at !== document.length || open.length > 0) return "it ends in the middle";
  const stray = texts.find((text) => /&(?!(?:amp|lt|gt|quot|apos);)/.test(text));
  return stray === undefined ? texts : `a stray & in ${stray}`;
};

const file = (name: string, problem: string): RanFile => ({
  file: name,
  errors: [],
  coverage: undefined,
  tests: [
    {
      name,
      at: undefined,
      seconds: 0,
      broken: [{ path: ["tests", 0, "event"], problem }],
      differences: [],
      silent: {},
    },
  ],
});

test("whatever is in names and files, the report is well-formed", () => {
  const any = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(any, any, (name, problem) => {
      expect(textsIn(junitText([file(name, problem)]))).toBeInstanceOf(Array);
    }),
  );
});

test.each([
  ["]]>", "]]&gt;"],
  ["<a b=\"c\" d='e'>&amp;", "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;amp;"],
  ["\u0000\u001b[31m\n", "\\u0000\\u001b[31m\\u000a"],
  ["\uD800", "\\ud800"],
  ["\uFFFF\u{1FFFE}", "U+FFFFU+1FFFE"],
  ["größe 😀", "größe 😀"],
])("%j stands as %j", (name, escaped) => {
  expect(textsIn(junitText([file(name, "x")]))).toContain(escaped);
});

test("the check of the documents sees what is not well-formed", () => {
  expect(["<a>", "<a></b>", "<a>&</a>", "<a>\u0001</a>", '<a b="<"/>'].map((one) => typeof textsIn(one))).toEqual(
    Array(5).fill("string"),
  );
});
