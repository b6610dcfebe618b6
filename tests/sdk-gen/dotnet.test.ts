// There is no .NET here: that the SDK compiles is not proved, only that it has everything that the schema has.
import { expect, test } from "vitest";
import { type Described, schema, sdkFiles } from "./sdk-texts.ts";

interface Typed extends Described {
  $ref?: string;
  items?: Typed;
  additionalProperties?: Typed;
}

/** What begins otherwise, such as a resource of another package, is no type of ours. */
const ours = "#/types/";

const referred = ({ $ref, items, additionalProperties }: Typed): string | undefined =>
  ($ref?.startsWith(ours) ? $ref.slice(ours.length) : undefined) ??
  (items && referred(items)) ??
  (additionalProperties && referred(additionalProperties));

/** The types that these properties need, and those that they need in turn. */
const reachable = (properties: Record<string, Typed> = {}, found = new Set<string>()): Set<string> => {
  for (const property of Object.values(properties)) {
    const token = referred(property);
    if (token === undefined || found.has(token)) continue;
    found.add(token);
    reachable(schema.types[token]!.properties, found);
  }
  return found;
};

const nameOf = (token: string): string => token.split(":").at(-1)!;
const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const files = sdkFiles.dotnet;

/** What a file doesn't declare of a type and of its properties. */
const missing = (file: string, declaration: string, names: string[], pattern: (name: string) => RegExp): string[] => {
  const text = files.get(file);
  if (text === undefined) return [file];
  return [
    ...(text.includes(declaration) ? [] : [`${file}: ${declaration}`]),
    ...names.filter((name) => !pattern(name).test(text)).map((name) => `${file}: ${name}`),
  ];
};

const input = (name: string): RegExp =>
  new RegExp(`\\[Input\\("${name}"[^\\]]*\\]\\s+(?:public|private) \\S+\\?? \\w+`);
const output = (name: string): RegExp =>
  new RegExp(`\\[Output\\("${name}"\\)\\]\\s+public Output<.+> ${capitalised(name)} `);
const field = (name: string): RegExp => new RegExp(`public readonly .+ ${capitalised(name)};`);
const value = (text: string): RegExp => new RegExp(`public static \\w+ \\w+ { get; } = new \\w+\\("${text}"\\);`);

const resources = Object.entries(schema.resources);
const objects = (side: "inputProperties" | "properties"): [string, string[]][] =>
  [...new Set(resources.flatMap(([, one]) => [...reachable(one[side])]))]
    .filter((token) => schema.types[token]!.properties !== undefined)
    .map((token) => [nameOf(token), Object.keys(schema.types[token]!.properties!)]);

test("each component is a class with its outputs, and has a class of arguments", () => {
  const lost = resources.flatMap(([token, { inputProperties = {}, properties = {} }]) => {
    const name = nameOf(token);
    const file = `dotnet/${name}.cs`;
    return [
      ...missing(file, `class ${name} : global::Pulumi.ComponentResource`, Object.keys(properties), output),
      ...missing(file, `class ${name}Args : global::Pulumi.ResourceArgs`, Object.keys(inputProperties), input),
    ];
  });
  expect([resources.length, lost]).toEqual([4, []]);
});

test("each type that is given is a class with its fields", () => {
  const types = objects("inputProperties");
  const lost = types.flatMap(([name, names]) =>
    missing(`dotnet/Inputs/${name}Args.cs`, `class ${name}Args : global::Pulumi.ResourceArgs`, names, input),
  );
  expect(types.length).toBeGreaterThan(15);
  expect(lost).toEqual([]);
});

test("each type that comes out is a class with its fields", () => {
  const types = objects("properties");
  const lost = types.flatMap(([name, names]) => missing(`dotnet/Outputs/${name}.cs`, `class ${name}`, names, field));
  expect(types.length).toBeGreaterThan(1);
  expect(lost).toEqual([]);
});

test("each list of values is a struct with those values", () => {
  const types = Object.entries(schema.types).filter(([, one]) => one.enum !== undefined);
  const lost = types.flatMap(([token, { enum: members = [] }]) =>
    missing(
      "dotnet/Enums.cs",
      `struct ${nameOf(token)} : IEquatable<${nameOf(token)}>`,
      members.map((member) => member.value!),
      value,
    ),
  );
  expect(types.length).toBeGreaterThan(15);
  expect(lost).toEqual([]);
});
