import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

const [folder = join(root, "dist"), exitCodeOfTests = "0"] = process.argv.slice(2);

const { passed, failed } = count(readReport("test-report.json"), readReport("check-report.json"));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Counts each test and each static step as one. Without a report of the tests nothing is known to have passed. */
function count(tests, steps) {
  if (!tests) return { passed: 0, failed: 1 };
  // A file that doesn't load has no tests of its own to count, and what is not run did not pass.
  const unloaded = tests.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failedTests = tests.numTotalTests - tests.numPassedTests + unloaded.length;
  // A run also fails on what no test can be blamed for and its report leaves out, such as an unhandled rejection.
  const blameless = exitCodeOfTests !== "0" && failedTests === 0 ? 1 : 0;
  const passedSteps = (steps ?? []).filter((step) => step.passed).length;
  const failedSteps = steps ? steps.length - passedSteps : 1;
  return { passed: tests.numPassedTests + passedSteps, failed: failedTests + blameless + failedSteps };
}

function readReport(name) {
  try {
    return JSON.parse(readFileSync(join(folder, name), "utf8"));
  } catch {
    return undefined;
  }
}
