import { defineConfig } from "vitest/config";

const engineTests = "tests/engine/**/*.test.ts";

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: { name: "fast", include: ["tests/**/*.test.ts"], exclude: [engineTests], testTimeout: 10_000 },
      },
      {
        extends: true,
        test: { name: "engine", include: [engineTests], testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
