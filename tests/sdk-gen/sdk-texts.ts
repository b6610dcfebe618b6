import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSdks } from "../../sdk-gen/sdks/files.ts";
import { type Language, languages } from "../../sdk-gen/sdks/languages.ts";

const root = join(import.meta.dirname, "..", "..");

export interface Described {
  description?: string;
  name?: string;
  value?: string;
  properties?: Record<string, Described>;
  inputProperties?: Record<string, Described>;
  enum?: Described[];
}

export interface Schema {
  resources: Record<string, Described>;
  types: Record<string, Described>;
}

export const schema = JSON.parse(readFileSync(join(root, "schema.json"), "utf8")) as Schema;

const code = /\.(?:ts|py|go|cs|java)$/;

/** The code of each SDK, by the files' names. */
export const sdkFiles: Record<Language, Map<string, string>> = (() => {
  const all = [...readSdks(join(root, "sdk-gen"))].filter(([name]) => code.test(name));
  const of = (language: Language) =>
    new Map(all.filter(([name]) => name.startsWith(`${language}/`)).map(([name, content]) => [name, `${content}`]));
  return Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<
    Language,
    Map<string, string>
  >;
})();

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** As people read it: without the marks of comments and the escapes of their formats, with single spaces. */
export const readable = (text: string): string =>
  text
    .replace(/^[ \t]*(?:\/\/\/?|\*(?!\/))/gm, "")
    .replace(/\{@literal (.)\}/g, "$1")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, " ");

/** Every text of the schema that people read, by where it stands. */
export const descriptions = (): Map<string, string> => {
  const found = new Map<string, string>();
  const visit = (place: string, { description, properties, inputProperties, enum: members }: Described): void => {
    if (description !== undefined) found.set(place, description);
    for (const parts of [properties, inputProperties]) {
      for (const [name, part] of Object.entries(parts ?? {})) visit(`${place}.${name}`, part);
    }
    for (const member of members ?? []) visit(`${place}.${member.name}`, member);
  };
  for (const part of [schema.resources, schema.types]) {
    for (const [token, one] of Object.entries(part)) visit(token.replace("auditlog:index:", ""), one);
  }
  return found;
};
