import { expect, test } from "vitest";
import { changelogProblems, sectionOf } from "../../../tools/release/changelog.ts";

const changelog = `# Changelog

What users notice.

## 1.2.0 (unreleased)

- Something new.
- Something else.

## 1.1.0 (2026-12-01)

- An old thing.
`;

test("a section is the text from the version's heading to the next", () => {
  expect(sectionOf(changelog, "1.2.0")).toEqual({ date: "unreleased", text: "- Something new.\n- Something else." });
  expect(sectionOf(changelog, "1.1.0")).toEqual({ date: "2026-12-01", text: "- An old thing." });
  expect(sectionOf(changelog, "1.2")).toBeUndefined();
});

test.each([
  ["1.1.0", false, []],
  ["1.2.0", true, []],
  ["1.2.0", false, ['CHANGELOG.md has 1.2.0 as "unreleased": give the day, as in 2026-12-01']],
  ["2.0.0", true, ['CHANGELOG.md has no section "## 2.0.0 (…)"']],
])("%s, dry run: %s", (version, isDryRun, problems) => {
  expect(changelogProblems(sectionOf(changelog, version), version, isDryRun)).toEqual(problems);
});

test("an empty section is a problem, even in a dry run", () => {
  const empty = sectionOf("## 1.0.0 (2026-12-01)\n\n## 0.9.0 (2026-11-01)\n\n- x\n", "1.0.0");
  expect(changelogProblems(empty, "1.0.0", true)).toEqual(["CHANGELOG.md says nothing of 1.0.0"]);
});
