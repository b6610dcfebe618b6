import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { nameOf, platforms } from "../../../provider/package/platforms.ts";
import { pinnedRuntimes } from "../../../provider/package/runtimes.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

it("are six, each with a Node.js that is pinned in the version that the project runs on", () => {
  expect(platforms.map(nameOf)).toEqual([
    "linux-amd64",
    "linux-arm64",
    "darwin-amd64",
    "darwin-arm64",
    "windows-amd64",
    "windows-arm64",
  ]);
  const pinned = pinnedRuntimes.map((one) => `${one.package}@${one.version}`);
  for (const { runtime } of platforms) expect(pinned).toContain(`${runtime}@${devDependencies.node}`);
});

it("are those that tools/package.mjs takes", () => {
  const script = readFileSync(join(root, "tools", "package.mjs"), "utf8");
  expect(script).toContain(`const platforms = [${platforms.map((one) => `"${nameOf(one)}"`).join(", ")}];`);
});
