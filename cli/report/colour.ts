const codes = { bold: 1, red: 31, green: 32, yellow: 33, blue: 34 } as const;

export type Colour = keyof typeof codes;

/** A text in a colour, where the output may have any. */
export const paint = (text: string, colour: Colour, hasColour: boolean): string =>
  hasColour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

/**
 * Colours are for terminals, unless the user says otherwise.
 * https://no-color.org
 * https://force-color.org
 */
export const mayColour = (isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return isTerminal && !NO_COLOR && TERM !== "dumb";
};
