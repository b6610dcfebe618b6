import type * as z from "zod";
import { type ComponentName, componentNames } from "../core/contract/component-names.ts";
import { componentArgs } from "../core/contract/components.ts";
import { type Field, fieldOf, fieldsOf, valuesOf } from "../core/contract/fields.ts";
import { componentOutputs } from "../core/contract/outputs.ts";
import { docOf } from "./describe.ts";
import { type PackageIdentity, packageNames } from "./package-names.ts";

type Json = { [key: string]: unknown };

/** The contract as a Pulumi package schema: what SDKs are generated from, and what `pulumi package get-schema` prints. */
export const pulumiSchema = (identity: PackageIdentity): Json => {
  const { version, description, repository, license } = identity;
  const types: Json = {};
  const resources = Object.fromEntries(
    componentNames.map((name) => [`auditlog:index:${name}`, componentSchema(name, types)]),
  );
  return {
    name: "auditlog",
    displayName: "Audit Log",
    version,
    description,
    keywords: ["pulumi", "auditlog", "kind/component", "category/cloud"],
    homepage: repository,
    license,
    repository,
    publisher: "auditlog",
    logoUrl: `${repository}/raw/main/docs/logo.png`,
    // Pulumi puts the version in, and adds the name of the archive that tools/package.mjs makes.
    pluginDownloadURL: `${repository}/releases/download/v\${VERSION}`,
    meta: { supportPack: true },
    language: languages(identity),
    config: {},
    types: Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1))),
    provider: {},
    resources,
  };
};

const languages = (identity: PackageIdentity): Json => {
  const names = packageNames(identity);
  return {
    // A program of Pulumi has @pulumi/pulumi itself, and there must be one copy of it.
    nodejs: {
      packageName: names.npm,
      packageDescription: identity.description,
      peerDependencies: { "@pulumi/pulumi": "^3.142.0" },
      respectSchemaVersion: true,
    },
    python: { packageName: names.pythonModule, respectSchemaVersion: true, pyproject: { enabled: true } },
    go: {
      importBasePath: names.go.package,
      modulePath: names.go.module,
      respectSchemaVersion: true,
      generateResourceContainerTypes: true,
    },
    csharp: {
      rootNamespace: names.dotnet.root,
      namespaces: { auditlog: names.dotnet.namespace },
      respectSchemaVersion: true,
    },
    // The generator's own build files are for Gradle and take the version from elsewhere: there is a pom.xml instead.
    java: { basePackage: names.java.base, packages: { auditlog: names.java.name }, buildFiles: "none" },
  };
};

const componentSchema = (name: ComponentName, types: Json): Json => {
  const args: z.ZodType = componentArgs[name];
  const inputs = fieldsOf(args);
  const outputs = fieldsOf(componentOutputs[name]);
  return {
    isComponent: true,
    description: args.meta()?.description,
    inputProperties: properties(inputs, types, undefined, "input"),
    ...listed("requiredInputs", required(inputs)),
    properties: properties(outputs, types, undefined, "output"),
    ...listed("required", required(outputs)),
  };
};

/** Left out where it would be empty, as Pulumi prints it. */
const listed = (name: string, fields: string[]): Json => (fields.length === 0 ? {} : { [name]: fields });

type Side = "input" | "output";

/** The path of a field in the spec, to find its default; undefined outside of it. */
const specPath = (
  typeName: string | undefined,
  path: readonly string[] | undefined,
  field: string,
): readonly string[] | undefined => {
  if (typeName === "AuditSpec" || typeName === "AuditSpecOverrides") return [field];
  return path && [...path, field];
};

const properties = (
  fields: [string, Field][],
  types: Json,
  path: readonly string[] | undefined,
  side: Side,
  typeName?: string,
): Json =>
  Object.fromEntries(
    fields.map(([name, field]) => {
      const at = specPath(typeName, path, name);
      return [
        name,
        {
          ...typeSpec(field, types, at, side),
          ...plainness(field, side),
          ...secrecy(field),
          description: docOf(field, at),
        },
      ];
    }),
  );

/**
 * What decides which resources exist must be plain; the values of a mapping may be inputs. No defaults are written: an SDK
 * would fill them in on the consumer's side, and a stack's overrides would then override with values that nobody gave.
 */
const plainness = (field: Field, side: Side): Json =>
  side === "output" || field.deferrable || field.meta.resource !== undefined ? {} : { plain: true };

const secrecy = ({ meta }: Field): Json => (meta.secret === true ? { secret: true } : {});

const required = (fields: [string, Field][]): string[] =>
  fields.filter(([, { optional }]) => !optional).map(([name]) => name);

const typeSpec = (field: Field, types: Json, path: readonly string[] | undefined, side: Side): Json => {
  const { schema, meta } = field;
  // A resource of another package: a schema has no word for it that needs no dependency on that package.
  if (meta.resource !== undefined) return { $ref: "pulumi.json#/Any" };
  switch (schema._zod.def.type) {
    case "string":
      return { type: "string" };
    case "boolean":
      return { type: "boolean" };
    case "unknown":
      return { $ref: "pulumi.json#/Any" };
    case "number":
      return { type: "integer" };
    case "literal":
      return { type: "integer" };
    case "array":
      return { type: "array", items: itemSpec((schema as z.ZodArray<z.ZodType>).element, types, path, side) };
    case "record":
      return {
        type: "object",
        additionalProperties: itemSpec((schema as z.ZodRecord<z.ZodString, z.ZodType>).valueType, types, path, side),
      };
    case "enum":
    case "object":
      return { $ref: `#/types/${define(field, types, path, side)}` };
    default:
      throw new Error(`the contract has a type that Pulumi's schema has no word for: ${schema._zod.def.type}`);
  }
};

const itemSpec = (item: z.ZodType, types: Json, path: readonly string[] | undefined, side: Side): Json => {
  const field = fieldOf(item);
  return { ...typeSpec(field, types, path, side), ...plainness(field, side) };
};

/** Without a name, `access-key-created` would be called Access_key_created or Accesskeycreated in programs. */
const memberName = (value: string): string =>
  value.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase());

/** Adds a named type, once. */
const define = (field: Field, types: Json, path: readonly string[] | undefined, side: Side): string => {
  const { id, description, values } = field.schema.meta() ?? {};
  if (id === undefined) throw new Error(`a type of the contract has no id: ${description ?? "no description either"}`);
  const token = `auditlog:index:${id}`;
  if (types[token] !== undefined) return token;
  if (field.schema._zod.def.type === "enum") {
    const members = valuesOf(field.schema).map((value) => ({
      name: memberName(value),
      value,
      description: values?.[value],
    }));
    types[token] = { type: "string", description, enum: members };
    return token;
  }
  const parts = fieldsOf(field.schema);
  types[token] = {};
  types[token] = {
    type: "object",
    description,
    properties: properties(parts, types, path, side, id),
    ...listed("required", required(parts)),
  };
  return token;
};
