import type { Properties, ProviderConfig, ResourceType, Store, Stored } from "../resource.ts";
import { namedLike } from "./member.ts";
import { accountOf, regionalArn, regionOf, TOKEN, tagsAll, text } from "./place.ts";

/** The account whose Data Catalog it is in. */
export const catalogOf = (inputs: Properties, config: ProviderConfig): string =>
  text(inputs.catalogId) ?? accountOf(config);

/** A database of the same account and region. */
export function findDatabase(
  name: string,
  inputs: Properties,
  config: ProviderConfig,
  store: Store,
): Stored | undefined {
  const isIts = ({ outputs }: Stored): boolean =>
    outputs.catalogId === catalogOf(inputs, config) && outputs.region === regionOf(inputs, config);
  return store.where(TOKEN.glueDatabase, "name", name).find(isIts);
}

/** The provider refuses capitals, which Glue itself would fold. */
const nameIsLowerCase = namedLike(
  {
    id: "glue-database-name-is-lower-case",
    source: "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-databases.html",
    error: "InvalidInputException",
    field: "name",
    read: ({ name }) => name,
  },
  /^[^A-Z\r\n\t]+$/,
  255,
);

/** The id names account and database; another region's database of that name has its region in it too. */
function idOf(inputs: Properties, config: ProviderConfig, store?: Store): string {
  const name = text(inputs.name) ?? "";
  const id = `${catalogOf(inputs, config)}:${name}`;
  const same = store && findDatabase(name, inputs, config, store);
  if (same !== undefined) return same.id;
  return store?.get(TOKEN.glueDatabase, id) === undefined ? id : `${regionOf(inputs, config)}:${id}`;
}

export const glueDatabase: ResourceType = {
  token: TOKEN.glueDatabase,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "catalogId", "region"],
  rules: [nameIsLowerCase],
  id: idOf,
  conflict: "AlreadyExistsException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    catalogId: catalogOf(inputs, config),
    arn: regionalArn("glue", `database/${text(inputs.name)}`, inputs, config),
    region: regionOf(inputs, config),
    ...tagsAll(inputs),
  }),
  cascade: ({ existing, store }) =>
    store
      .where(TOKEN.glueTable, "databaseName", existing?.outputs.name ?? "")
      .filter(
        ({ outputs }) =>
          outputs.catalogId === existing?.outputs.catalogId && outputs.region === existing?.outputs.region,
      ),
};
