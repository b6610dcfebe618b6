import { expect, it } from "vitest";
import { codeLines, jsonText, plain, wrapped } from "../../../cli/report/text.ts";

it("shows what a terminal would obey or hide by its number, and all else as it is", () => {
  expect(plain("Zürich 日本 👍 \\ ' \"")).toBe("Zürich 日本 👍 \\ ' \"");
  expect(plain("a\u0000\t\n\r\u001b[0m\u007f\u009b\u200b\u202e\u2028\ufeff\u{e0041}")).toBe(
    "a\\u0000\\u0009\\u000a\\u000d\\u001b[0m\\u007f\\u009b\\u200b\\u202e\\u2028\\ufeff\\udb40\\udc41",
  );
  expect(plain("\ud800")).toBe("\\ud800");
});

it("is read by programs as it was, as JSON", () => {
  const value = { name: "a\u001b\u009b\u202e\u2028\u{e0041}\n日本" };
  expect(jsonText(value)).toBe('{\n  "name": "a\\u001b\\u009b\\u202e\\u2028\\udb40\\udc41\\n日本"\n}');
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

it("breaks a sentence before the hundredth column, and never a word", () => {
  const word = "x".repeat(120);
  expect(wrapped(`${"word ".repeat(19)}end ${word} last`, "  ")).toEqual([
    `  ${"word ".repeat(19)}end`,
    `  ${word}`,
    "  last",
  ]);
  expect(wrapped(`${"word ".repeat(19)}ends`, "  ")).toEqual([`  ${"word ".repeat(18)}word`, "  ends"]);
});

it("breaks a filter where a space means nothing, keeps its lines, and indents what goes on", () => {
  const text = `a == "${"one two ".repeat(8)}" || b == '${"three \\' four ".repeat(3)}'\n\t&& c\r\n`;
  expect(codeLines(text, "    ")).toEqual([
    `    a == "${"one two ".repeat(8)}" || b ==`,
    `      '${"three \\' four ".repeat(3)}'`,
    "      && c",
  ]);
});

it("loses no character of a filter whose quotes don't end", () => {
  expect(codeLines(`a "b \\`, "")).toEqual([`a "b \\`]);
  expect(codeLines("'", "")).toEqual(["'"]);
  expect(codeLines("", "  ")).toEqual(["  "]);
});
