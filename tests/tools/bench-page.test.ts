import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withFigures } from "../../bench/page.ts";
import { root } from "./scratch.ts";

const page = `# Title

<!-- Written by \`npm run bench -- --write\`. -->
what was there before
<!-- End of what it wrote. -->

- after
`;

it("has the figures in their place, and nothing else changed", () => {
  const rows = [
    { what: "plugin: start to port", budget: "150 ms", measured: "75 ms", ratio: "0.50 x" },
    { what: "  start of another", budget: "", measured: "150 ms", ratio: "2.00 x" },
  ];
  const written = `# Title

<!-- Written by \`npm run bench -- --write\`. -->

2026-07-01, 2 x Processor.

| what | budget | measured | ratio |
|---|---:|---:|---:|
| plugin: start to port | 150 ms | 75 ms | 0.50 x |
| &nbsp;&nbsp;start of another |  | 150 ms | 2.00 x |

<!-- End of what it wrote. -->

- after
`;
  expect(withFigures(page, "2026-07-01, 2 x Processor", rows)).toBe(written);
  expect(withFigures(written, "2026-07-01, 2 x Processor", rows)).toBe(written);
});

it.each(["docs/bench.md", "README.md"])("has a place for them in the page that is there: %s", (file) => {
  const committed = readFileSync(join(root, file), "utf8");
  expect(withFigures(committed, "today", [])).toContain("today.\n\n| what | budget | measured | ratio |");
});

it("has two places, of which one is written", () => {
  const replay = page.replace("bench -- --write", "bench -- replay --write");
  const both = `${page}${replay}`;
  expect(withFigures(both, "today", [])).toBe(`${withFigures(page, "today", [])}${replay}`);
  expect(withFigures(both, "today", [], "replay")).toBe(`${page}${withFigures(replay, "today", [], "replay")}`);
});

it("is not written where nothing marks the place", () => {
  expect(() => withFigures("# Title\n", "today", [])).toThrow(/has no place for figures/);
});
