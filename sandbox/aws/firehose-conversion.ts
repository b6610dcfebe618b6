import type { Call, CloudError, Properties, Rule, Stored } from "../resource.ts";
import { conversionOf, destinationOf, FIREHOSE_API, invalidArgument, rule } from "./firehose-destination.ts";
import { findDatabase } from "./glue-database.ts";
import { items, record, regionOf, TOKEN, text, whole } from "./place.ts";
import { roleMay } from "./service-role.ts";

const GUIDE = "https://docs.aws.amazon.com/firehose/latest/dev/";
const CONVERSION = `${GUIDE}record-format-conversion.html`;

const isUncompressed = rule("firehose-conversion-is-uncompressed", CONVERSION, (inputs) => {
  const format = text(destinationOf(inputs).compressionFormat) ?? "UNCOMPRESSED";
  if (conversionOf(inputs) === undefined || format === "UNCOMPRESSED") return undefined;
  return invalidArgument("CompressionFormat must be UNCOMPRESSED when data format conversion is enabled");
});

const bufferIsAtLeast64 = rule(
  "firehose-conversion-buffers-at-least-64-megabytes",
  `${FIREHOSE_API}API_BufferingHints.html`,
  (inputs) => {
    const size = whole(destinationOf(inputs).bufferingSize) ?? 5;
    if (conversionOf(inputs) === undefined || size >= 64) return undefined;
    return invalidArgument(
      `BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled, not ${size}`,
    );
  },
);

const schemaOf = (inputs: Properties): Properties => record(conversionOf(inputs)?.schemaConfiguration);

function tableOf({ inputs, config, store }: Call): Stored | undefined {
  const { databaseName, tableName } = schemaOf(inputs);
  if (findDatabase(text(databaseName) ?? "", inputs, config, store) === undefined) return undefined;
  return store
    .where(TOKEN.glueTable, "name", tableName ?? "")
    .find(({ outputs }) => outputs.databaseName === databaseName && outputs.region === regionOf(inputs, config));
}

const tableExists = rule("firehose-conversion-table-exists", CONVERSION, (inputs, call) => {
  if (conversionOf(inputs) === undefined || tableOf(call) !== undefined) return undefined;
  const { databaseName, tableName } = schemaOf(inputs);
  return invalidArgument(
    `The table ${String(tableName)} of the database ${String(databaseName)} was not found in Glue`,
  );
});

const GLUE_ACTIONS = ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"];

const denied = (): CloudError =>
  invalidArgument(
    "Access was denied when calling Glue. Please ensure that the role specified in the data format conversion configuration has the necessary permissions.",
  );

/** Glue asks for each call on the table, on its database and on the catalog. */
const roleMayReadSchema = rule(
  "firehose-conversion-role-may-read-the-table",
  `${GUIDE}controlling-access.html#using-iam-glue`,
  (inputs, call) => {
    const table = tableOf(call);
    const role = text(schemaOf(inputs).roleArn);
    if (table === undefined || role === undefined) return undefined;
    const arn = String(table.outputs.arn);
    const resources = [
      arn,
      arn.replace(/:table\/([^/]+)\/.*$/, ":database/$1"),
      arn.replace(/:table\/.*$/, ":catalog"),
    ];
    const allowed = GLUE_ACTIONS.every((action) =>
      resources.every((resource) => roleMay(call.store, role, action, resource)),
    );
    return allowed ? undefined : denied();
  },
);

const processorsOf = (inputs: Properties): string[] =>
  items(record(destinationOf(inputs).processingConfiguration).processors).map(
    (processor) => text(record(processor).type) ?? "",
  );

const extractionNeedsDecompression = rule(
  "firehose-message-extraction-needs-decompression",
  `${GUIDE}Message_extraction.html`,
  (inputs) => {
    const processors = processorsOf(inputs);
    if (!processors.includes("CloudWatchLogProcessing") || processors.includes("Decompression")) return undefined;
    return invalidArgument("CloudWatchLogProcessing can only be used together with Decompression");
  },
);

export const conversionRules: readonly Rule[] = [
  isUncompressed,
  bufferIsAtLeast64,
  tableExists,
  roleMayReadSchema,
  extractionNeedsDecompression,
];
