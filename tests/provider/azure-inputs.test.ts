import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inputsOf, requireServices, servicesIn } from "../../provider/bundle/azure-inputs.ts";

const root = join(import.meta.dirname, "..", "..");
const path = join(root, "node_modules", "@pulumi", "azure-native", "types", "input.js");
const source = readFileSync(path, "utf8");

/** What a file of defaults exports. */
const exported = (text: string): Record<string, Record<string, (given: object) => object>> => {
  const exports = {};
  new Function("exports", "require", text)(exports, () => ({}));
  return exports as ReturnType<typeof exported>;
};

describe("the defaults of Azure's SDK in a bundle", () => {
  const services = servicesIn(join(root, "components", "azure"));
  const kept = exported(inputsOf(path, source, services));
  const all = exported(source);

  it("are those of the services that the components use, with all that the SDK has of these", () => {
    const names = Object.keys(kept).filter((name) => kept[name] !== undefined);
    expect(names.sort()).toEqual(
      Object.keys(all)
        .filter((name) => services.has(name))
        .sort(),
    );
    expect(names).toContain("storage");
    for (const name of names) expect(Object.keys(kept[name]!)).toEqual(Object.keys(all[name]!));
    expect(kept.storage!.encryptionArgsProvideDefaults!({})).toEqual(all.storage!.encryptionArgsProvideDefaults!({}));
  });

  it("fail to be made where something needs another service's, or the file has another form", () => {
    expect(() => requireServices("a.js", "inputs.web.siteArgsProvideDefaults(x)", services)).toThrow(
      "a.js needs the defaults of web, which provider/bundle/azure-inputs.ts leaves out",
    );
    expect(() => inputsOf("input.js", "export const storage = {};", services)).toThrow(
      "input.js has no namespaces any more: see provider/bundle/azure-inputs.ts",
    );
  });
});
