import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programs, root, sdkKey, type Toolchain } from "./language.ts";
import { made, program, run, succeed } from "./made.mjs";

const requirements = join(programs, "python", "requirements.txt");
const inEnvironment = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];

/** The SDK as pip installs it, in a virtual environment with Pulumi's own, and mypy. */
export const python = async (): Promise<Toolchain & { interpreter: string; sdk: string }> => {
  const system = program("python3", "Python 3.10 or newer, with venv, runs the programs that use the SDK for Python");
  const version = await succeed([system, "-c", "import sys; print(sys.version, sys.base_prefix)"]);
  const environment = await made("python", [version, readFileSync(requirements)], async (folder) => {
    await succeed([system, "-m", "venv", "--copies", folder]);
    await succeed([join(folder, ...inEnvironment), "-m", "pip", "install", "--quiet", "--requirement", requirements]);
  });
  const interpreter = join(environment, ...inEnvironment);
  const sdk = await made("python-sdk", [version, readFileSync(requirements), ...sdkKey("python")], async (folder) => {
    // setuptools builds beside the sources: not in the checkout.
    const copy = join(folder, "source");
    cpSync(join(root, "sdk-gen", "python"), copy, { recursive: true });
    const offline = [
      "--quiet",
      "--no-deps",
      "--no-index",
      "--no-build-isolation",
      "--target",
      join(folder, "installed"),
    ];
    await succeed([interpreter, "-m", "pip", "install", ...offline, copy]);
  });
  const env = { PYTHONPATH: join(sdk, "installed"), PYTHONDONTWRITEBYTECODE: "1" };
  return {
    source: "python/program.py",
    env,
    interpreter,
    sdk: join(sdk, "installed", "pulumi_auditlog"),
    check: async (text, folder) => {
      writeFileSync(join(folder, "program.py"), text);
      const strict = ["-m", "mypy", "--strict", "--cache-dir", join(folder, ".mypy_cache"), "program.py"];
      return run([interpreter, ...strict], { cwd: folder, env: { ...process.env, ...env } });
    },
    command: (folder) => [interpreter, join(folder, "program.py")],
  };
};
