import { defineConfig } from "vitest/config";

const engineTests = "tests/engine/**/*.test.ts";
// Against programs that the vendors wrote: their first start may have to fetch them.
const oracleTests = "tests/oracles/**/*.test.ts";

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["tests/**/*.test.ts"],
          exclude: [engineTests, oracleTests],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: { name: "oracles", include: [oracleTests], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: "engine", include: [engineTests], testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
