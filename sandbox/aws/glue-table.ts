import type { Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { catalogOf, findDatabase } from "./glue-database.ts";
import { projectionRules } from "./glue-projection.ts";
import { namedLike } from "./member.ts";
import { items, record, refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html";

/** The provider refuses capitals, which Glue itself would fold. */
const nameIsLowerCase = namedLike(
  {
    id: "glue-table-name-is-lower-case",
    source: API,
    error: "InvalidInputException",
    field: "name",
    read: ({ name }) => name,
  },
  /^[^A-Z\r\n\t]+$/,
  255,
);

const databaseExists: Rule = {
  id: "glue-table-database-exists",
  source: `${API}#aws-glue-api-catalog-tables-CreateTable`,
  on: ["create", "update"],
  refuse: ({ inputs, config, store }) =>
    findDatabase(text(inputs.databaseName) ?? "", inputs, config, store) === undefined
      ? refusal("EntityNotFoundException", `Database ${text(inputs.databaseName)} not found.`)
      : undefined,
};

const namesOf = (columns: Properties[string] | undefined): string[] =>
  items(columns).map((column) => text(record(column).name)?.toLowerCase() ?? "");

const columnsDiffer: Rule = {
  id: "glue-table-columns-and-partition-keys-differ",
  source: "https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const names = [...namesOf(record(inputs.storageDescriptor).columns), ...namesOf(inputs.partitionKeys)];
    const again = names.find((name, at) => names.indexOf(name) !== at);
    return again === undefined
      ? undefined
      : refusal(
          "HIVE_INVALID_METADATA",
          `Glue accepts the table, and Athena refuses each query: Table descriptor contains duplicate columns (${again})`,
        );
  },
};

const keyOf = (inputs: Properties, config: ProviderConfig): string =>
  [catalogOf(inputs, config), text(inputs.databaseName), text(inputs.name)].join(":");

/** The id names account, database and table; another region's table of that name has its region in it too. */
function idOf(inputs: Properties, config: ProviderConfig, store?: Store): string {
  const key = keyOf(inputs, config);
  const region = regionOf(inputs, config);
  const there = store?.get(TOKEN.glueTable, key);
  return there === undefined || there.outputs.region === region ? key : `${region}:${key}`;
}

export const glueTable: ResourceType = {
  token: TOKEN.glueTable,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "databaseName", "catalogId", "openTableFormatInput", "partitionIndices", "region"],
  rules: [nameIsLowerCase, databaseExists, columnsDiffer, ...projectionRules],
  id: idOf,
  conflict: "AlreadyExistsException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    catalogId: catalogOf(inputs, config),
    arn: regionalArn("glue", `table/${text(inputs.databaseName)}/${text(inputs.name)}`, inputs, config),
    region: regionOf(inputs, config),
  }),
};
