import { defineConfig } from "vitest/config";
import { findChromium } from "./tools/chromium.mjs";

const engineTests = "tests/engine/**/*.test.ts";
// Against programs that the vendors wrote: their first start may have to fetch them.
const oracleTests = "tests/oracles/**/*.test.ts";
// Against the compilers of the SDKs' languages: their first start has to fetch libraries and to compile them.
const languageTests = "tests/languages/**/*.test.ts";

const browserTests = "tests/browser/**/*.test.ts";
const browser = {
  extends: true,
  test: { name: "browser", include: [browserTests], testTimeout: 60_000, hookTimeout: 60_000 },
};
const hasBrowser = findChromium() !== undefined;
if (!hasBrowser) {
  console.warn(
    "\nNOT TESTED: the page of the report, in a browser. There is no Chromium on the PATH: install it (Debian: apt-get install chromium), or name one in AUDITLOG_CHROMIUM.\n",
  );
}

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    // Of `npm run coverage`.
    coverage: {
      provider: "v8",
      include: ["core/**"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { lines: 95 },
    },
    projects: [
      ...(hasBrowser ? [browser] : []),
      {
        extends: true,
        test: {
          name: "fast",
          include: ["tests/**/*.test.ts"],
          exclude: [engineTests, oracleTests, languageTests, browserTests],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: { name: "oracles", include: [oracleTests], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: "languages", include: [languageTests], testTimeout: 900_000, hookTimeout: 900_000 },
      },
      {
        extends: true,
        test: { name: "engine", include: [engineTests], testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
