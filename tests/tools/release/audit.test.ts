import { expect, test } from "vitest";
import { auditProblems, readAudit } from "../../../tools/release/audit.ts";

const refused = JSON.stringify({ message: "405 Method Not Allowed - POST https://example.com/bulk", statusCode: 405 });

test("vulnerabilities from moderate on are found, by package and versions", () => {
  const vulnerabilities = {
    "tar-like": { severity: "high", range: "<1.2.3" },
    colours: { severity: "low", range: "*" },
    yaml: { severity: "moderate", range: "<=2.0.0" },
  };
  expect(readAudit(JSON.stringify({ vulnerabilities }))).toEqual({
    found: ["tar-like <1.2.3 has a vulnerability: high", "yaml <=2.0.0 has a vulnerability: moderate"],
  });
  expect(readAudit(JSON.stringify({ vulnerabilities: {} }))).toEqual({ found: [] });
});

test("a registry that refuses has found nothing, and is not taken for one that found nothing", () => {
  expect(readAudit(refused)).toEqual({ unanswered: "405 Method Not Allowed - POST https://example.com/bulk" });
  expect(readAudit("")).toEqual({ unanswered: "npm audit printed no report" });
  expect(readAudit("{}")).toEqual({ unanswered: "npm audit printed no report" });
});

test("without an answer a dry run goes on and says so, and a release is not made", () => {
  const said: string[] = [];
  const text =
    "whether a dependency has a known vulnerability is not known: 405 Method Not Allowed - POST https://example.com/bulk";
  expect(auditProblems(readAudit(refused), true, (line) => said.push(line))).toEqual([]);
  expect(said).toEqual([text]);
  expect(auditProblems(readAudit(refused), false, () => {})).toEqual([text]);
  expect(auditProblems({ found: ["a"] }, true, () => {})).toEqual(["a"]);
});
