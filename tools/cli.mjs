import { parseArgs } from "node:util";
import { SetupError } from "./process.mjs";

/**
 * Parses a script's options, each of them a flag or `--name value`; an unknown one is refused with the nearest known.
 * @param {string[]} argv
 * @param {NonNullable<import("node:util").ParseArgsConfig["options"]>} options
 */
export function parseFlags(argv, options, { allowPositionals = false } = {}) {
  const given = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  for (const argument of given) {
    const name = /^--(?:no-)?([^=]+)/.exec(argument)?.[1];
    if (name && !(name in options)) throw new SetupError(unknownOption(name, Object.keys(options)));
  }
  try {
    return parseArgs({ args: argv, options, allowPositionals, strict: true });
  } catch (error) {
    if (error.code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") throw new SetupError(unexpectedArgument(error.message));
    if (String(error.code).startsWith("ERR_PARSE_ARGS")) throw new SetupError(error.message);
    throw error;
  }
}

// npm keeps the options in front of `--` for itself, and passes on what they were followed by.
function unexpectedArgument(message) {
  const [, argument] = /'(.*?)'/.exec(message) ?? ["", "an argument"];
  return `${argument} is not expected here; options of a script come after --, as in: npm run demo -- --stack prod`;
}

function unknownOption(name, known) {
  const nearest = known
    .map((option) => ({ option, distance: distanceBetween(name, option) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest && nearest.distance <= Math.max(2, name.length / 3)) {
    return `There is no option --${name}; did you mean --${nearest.option}?`;
  }
  const list = known.map((option) => `--${option}`).join(", ");
  return `There is no option --${name}; ${list ? `there are ${list}` : "this command has none"}.`;
}

/** How many letters to insert, remove or change to get from one word to the other. */
function distanceBetween(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length];
}
