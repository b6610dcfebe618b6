import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identityOf, packageNames } from "../../sdk-gen/package-names.ts";
import { programs, root, type Toolchain } from "./language.ts";
import { program, run } from "./made.mjs";

const { module: sdkModule } = packageNames(identityOf(JSON.parse(readFileSync(join(root, "package.json"), "utf8")))).go;

/** A module that uses the SDK's; Go itself caches what it compiles. */
export const go = async (): Promise<Toolchain> => {
  const tool = program("go", "Go 1.21 or newer compiles the programs that use the SDK for Go");
  const env = { ...process.env, GOWORK: "off" };
  return {
    source: "go/program.go",
    env: {},
    check: async (text, folder) => {
      const pinned = readFileSync(join(programs, "go", "go.mod"), "utf8");
      writeFileSync(join(folder, "go.mod"), pinned.replace("../../../../sdk-gen/go", join(root, "sdk-gen", "go")));
      writeFileSync(join(folder, "go.sum"), readFileSync(join(programs, "go", "go.sum")));
      writeFileSync(join(folder, "program.go"), text);
      const vetted = await run([tool, "vet", "-trimpath", `${sdkModule}/...`, "./..."], { cwd: folder, env });
      if (vetted.code !== 0) return vetted;
      return run([tool, "build", "-trimpath", "-o", join(folder, "program"), "."], { cwd: folder, env });
    },
    command: (folder) => [join(folder, "program")],
  };
};
