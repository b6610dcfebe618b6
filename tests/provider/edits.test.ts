import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { edited, edits } from "../../provider/bundle/edits.ts";

/** Does not prove how much time is saved: `npm run bench` measures that. */

const modules = join(import.meta.dirname, "..", "..", "node_modules");

describe("lines of Pulumi's SDK that the bundle has otherwise", () => {
  it.each(Object.keys(edits))("stand in the installed version once: %s", (path) => {
    const source = readFileSync(join(modules, path), "utf8");
    expect(edited(path, source)).not.toBe(source);
  });

  it("are missed when a new version has them no more, or twice", () => {
    const [path] = Object.keys(edits) as [string];
    const { find } = edits[path]![0]!;
    const complaint = (times: number) => `${path} has ${JSON.stringify(find)} ${times} times, not once`;
    expect(() => edited(path, "other text")).toThrow(complaint(0));
    expect(() => edited(path, `${find}\n${find}`)).toThrow(complaint(2));
  });

  it("are none in any other file", () => {
    expect(edited("@pulumi/pulumi/index.js", "any text")).toBe("any text");
  });
});
