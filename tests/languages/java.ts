import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programs, root, sdkKey, type Toolchain } from "./language.ts";
import { made, program, run, succeed } from "./made.mjs";

const quiet = ["--batch-mode", "--quiet", "--no-transfer-progress"];

/** The SDK as Maven compiles and packs it, and a project of Maven that uses it, as Pulumi's host of Java programs runs. */
export const java = async (): Promise<Omit<Toolchain, "command"> & { libraries: string; runtime: string }> => {
  const javac = program("javac", "a JDK, 17 or newer, compiles the SDK for Java and the programs that use it");
  const libraries = join(await made("java", sdkKey("java"), compile), "lib");
  const [sdk] = readdirSync(libraries).filter((name) => name.startsWith("pulumi-auditlog-"));
  return {
    source: "java/Program.java",
    env: { AUDITLOG_JAVA_SDK: join(libraries, sdk!) },
    libraries,
    runtime: program("java", "Java runs the programs that use the SDK for Java"),
    check: (text, folder) => {
      for (const file of ["pom.xml", "Pulumi.yaml"]) cpSync(join(programs, "java", file), join(folder, file));
      writeFileSync(join(folder, "Program.java"), text);
      const strict = ["-Xlint:all", "-Werror", "-proc:none", "--release", "11"];
      const path = ["-cp", join(libraries, "*"), "-d", join(folder, "classes")];
      return run([javac, ...strict, ...path, join(folder, "Program.java")]);
    },
  };
};

const compile = async (folder: string): Promise<void> => {
  const maven = program("mvn", "Maven 3.8 or newer compiles the SDK for Java");
  // Maven builds beside the sources: not in the checkout.
  const copy = join(folder, "sdk");
  cpSync(join(root, "sdk-gen", "java"), copy, { recursive: true });
  const libraries = join(folder, "lib");
  mkdirSync(libraries);
  const goals = ["package", "dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${libraries}`];
  await succeed([maven, ...quiet, ...goals], { cwd: copy });
  const [packed] = readdirSync(join(copy, "target")).filter((name) => name.endsWith(".jar"));
  cpSync(join(copy, "target", packed!), join(libraries, packed!));
};
