import { describe, expect, test } from "vitest";
import { labelIssues, labelName, labelText } from "../../../core/compile/labels.ts";

/** What Google Cloud takes as the name and as the value of a label. */
const validName = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const validValue = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;

const astral = "\u{20000}";

describe("a tag becomes a label", () => {
  test.each<[tag: string, value: string, name: string]>([
    ["cost-center", "cost-center", "cost-center"],
    ["Cost Center", "cost_center", "cost_center"],
    ["a.b:c/d=e+f@g", "a_b_c_d_e_f_g", "a_b_c_d_e_f_g"],
    ["GRÖSSE", "grösse", "grösse"],
    ["日本", "日本", "日本"],
    ["1st", "1st", "tag_1st"],
    ["_x", "_x", "tag__x"],
    ["-x", "-x", "tag_-x"],
    ["", "", "tag_"],
    ["İ", "i_", "i_"],
    ["a\u0301", "a_", "a_"],
    ["x".repeat(63), "x".repeat(63), "x".repeat(63)],
    ["x".repeat(64), "x".repeat(63), "x".repeat(63)],
    ["1".repeat(63), "1".repeat(63), `tag_${"1".repeat(59)}`],
    [astral.repeat(64), astral.repeat(63), astral.repeat(63)],
    [`x${astral.repeat(63)}`, `x${astral.repeat(62)}`, `x${astral.repeat(62)}`],
  ])("%j", (tag, value, name) => {
    expect(labelText(tag)).toBe(value);
    expect(labelName(tag)).toBe(name);
    expect(value).toMatch(validValue);
    expect(name).toMatch(validName);
  });

  test("twice is the same as once", () => {
    for (const tag of ["Cost Center", "1st", "_x", "x".repeat(64), "1".repeat(63)]) {
      expect(labelName(labelName(tag))).toBe(labelName(tag));
    }
  });
});

describe("what changes on the way is said", () => {
  const changed = (...labels: string[]) => ({
    code: "labels-changed",
    severity: "notice",
    path: ["tags"],
    params: { labels },
  });
  const collision = (label: string, ...tags: string[]) => ({
    code: "label-collision",
    severity: "error",
    path: ["tags"],
    params: { tags, label },
  });
  const long = "x".repeat(63);

  test.each<[string[], object[]]>([
    [[], []],
    [["team", "cost-center"], []],
    [["Team", "cost-center", "1st"], [changed("team", "tag_1st")]],
    [["Team", "team"], [collision("team", "Team", "team")]],
    [["a b", "a_b", "a.b", "c"], [collision("a_b", "a b", "a_b", "a.b")]],
    [["1", "tag_1"], [collision("tag_1", "1", "tag_1")]],
    [[`${long}a`, `${long}b`], [collision(long, `${long}a`, `${long}b`)]],
    [
      ["A", "a", "B", "b", "C"],
      [collision("a", "A", "a"), collision("b", "B", "b"), changed("c")],
    ],
  ])("for the tags %j", (tags, issues) => {
    expect(labelIssues(tags)).toStrictEqual(issues);
  });
});
