import { parseArgs } from "node:util";
import { type AwsExistingPart, awsExistingParts } from "../core/contract/aws-existing-parts.ts";
import { type Cloud, clouds } from "../core/contract/cloud.ts";
import { nearestOf } from "../core/contract/nearest.ts";
import {
  type CatalogKind,
  type Command,
  type CommandEntry,
  catalogKinds,
  commands,
  commandTable,
  type Option,
  type OptionName,
  optionNames,
  options,
  optionsOf,
  type Shell,
  shells,
} from "./commands.ts";
import { UsageError } from "./io.ts";
import type { ReplayForm } from "./replay.ts";

/** What the user asks for. */
export type Call =
  | { readonly kind: "nothing" | "version" }
  | { readonly kind: "help"; readonly about: Command | "all" }
  | { readonly kind: "check"; readonly files: readonly string[]; readonly isJson: boolean }
  | {
      readonly kind: "explain";
      readonly file: string;
      readonly clouds: readonly Cloud[];
      readonly adopted: readonly AwsExistingPart[];
      /** As they are written; none where no cost is asked for. */
      readonly volumes: readonly string[];
      readonly isJson: boolean;
    }
  | {
      readonly kind: "replay";
      readonly spec: string;
      readonly events: readonly string[];
      readonly form: ReplayForm;
    }
  | { readonly kind: "completion"; readonly shell: Shell }
  | {
      readonly kind: "catalog";
      readonly of: CatalogKind | undefined;
      readonly id: string | undefined;
      /** Whose queries are shown. */
      readonly clouds: readonly Cloud[];
      readonly isJson: boolean;
    };

/** The table of options, as Node's own reader of arguments takes it. */
const readerOptions = Object.fromEntries(
  optionNames.map((name) => {
    const { short, value }: Option = options[name];
    return [name, { type: value ? "string" : "boolean", multiple: true, ...(short && { short }) } as const];
  }),
);

/** A nearest word that was perhaps meant, as the beginning of what to write instead. */
export const didYouMean = (word: string, known: readonly string[], before = ""): string => {
  const near = nearestOf(word, known);
  return near === undefined ? "" : `did you mean ${before}${near}? `;
};

interface Given {
  readonly positionals: readonly string[];
  readonly flags: ReadonlySet<OptionName>;
  /** Of the options that take one. */
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
}

