import type { Cloud, Properties, ResourceType, Rule } from "../../sandbox/resource.ts";
import type { Shapes } from "../../sandbox/shapes.ts";

const rule = (id: string, on: Rule["on"], refuse: Rule["refuse"]): Rule => ({
  id,
  source: "https://example.com",
  on,
  refuse,
});

const box: ResourceType = {
  token: "toy:index:Box",
  autoname: { property: "name", form: "dash-7-hex", maxLength: 16, transform: "lower-case" },
  replaceOn: ["name", "place"],
  rules: [
    rule("box-size-is-small", ["create", "update"], ({ inputs }) =>
      Number(inputs.size) > 10 ? { name: "BoxTooLarge", message: `${inputs.size} is above 10` } : undefined,
    ),
    rule("box-place-exists", ["create"], ({ inputs, config }) =>
      inputs.place === config.region ? undefined : { name: "NoSuchPlace", message: `no place ${inputs.place}` },
    ),
    rule("box-is-empty", ["delete"], ({ inputs }) =>
      inputs.size === 9 ? { name: "BoxNotEmpty", message: "it holds 9" } : undefined,
    ),
    rule("box-of-seven", ["create"], ({ inputs }) => {
      if (inputs.size === 7) throw new TypeError("seven");
      return undefined;
    }),
  ],
  id: (inputs) => String(inputs.name),
  conflict: "BoxAlreadyExists",
  outputs: (inputs, config, store) => ({
    address: `${config.region}/${inputs.name}/${inputs.size}`,
    siblings: store.list("toy:index:Box").length,
    never: undefined as never,
  }),
};
const simple = (token: string, more: Partial<ResourceType>): ResourceType => {
  const id = (inputs: Properties) => String(inputs.name);
  return { token, id, replaceOn: [], rules: [], conflict: "Taken", outputs: () => ({}), ...more };
};
const ring = simple("toy:index:Ring", { onDelete: () => "keep" });
const vault = simple("toy:index:Vault", {
  onDelete: () => "tombstone",
  outputs: ({ name }, _, store) => ({
    deletedBefore: store.list("toy:index:Vault", { tombstones: true }).some(({ id }) => id === name),
  }),
});
const small = simple("toy:index:Small", { autoname: { property: "name", form: "8-hex" } });
/** Its deletion takes along every ring and vault that is named after it. */
const shelf = simple("toy:index:Shelf", {
  rules: [
    rule("shelf-is-loose", ["delete"], ({ inputs }) =>
      inputs.name === "fixed" ? { name: "ShelfFixed", message: "it is screwed on" } : undefined,
    ),
  ],
  cascade: ({ existing, store }) =>
    ["toy:index:Ring", "toy:index:Vault"]
      .flatMap((token) => store.list(token))
      .filter(({ id }) => id.startsWith(`${existing?.id}-`)),
});

export const toy: Cloud = {
  name: "toy",
  config: { region: "north", account: undefined },
  requiredConfig: { account: "Set toy:account." },
  busy: { name: "ToyBusy", message: "ask again" },
  types: [box, ring, vault, small, shelf],
  invokes: {
    "toy:index:whoami": (args, config) => ({ account: config.account!, asked: args.question ?? null }),
    "toy:index:fail": () => {
      throw new Error("nobody");
    },
  },
};

const name = { name: { kind: "string" } } as const;

export const toyShapes: Shapes = {
  "toy:index:Box": {
    ...name,
    size: { kind: "number", required: true },
    place: { kind: "string" },
    note: { kind: "string" },
  },
  ...Object.fromEntries(["Ring", "Vault", "Small", "Shelf"].map((one) => [`toy:index:${one}`, name])),
};
