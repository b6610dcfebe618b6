import type * as pulumi from "@pulumi/pulumi";
import { componentNames } from "../core/contract/component-names.ts";
import { repaired } from "./server-fixes.ts";

/** The plugin: four component types, and nothing else. */
export class AuditLogProvider implements pulumi.provider.Provider {
  readonly version: string;
  readonly schema: string;

  constructor(schema: { version: string }) {
    this.version = schema.version;
    this.schema = JSON.stringify(schema);
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const component = componentNames.find((known) => type === `auditlog:index:${known}`);
    if (component === undefined) throw new Error(unknownType(type));
    // Loaded with the first component: most plugins are started only for their schema.
    const { construct } = await import("./construct.ts");
    const created = await construct(component, name, inputs, repaired(options));
    return { urn: created.urn, state: { ...created.state } };
  }
}

const unknownType = (type: string): string => {
  const known = componentNames.map((name) => `auditlog:index:${name}`);
  return `the type ${type} is not known; known types: ${known.join(", ")}`;
};
