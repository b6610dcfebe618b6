import { describe, expect, test } from "vitest";
import { fill, type Json, literal, token, tokensOf } from "../../../core/compile/json.ts";

test("a token is written as it is found", () => {
  expect(token("account")).toBe("${account}");
  expect(tokensOf(token("reader:a-b"))).toEqual(["reader:a-b"]);
});

describe("tokens are filled in every string, and nothing else is touched", () => {
  const values = { account: "111122223333", region: "eu-west-1", "reader:a": "arn:aws:iam::1:role/$&", empty: "" };
  test.each<[Json, Json]>([
    ["arn:${region}:${account}", "arn:eu-west-1:111122223333"],
    ["${account}${account}", "111122223333111122223333"],
    ["${reader:a}", "arn:aws:iam::1:role/$&"],
    ["a${empty}b", "ab"],
    ["$account {account} $ {}", "$account {account} $ {}"],
    ["", ""],
    [
      [1, true, null, ["${account}"]],
      [1, true, null, ["111122223333"]],
    ],
    [
      { a: { b: "${region}", c: 5 }, d: [] },
      { a: { b: "eu-west-1", c: 5 }, d: [] },
    ],
    [{ "${account}": "x" }, { "${account}": "x" }],
  ])("%j", (value, filled) => {
    expect(fill(value, values)).toStrictEqual(filled);
  });

  test("what is filled in is not searched for tokens again", () => {
    expect(fill("${a}", { a: "${b}", b: "x" })).toBe("${b}");
  });
});

test("a token that nothing fills is a bug of the blueprint", () => {
  expect(() => fill({ a: ["${unknown}"] }, {})).toThrow("the blueprint has a token that nothing fills: unknown");
});

test("the tokens of a value are named once each, in order", () => {
  expect(tokensOf({ a: "${x}/${y}", b: ["${x}", { c: "${reader:z}" }], d: 1 })).toEqual(["x", "y", "reader:z"]);
  expect(tokensOf([null, 1, "none"])).toEqual([]);
});

test("a literal text is filled as it stands, whatever it has of a token", () => {
  const given = { pattern: "{ $.eventName = ${archive} }", list: ["${dollar}", "$$", 5, null] };
  expect(["${a}", "$.a", "a$"].map(literal)).toEqual(["${dollar}{a}", "$.a", "a${dollar}"]);
  expect(fill(literal(given), { dollar: "$", archive: "filled" })).toStrictEqual(given);
});
