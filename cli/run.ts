import { parseArgs } from "node:util";
import { type Cloud, clouds } from "../core/contract/cloud.ts";
import { nearestOf } from "../core/contract/nearest.ts";
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { type Io, UsageError } from "./io.ts";
import { plain } from "./report/text.ts";

const usage = `auditlog: what an audit.yaml will do, before anything is deployed

  auditlog check FILE...                     what is wrong with it, or done otherwise; exit code 1 with errors
  auditlog explain FILE [--cloud CLOUD]      what each cloud makes of it; CLOUD is aws, gcp or azure

  --json      for programs
  --help      this text
  --version   the version

FILE may be - for the standard input. Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.
`;

const commands = ["check", "explain", "help"] as const;
const options = ["--cloud", "--json", "--help", "--version"];

const didYouMean = (word: string, known: readonly string[]): string => {
  const near = nearestOf(word, known);
  return near === undefined ? "" : `did you mean ${near}? `;
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cloud: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const unknown = /'(--?[^' ]*)/.exec((error as Error).message)?.[1] ?? "";
    if (options.includes(unknown)) throw new UsageError(`${unknown} is used wrongly; see auditlog --help`);
    const near = nearestOf(
      unknown,
      options.map((option) => option.slice(2)),
    );
    const meant = near === undefined ? "" : `did you mean --${near}? `;
    throw new UsageError(`${unknown} is no option; ${meant}known: ${options.join(", ")}`);
  }
};

const isCloud = (name: string): name is Cloud => clouds.some((cloud) => cloud === name);

const cloudOf = (name: string | undefined): Cloud | undefined => {
  if (name === undefined || isCloud(name)) return name;
  throw new UsageError(`${name} is no cloud; ${didYouMean(name, clouds)}give ${clouds.join(", ")}`);
};

const dispatch = (args: readonly string[], io: Io, version: string): number => {
  const { values, positionals } = parsed(args);
  const [command, ...files] = positionals;
  if (values.version) {
    io.stdout(`${version}\n`);
    return 0;
  }
  if (values.help || command === "help") {
    io.stdout(usage);
    return 0;
  }
  if (command === undefined) {
    io.stderr(usage);
    return 2;
  }
  const [file, ...more] = files;
  const wanted = `give a file: auditlog ${command} audit.yaml`;
  if (command === "check") {
    if (file === undefined) throw new UsageError(`no file is given; ${wanted}`);
    if (values.cloud !== undefined) throw new UsageError("check has no --cloud; it checks for all of them");
    return check(io, files, values.json);
  }
  if (command === "explain") {
    if (file === undefined || more.length > 0)
      throw new UsageError(`${files.length} files are given; give one: auditlog explain audit.yaml`);
    return explain(io, file, cloudOf(values.cloud), values.json);
  }
  throw new UsageError(`${command} is no command; ${didYouMean(command, commands)}known: ${commands.join(", ")}`);
};

/** Runs one call and gives its exit code. */
export const run = (args: readonly string[], io: Io, version: string): number => {
  try {
    return dispatch(args, io, version);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`auditlog: ${plain(error.message)}\n`);
    return 2;
  }
};
