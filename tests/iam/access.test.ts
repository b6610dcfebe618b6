import { describe, expect, test } from "vitest";
import { ACCOUNT } from "./deployed.ts";
import { evaluate } from "./evaluate.ts";
import { questions } from "./questions.ts";

/** Does not prove that AWS evaluates alike: the evaluator is tested against its guides, and against the sandbox's own. */

describe.each(questions)("$name", ({ policy, rows, identity }) => {
  test.each(rows)("%s: %s", (_title, expected, request) => {
    expect(evaluate(request, { resource: policy, identity, owner: ACCOUNT })).toBe(expected);
  });
});
