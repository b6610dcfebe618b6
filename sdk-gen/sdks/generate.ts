import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { writeFile } from "./files.ts";

const run = promisify(execFile);

/** The programs that write SDKs. */
export interface Generators {
  /** Of tools/sdk: Node.js, Python, Go and .NET. */
  generator: string;
  pulumi: string;
  /** The folder of the host of Java programs, which writes the SDK for Java. */
  javaHost: string;
}

interface Sources {
  schemaFile: string;
  logoFile: string;
}

/** Writes what Pulumi's generators make of the schema into a folder, each language into its own. */
export const generate = async (generators: Generators, sources: Sources, folder: string): Promise<void> => {
  const { generator } = generators;
  for (const language of ["nodejs", "python", "go"]) {
    await run(generator, [sources.schemaFile, language, join(folder, language)]);
  }
  await withLogo(sources.logoFile, async (logoUrl) => {
    const schema = JSON.parse(readFileSync(sources.schemaFile, "utf8")) as object;
    const local = join(folder, "schema-with-logo.json");
    writeFile(local, JSON.stringify({ ...schema, logoUrl }));
    await run(generator, [local, "dotnet", join(folder, "dotnet")]);
  });
  await generateJava(generators, sources.schemaFile, folder);
};

/** The generator for .NET fetches the logo: it gets this repository's, from this process. */
const withLogo = async (logoFile: string, work: (url: string) => Promise<void>): Promise<void> => {
  const logo = readFileSync(logoFile);
  const server = createServer((_, response) => void response.end(logo));
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/logo.png`);
  } finally {
    server.close();
  }
};

const generateJava = async ({ pulumi, javaHost }: Generators, schemaFile: string, folder: string): Promise<void> => {
  const home = join(folder, "pulumi-home");
  mkdirSync(home);
  const env = {
    ...process.env,
    PATH: [javaHost, process.env.PATH].join(delimiter),
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
  };
  // Without a project around it: in one, the command looks for that project's packages.
  await run(pulumi, ["package", "gen-sdk", schemaFile, "--language", "java", "--out", folder], { cwd: folder, env });
};
