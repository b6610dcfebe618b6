import { expect, test } from "vitest";
import { limits } from "../../core/contract/limits.ts";
import { limitReference } from "../../sdk-gen/limit-reference.ts";

const page = limitReference();

test("has a row for each limit of the contract, with its number and its source", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| "));
  const missing = Object.entries(limits).filter(
    ([, { max, unit, source }]) =>
      !rows.some((row) => row.includes(`${max.toLocaleString("en-US")} ${unit} |`) && row.includes(source)),
  );
  expect(missing).toEqual([]);
});

test("has a section for each cloud, and says what a cloud does otherwise in the product's own words", () => {
  expect(page.match(/^## .+$/gm)).toEqual(["## AWS", "## Google Cloud", "## Azure"]);
  expect(page).toContain("- Azure's activity log has no reads of the control plane; none are captured there.\n");
  expect(page).toContain("- `capture.identity` is false, so nothing of Microsoft Entra reaches Log Analytics");
});
