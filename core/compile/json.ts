/** Plain JSON, of which blueprints consist. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a blueprint leaves open until the cloud has answered: an account id, a bucket's name. Written `${name}`. */
export const token = (name: string): string => `\${${name}}`;

/** A value with each text in it changed, the keys of objects left alone. */
export const withTexts = <T>(value: T, change: (text: string) => string): T => {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((part) => withTexts(part, change)) as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTexts(part, change)])) as T;
  }
  return value;
};

/**
 * Texts that hold no token, whatever stands in them, for a document whose tokens are filled: those of users above all. What
 * follows them may begin with a bracket.
 */
export const literal = <T>(value: T): T =>
  withTexts(value, (text) => text.replaceAll(/\$(?=\{|$)/g, () => token("dollar")));

/** Fills the tokens in every text of a value. An unknown token is a bug of the blueprint. */
export const fill = <T extends Json>(value: T, values: Readonly<Record<string, string>>): T =>
  withTexts(value, (text) =>
    text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const known = values[name];
      if (known === undefined) throw new Error(`the blueprint has a token that nothing fills: ${name}`);
      return known;
    }),
  );

/** The names of the tokens in a value, each once. */
export const tokensOf = (value: Json): string[] => [
  ...new Set([...JSON.stringify(value).matchAll(/\$\{([^}"]+)\}/g)].map(([, name]) => name!)),
];
