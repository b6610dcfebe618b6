import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { made, program, succeed } from "../languages/made.mjs";

const folder = join(import.meta.dirname, "sqlglot");
const requirements = join(folder, "requirements.txt");
const interpreter = (environment: string): string =>
  join(environment, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));

/** SQL of BigQuery as DuckDB has it, by sqlglot, which is fetched once. */
export const toDuckDb = async (): Promise<(sql: string) => string> => {
  const system = program("python3", "Python 3.10 or newer, with venv, runs sqlglot");
  const version = await succeed([system, "-c", "import sys; print(sys.version, sys.base_prefix)"]);
  const environment = await made("sqlglot", [version, readFileSync(requirements)], async (made) => {
    await succeed([system, "-m", "venv", "--copies", made]);
    const hashed = ["--quiet", "--require-hashes", "--requirement", requirements];
    await succeed([interpreter(made), "-m", "pip", "install", ...hashed]);
  });
  return (sql) => {
    const args = ["-X", "utf8", join(folder, "translate.py")];
    const { status, stdout, stderr } = spawnSync(interpreter(environment), args, {
      input: sql,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
};
