import { parseArgs } from "node:util";
import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import { nearestOf } from "../../core/contract/nearest.ts";
import { type Option, type OptionName, optionNames, options } from "../commands/options.ts";
import { UsageError } from "../io.ts";

/** The arguments by kind. */
export interface Given {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<OptionName>;
  /** Of the options that take one. */
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
}

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

/** Reads leniently and judges here, since Node's own sentences say less. */
export const given = (args: readonly string[]): Given => {
  const { tokens } = parseArgs({
    args: [...args],
    options: readerOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = { words: [] as string[], flags: new Set<OptionName>(), values: new Map<OptionName, string[]>() };
  for (const token of tokens) {
    if (token.kind === "positional") found.words.push(token.value);
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

/** The value of an option that can be given once. Throws `UsageError` where it is given again. */
export const onlyOne = ({ values }: Given, name: OptionName): string | undefined => {
  const [value, ...others] = values.get(name) ?? [];
  if (others.length > 0) throw new UsageError(`--${name} is given ${others.length + 1} times; keep one of them`);
  return value;
};

const cloudNamed = (name: string): Cloud => {
  const known = clouds.find((one) => one === name);
  if (known !== undefined) return known;
  throw new UsageError(`${name} is no cloud; ${didYouMean(name, clouds)}give ${clouds.join(", ")}`);
};

/** Those that `--cloud` names; all of them where it names none. */
export const cloudsGiven = ({ values }: Given): readonly Cloud[] => {
  const named = (values.get("cloud") ?? []).map(cloudNamed);
  return clouds.filter((one) => named.length === 0 || named.includes(one));
};
