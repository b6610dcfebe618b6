import type { Session } from "./session.ts";

type Names = Iterable<string>;

const anything = (names: Names) => Object.fromEntries([...names].map((name) => [name, { $ref: "pulumi.json#/Any" }]));

/**
 * As much as Pulumi YAML asks for: which resources and functions there are, and what their properties are called. What a
 * property may be is checked by the sandbox itself.
 */
export const schemaOf = ({ cloud, shapes, store, config }: Session, version: string): object => ({
  name: cloud.name,
  version,
  provider: { inputProperties: anything(Object.keys(cloud.config)) },
  resources: Object.fromEntries(
    cloud.types.map((type) => {
      const inputs = Object.keys(shapes[type.token] ?? {});
      const outputs = Object.keys(type.outputs({}, config, store, ""));
      return [
        type.token,
        { inputProperties: anything(inputs), properties: anything(new Set([...inputs, ...outputs])) },
      ];
    }),
  ),
});
