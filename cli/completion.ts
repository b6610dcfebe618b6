import { activities } from "../core/catalog/activities.ts";
import { catalogAlerts } from "../core/catalog/alerts.ts";
import { controls } from "../core/catalog/controls.ts";
import { presets } from "../core/catalog/presets.ts";
import { questions } from "../core/catalog/questions.ts";
import type { CommandEntry } from "./commands/entry.ts";
import { type Option, type OptionName, optionNames, options } from "./commands/options.ts";
import { type CatalogKind, catalogKinds, commands, commandTable, optionsOf, type Shell, shells } from "./commands.ts";
import { bash } from "./completion/bash.ts";
import { fish } from "./completion/fish.ts";
import { powershell } from "./completion/powershell.ts";
import type { Completions, Word } from "./completion/words.ts";
import { zsh } from "./completion/zsh.ts";

const entries = {
  alerts: catalogAlerts,
  questions,
  controls,
  presets,
  activities,
} as const satisfies Record<CatalogKind, readonly { readonly id: string; readonly title: string }[]>;

const ids = (kind: CatalogKind): Word[] => entries[kind].map(({ id, title }) => ({ word: id, says: title }));

const commandWords: readonly Word[] = [
  ...commands.map((name) => ({ word: name, says: commandTable[name].summary })),
  { word: "help", says: "more about a command" },
];

const optionWords = (names: readonly OptionName[]): Word[] =>
  names.map((name) => ({ word: `--${name}`, says: options[name].summary }));

/** What can be completed, from the table that also is the usage. */
export const completions: Completions = {
  after: [
    { words: "", known: commandWords },
    { words: "help", known: commandWords.slice(0, -1) },
    { words: "catalog", known: catalogKinds.map((kind) => ({ word: kind, says: `the ${kind}` })) },
    ...catalogKinds.map((kind) => ({ words: `catalog ${kind}`, known: ids(kind) })),
    { words: "completion", known: shells.map((shell) => ({ word: shell, says: `for ${shell}` })) },
  ],
  files: commands.filter((name) => {
    const { takesFiles }: CommandEntry = commandTable[name];
    return takesFiles;
  }),
  options: [
    { command: "", known: optionWords(optionNames.filter((name) => name === "help" || name === "version")) },
    ...commands.map((name) => ({ command: name, known: optionWords(optionsOf(name)) })),
  ],
  values: optionNames.flatMap((name) => {
    const { value }: Option = options[name];
    return value === undefined ? [] : [{ option: `--${name}`, known: value.of, isFile: value.called === "FILE" }];
  }),
};

const renderers = { bash, zsh, fish, powershell } as const satisfies Record<Shell, (given: Completions) => string>;

/** The script with which a shell completes calls. */
export const completion = (shell: Shell): string => renderers[shell](completions);
