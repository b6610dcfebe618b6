import { expect, it } from "vitest";
import { mayColour, paint } from "../../../cli/report/colour.ts";

it.each<[string, boolean, Record<string, string>, boolean]>([
  ["a terminal has colours", true, {}, true],
  ["a pipe has none", false, {}, false],
  ["NO_COLOR takes a terminal's", true, { NO_COLOR: "1" }, false],
  ["an empty NO_COLOR is none", true, { NO_COLOR: "" }, true],
  ["a terminal that can't show any has none", true, { TERM: "dumb" }, false],
  ["FORCE_COLOR gives a pipe some", false, { FORCE_COLOR: "1" }, true],
  ["FORCE_COLOR wins over NO_COLOR", true, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ["FORCE_COLOR=0 takes a terminal's", true, { FORCE_COLOR: "0" }, false],
])("%s", (_, isTerminal, env, expected) => {
  expect(mayColour(isTerminal, env)).toBe(expected);
});

it("a text without a colour is the text", () => {
  expect([paint("a", "red", true), paint("a", "red", false)]).toEqual(["\u001b[31ma\u001b[0m", "a"]);
});
