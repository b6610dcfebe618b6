import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, sdkKey, type Toolchain } from "./language.ts";
import { made, program, run, succeed } from "./made.mjs";

/** The SDK as Maven compiles and packs it, and a program as one jar, which Pulumi's host of Java programs runs. */
export const java = async (): Promise<Omit<Toolchain, "command">> => {
  const purpose = "a JDK, 17 or newer, compiles the SDK for Java and the programs that use it";
  const javac = program("javac", purpose);
  const jar = join(dirname(javac), process.platform === "win32" ? "jar.exe" : "jar");
  const libraries = await made("java", sdkKey("java"), compile);
  return {
    source: "java/Program.java",
    env: {},
    check: async (text, folder) => {
      writeFileSync(join(folder, "Program.java"), text);
      const classes = join(folder, "classes");
      const lint = ["-Xlint:all", "-Werror", "-proc:none"];
      const path = ["-cp", join(libraries, "lib", "*")];
      const compiled = await run([javac, ...lint, ...path, "-d", classes, join(folder, "Program.java")]);
      if (compiled.code !== 0) return compiled;
      cpSync(join(libraries, "lib"), join(folder, "lib"), { recursive: true });
      writeFileSync(join(folder, "manifest"), manifest(readdirSync(join(folder, "lib"))));
      const packed = [
        "--file",
        join(folder, "program.jar"),
        "--manifest",
        join(folder, "manifest"),
        "-C",
        classes,
        ".",
      ];
      return run([jar, "--create", ...packed]);
    },
  };
};

const compile = async (folder: string): Promise<void> => {
  const maven = program("mvn", "Maven 3.8 or newer compiles the SDK for Java");
  // Maven builds beside the sources: not in the checkout.
  const copy = join(folder, "sdk");
  cpSync(join(root, "sdk-gen", "java"), copy, { recursive: true });
  mkdirSync(join(folder, "lib"));
  const goals = ["package", "dependency:copy-dependencies", "-DincludeScope=runtime"];
  const quiet = ["--batch-mode", "--quiet", "--no-transfer-progress"];
  await succeed([maven, ...quiet, ...goals, `-DoutputDirectory=${join(folder, "lib")}`], { cwd: copy });
  const [packed] = readdirSync(join(copy, "target")).filter((name) => name.endsWith(".jar"));
  cpSync(join(copy, "target", packed!), join(folder, "lib", packed!));
};

/** A line of a manifest has at most 72 bytes, and goes on in the next one after a space. */
const manifest = (jars: readonly string[]): string => {
  const path = `Class-Path: ${jars.map((name) => `lib/${name}`).join(" ")}`;
  return `Main-Class: Program\n${path.match(/.{1,70}/g)!.join("\n ")}\n`;
};
