import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { equal, eventField, recordField } from "../../../core/filter/ast.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { toKql } from "../../../core/filter/to-kql.ts";
import { parseKql, selectsRow } from "../../../core/native/kql.ts";
import { kustoErrors } from "../../oracles/kusto.ts";

const hostile: readonly [name: string, text: string][] = [
  ["a double quote", 'a"b'],
  ["single quotes", "a'b''"],
  ["a backslash", "a\\b\\"],
  ["a line", "a\nb\r\nc"],
  ["a tab and other controls", "a\tb\u0000\u0007\u001b[31m\u007f\u0085"],
  ["lines of Unicode", "a\u2028b\u2029c\ufeffd"],
  ["stars and percents", "a*b%c%d_?"],
  ["dollars and braces", "${a} $b {{c}} ${d}"],
  ["what ends a query", '") | take 10 //'],
  ["what ends a verbatim text", '@"" or true or ""'],
  ["a comment", "// a /* b */ #"],
  ["a regular expression", "^.*[a-z]+(?i)$|\\d{2}"],
  ["letters of Europe and Asia", "éüßж日本한"],
  ["an emoji of several parts", "👩‍👩‍👧‍👦🏳️‍🌈"],
  ["half a character", "a\ud83d"],
  ["blanks within", "a  b"],
  ["a JSON text", '{"a":[1,null]}'],
  ["10,000 letters", "a/".repeat(5_000)],
];

describe("Any text is data", () => {
  const activity = (Caller: string) => ({
    Type: "AzureActivity",
    OperationNameValue: "Microsoft.X/y/write",
    CategoryValue: "Administrative",
    Caller,
    Properties_d: { statusCode: Caller },
  });
  const selects = (output: string, columns: Readonly<Record<string, unknown>>): boolean => {
    const { filter, problems } = parseKql(output);
    expect(problems).toBeUndefined();
    return selectsRow(filter!, { table: "AzureActivity", columns });
  };

  describe.each(hostile)("%s", (_, text) => {
    const like = (parts: readonly string[], fold: boolean, name: "actor.id" | "Caller") =>
      ({
        kind: "like",
        field: name === "Caller" ? recordField("Caller") : eventField(name),
        parts,
        fold,
      }) as const;
    test.each([
      ["equal, folded", equal(eventField("actor.id"), [text], true)],
      ["one of two", equal(eventField("actor.id"), ["other", text], true)],
      ["equal, by case", equal(recordField("Caller"), [text], false)],
      ["equal within a column", equal(recordField("Properties_d", "statusCode"), [text], false)],
      ["at the start", like([text, ""], true, "actor.id")],
      ["within", like(["", text, ""], false, "Caller")],
      ["between others", like(["", text, "z"], true, "actor.id")],
      ["between others, by case", like([text, "z"], false, "Caller")],
    ])("%s", (kind, filter) => {
      const { output, fidelity } = toKql(filter, ["AzureActivity"]);
      expect(fidelity).toBe("exact");
      expect(kustoErrors(output!)).toEqual([]);
      const isGlob = kind.startsWith("between");
      const [same, other] = isGlob ? [`${text}xz`, `${text}zx`] : [text, `x${text.slice(1)}`];
      for (const [value, expected] of [
        [same, true],
        [other, false],
      ] as const) {
        const event = toCommonEvent(activity(value)) as CommonEvent;
        expect(evaluate(filter, event)).toBe(expected);
        expect(selects(output!, activity(value))).toBe(expected);
      }
    });
  });
});
