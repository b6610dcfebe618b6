/** Plain JSON, of which blueprints consist. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a blueprint leaves open until the cloud has answered: an account id, a bucket's name. Written `${name}`. */
export const token = (name: string): string => `\${${name}}`;

/** Fills the tokens in every string of a value. An unknown token is a bug of the blueprint. */
export const fill = <T extends Json>(value: T, values: Readonly<Record<string, string>>): T => {
  if (typeof value === "string") {
    return value.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const known = values[name];
      if (known === undefined) throw new Error(`the blueprint has a token that nothing fills: ${name}`);
      return known;
    }) as T;
  }
  if (Array.isArray(value)) return value.map((part: Json) => fill(part, values)) as unknown as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part, values)])) as T;
  }
  return value;
};

/** The names of the tokens in a value, each once. */
export const tokensOf = (value: Json): string[] => [
  ...new Set([...JSON.stringify(value).matchAll(/\$\{([^}"]+)\}/g)].map(([, name]) => name!)),
];