/** The arguments by kind: read leniently and judged here, since Node's own sentences say less. */
const given = (args: readonly string[]): Given => {
  const { tokens } = parseArgs({
    args: [...args],
    options: readerOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = { positionals: [] as string[], flags: new Set<OptionName>(), values: new Map<OptionName, string[]>() };
  for (const token of tokens) {
    if (token.kind === "positional") found.positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const known = optionNames.find((one) => one === name);
    if (known === undefined) {
      const list = optionNames.map((one) => `--${one}`).join(", ");
      throw new UsageError(`${rawName} is no option; ${didYouMean(name, optionNames, "--")}known: ${list}`);
    }
    const taken = (options[known] as Option).value;
    if (taken && !value) throw new UsageError(`${rawName} needs a value; give it as in ${rawName} ${taken.example}`);
    if (!taken && value !== undefined) throw new UsageError(`${rawName} takes no value; give ${rawName} alone`);
    found.flags.add(known);
    if (value !== undefined) found.values.set(known, [...(found.values.get(known) ?? []), value]);
  }
  return found;
};

const commandNamed = (name: string): Command => {
  const known = commands.find((one) => one === name);
  if (known !== undefined) return known;
  const all = [...commands, "help"];
  throw new UsageError(`${name} is no command; ${didYouMean(name, all)}known: ${all.join(", ")}`);
};

const cloudNamed = (name: string): Cloud => {
  const known = clouds.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(`${name} is no cloud; ${didYouMean(name, clouds)}give ${clouds.join(", ")}`);
};

const partNamed = (name: string): AwsExistingPart => {
  const known = awsExistingParts.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(
    `${name} can't be adopted; ${didYouMean(name, awsExistingParts)}give ${awsExistingParts.join(", ")}`,
  );
};

/** Those that are named; all of them where none is. */
const cloudsNamed = (names: readonly string[]): readonly Cloud[] => {
  const named = names.map(cloudNamed);
  return clouds.filter((one) => named.length === 0 || named.includes(one));
};

const catalogCall = (words: readonly string[], asked: readonly string[], isJson: boolean): Call => {
  const [word, id, ...others] = words;
  const of = catalogKinds.find((one) => one === word);
  if (word !== undefined && of === undefined) {
    throw new UsageError(
      `${word} is not in the catalog; ${didYouMean(word, catalogKinds)}give ${catalogKinds.join(", ")}`,
    );
  }
  if (others.length > 0)
    throw new UsageError(`${others.length + 1} ids are given; give one: auditlog catalog ${of} ${id}`);
  if (asked.length > 0 && of !== "questions") {
    const page = of === undefined ? "catalog" : `catalog ${of}`;
    throw new UsageError(`${page} has no --cloud; leave it out: each page shows all clouds`);
  }
  return { kind: "catalog", of, id, clouds: cloudsNamed(asked), isJson };
};

const replayCall = (spec: string, events: readonly string[], flags: ReadonlySet<OptionName>): Call => {
  if (events.length === 0) {
    throw new UsageError(`no events are given; give files or folders of them: auditlog replay ${spec} logs/`);
  }
  if (spec === "-" && events.includes("-")) {
    throw new UsageError("the standard input can't be both spec and events; give one of them as a file");
  }
  if (flags.has("json") && flags.has("ndjson")) {
    throw new UsageError("--json and --ndjson are both given; keep one of them");
  }
  if (flags.has("ndjson")) return { kind: "replay", spec, events, form: "ndjson" };
  return { kind: "replay", spec, events, form: flags.has("json") ? "json" : "text" };
};

const shellNamed = (words: readonly string[]): Shell => {
  const [word, ...others] = words;
  if (word === undefined) throw new UsageError("no shell is given; give one: auditlog completion bash");
  const known = shells.find((one) => one === word);
  if (known === undefined) {
    throw new UsageError(`${word} is no shell known here; ${didYouMean(word, shells)}give ${shells.join(", ")}`);
  }
  if (others.length > 0) {
    throw new UsageError(`${words.length} shells are given; give one: auditlog completion ${known}`);
  }
  return known;
};

const refuseForeign = (kind: Command, flags: ReadonlySet<OptionName>): void => {
  const own = optionsOf(kind);
  const { without }: CommandEntry = commandTable[kind];
  for (const flag of flags) {
    if (!own.includes(flag)) throw new UsageError(`${kind} has no --${flag}; leave it out: ${without[flag]}`);
  }
};

/** Arguments → what is asked for. Throws `UsageError` with what to write instead. */
export const readCall = (args: readonly string[]): Call => {
  const { positionals, flags, values } = given(args);
  const [word, ...files] = positionals;
  if (flags.has("version")) return { kind: "version" };
  if (word === undefined) return { kind: flags.has("help") ? "help" : "nothing", about: "all" };
  if (word === "help") return { kind: "help", about: files[0] === undefined ? "all" : commandNamed(files[0]) };
  const kind = commandNamed(word);
  if (flags.has("help")) return { kind: "help", about: kind };
  refuseForeign(kind, flags);
  const isJson = flags.has("json");
  if (kind === "catalog") return catalogCall(files, values.get("cloud") ?? [], isJson);
  if (kind === "completion") return { kind, shell: shellNamed(files) };
  const [file] = files;
  if (file === undefined) throw new UsageError(`no file is given; give one: auditlog ${kind} audit.yaml`);
  switch (kind) {
    case "check":
      return { kind, files, isJson };
    case "explain": {
      if (files.length > 1) {
        throw new UsageError(`${files.length} files are given; give one: auditlog explain audit.yaml`);
      }
      const adopted = (values.get("adopt") ?? []).map(partNamed);
      const volumes = values.get("volume") ?? [];
      return { kind, file, clouds: cloudsNamed(values.get("cloud") ?? []), adopted, volumes, isJson };
    }
    case "replay":
      return replayCall(file, files.slice(1), flags);
    default:
      return kind satisfies never;
  }
};
