import type { CloudError, Properties, Rule } from "../resource.ts";
import { items, record, refusal, text } from "./place.ts";

/**
 * Partition projection: Glue stores any properties, and Athena refuses each query of a table whose properties it can't make
 * partitions from.
 */
const TYPES = "https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html";
const SETTING_UP = "https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html";

const units = "YEARS MONTHS WEEKS DAYS HOURS MINUTES SECONDS MILLISECONDS".split(" ");
const relativeDate = /^\s*NOW\s*([+-]\s*[0-9]+\s*(YEARS?|MONTHS?|WEEKS?|DAYS?|HOURS?|MINUTES?|SECONDS?)\s*)?$/;

interface Column {
  name: string;
  /** A property of the column's projection, such as `type`, without the white space around it. */
  property(name: string): string | undefined;
}

function columnsOf({ parameters, partitionKeys }: Properties): Column[] {
  const given = record(parameters);
  if (text(given["projection.enabled"])?.toLowerCase() !== "true") return [];
  return items(partitionKeys).map((key) => {
    const name = text(record(key).name) ?? "";
    return { name, property: (property) => text(given[`projection.${name}.${property}`])?.trim() };
  });
}

const queriesFail = (message: string): CloudError =>
  refusal("HIVE_METASTORE_ERROR", `Glue accepts the table, and Athena refuses each query: ${message}`);

/** A rule over each column that partitions are projected from. */
function ofColumns(id: string, source: string, broken: (column: Column) => string | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      const problem = columnsOf(inputs).map(broken).find(Boolean);
      return problem === undefined ? undefined : queriesFail(problem);
    },
  };
}

const typeOf = ({ property }: Column): string | undefined => property("type")?.toLowerCase();

const everyColumnIsProjected: Rule = {
  id: "glue-projection-has-every-partition-key",
  source: SETTING_UP,
  on: ["create", "update"],
  refuse({ inputs }) {
    const missing = columnsOf(inputs).filter((column) => typeOf(column) === undefined);
    if (missing.length === 0) return undefined;
    const table = `${text(inputs.databaseName)}.${text(inputs.name)}`;
    const names = missing.map(({ name }) => name).join(", ");
    return queriesFail(
      `Table ${table} is configured for partition projection, but the following partition columns are missing projection configuration: [${names}]`,
    );
  },
};

const typeIsKnown = ofColumns("glue-projection-type-is-known", `${TYPES}`, (column) => {
  const type = typeOf(column);
  return type === undefined || ["enum", "integer", "date", "injected"].includes(type)
    ? undefined
    : `projection.${column.name}.type is ${type}, not enum, integer, date or injected`;
});

const enumHasValues = ofColumns(
  "glue-projection-enum-has-values",
  `${TYPES}#partition-projection-enum-type`,
  (column) =>
    typeOf(column) === "enum" && column.property("values") === undefined
      ? `projection.${column.name}.values is required`
      : undefined,
);

const integerHasARange = ofColumns(
  "glue-projection-integer-has-a-range",
  `${TYPES}#partition-projection-integer-type`,
  (column) =>
    typeOf(column) === "integer" && !/^-?\d+\s*,\s*-?\d+$/.test(column.property("range") ?? "")
      ? `projection.${column.name}.range is two whole numbers with a comma between them`
      : undefined,
);

/** A literal is only measured by its length and its separators: the sandbox reads no Java date formats. */
function isDate(value: string, format: string): boolean {
  if (relativeDate.test(value)) return true;
  const shape = (pattern: string): string => pattern.replaceAll(/[A-Za-z0-9]/g, "0");
  return value !== "" && shape(value) === shape(format) && /^[^A-Za-z]*$/.test(value);
}

const dateHasAFormatAndARange = ofColumns(
  "glue-projection-date-has-a-format-and-a-range",
  `${TYPES}#partition-projection-date-type`,
  (column) => {
    if (typeOf(column) !== "date") return undefined;
    const format = column.property("format");
    if (format === undefined) return `projection.${column.name}.format is required`;
    const ends = (column.property("range") ?? "").split(",");
    if (ends.length === 2 && ends.every((end) => isDate(end, format))) return undefined;
    return `projection.${column.name}.range is two dates in the format ${format}, or relative to NOW`;
  },
);

/** Of formats with a time of day there is no default. */
const hasTimeOfDay = (format: string): boolean => /[HhKkmsSAnN]/.test(format.replaceAll(/'[^']*'/g, ""));

const dateIntervalIsValid = ofColumns(
  "glue-projection-date-interval-is-valid",
  `${TYPES}#partition-projection-date-type`,
  (column) => {
    if (typeOf(column) !== "date") return undefined;
    const interval = column.property("interval");
    const unit = column.property("interval.unit");
    if ((interval === undefined || unit === undefined) && hasTimeOfDay(column.property("format") ?? ""))
      return `projection.${column.name}.interval and its unit are required with a time of day`;
    if (interval !== undefined && !/^0*[1-9]\d*$/.test(interval))
      return `projection.${column.name}.interval is a positive whole number`;
    return unit === undefined || units.includes(unit.toUpperCase())
      ? undefined
      : `projection.${column.name}.interval.unit is one of ${units.join(", ")}`;
  },
);

const templateHasEveryKey: Rule = {
  id: "glue-projection-template-has-every-partition-key",
  source: `${SETTING_UP}#partition-projection-specifying-custom-s3-storage-locations`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const template = text(record(inputs.parameters)["storage.location.template"]);
    if (template === undefined) return undefined;
    const missing = columnsOf(inputs).filter(({ name }) => !template.includes(`\${${name}}`));
    if (missing.length === 0) return undefined;
    const names = missing.map(({ name }) => name).join(", ");
    return queriesFail(`storage.location.template has no placeholder for the partition columns [${names}]`);
  },
};

export const projectionRules: readonly Rule[] = [
  everyColumnIsProjected,
  typeIsKnown,
  enumHasValues,
  integerHasARange,
  dateHasAFormatAndARange,
  dateIntervalIsValid,
  templateHasEveryKey,
];
