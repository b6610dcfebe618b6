const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;

export type Colour = keyof typeof codes;

/** A text in a colour, where the output may have any. */
export const paint = (text: string, colour: Colour, hasColour: boolean): string =>
  hasColour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

/** A text of a file without what a terminal would obey: control characters, and marks that turn the direction of writing. */
export const plain = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const width = 98;

/** A text in lines of a terminal's width, each after an indentation. */
export const wrapped = (text: string, indent: string): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
};
