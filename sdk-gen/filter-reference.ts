import { activities } from "../core/catalog/activities.ts";
import type { Activity, Selectors } from "../core/catalog/activity.ts";
import { fieldNames, infoOf } from "../core/filter/fields.ts";

const generated =
  "<!-- Generated from core/filter/fields.ts and core/catalog/activities by `npm run fix`: change it there. -->";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const typeText = (name: (typeof fieldNames)[number]): string => {
  const { type, values, list } = infoOf(name);
  if (name === "activities") return "the ids below, several";
  if (type === "flag") return "`true`, `false`";
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(", ");
  return list ? "texts" : "text";
};

const fieldTable = (): string =>
  [
    "| field | values | meaning | OCSF |",
    "|---|---|---|---|",
    ...fieldNames.map((name) => {
      const { description, ocsf } = infoOf(name);
      return `| \`${name}\` | ${typeText(name)} | ${cell(description)} | \`${ocsf}\` |`;
    }),
    "| `native.…` | any JSON | The record itself, out of its envelope, compared by case and type. | `unmapped` |",
  ].join("\n");

const count = (selectors: Selectors = {}): number => Object.values(selectors).flat().length;

const counted = (number: number, what: string): string[] => (number === 0 ? [] : [`${number} ${what}`]);

const sizes = ({ aws, gcp, azure, entra = [], azureResource, when }: Activity): string => {
  const names = [
    ...counted(count(aws), "of AWS"),
    ...counted(count(gcp), "of Google Cloud"),
    ...counted(count(azure) + count(azureResource), "of Azure"),
    ...counted(entra.length, "of Microsoft Entra"),
  ];
  return [
    ...(names.length > 0 ? [`operations: ${names.join(", ")}`] : []),
    ...(when === undefined ? [] : [`by condition in ${Object.keys(when).join(", ")}`]),
  ].join("; ");
};

const bySelectors = (cloud: string, selectors: Selectors = {}): string[] =>
  Object.entries(selectors).map(
    ([service, operations]) => `- ${cloud} \`${service}\`: ${operations.map((one) => `\`${one}\``).join(" ")}`,
  );

const section = (activity: Activity): string => {
  const { id, title, description, aws, gcp, azure, entra = [], azureResource, when = {} } = activity;
  return [
    `### \`${id}\``,
    `${title}. ${description}`,
    [
      ...bySelectors("AWS", aws),
      ...bySelectors("Google Cloud", gcp),
      ...bySelectors("Azure", azure),
      ...bySelectors("Azure resource logs,", azureResource),
      ...(entra.length > 0 ? [`- Microsoft Entra: ${entra.map((one) => `\`${one}\``).join(", ")}`] : []),
      ...Object.entries(when).map(([cloud, condition]) => `- ${cloud}, also where \`${condition}\``),
    ].join("\n"),
  ].join("\n\n");
};

/** The reference of filters: the fields of an event, and the classes of activity with what belongs to each. */
export const filterReference = (): string =>
  `${[
    generated,
    "# Filters: fields and classes of activity",
    "How filters are written, and what they mean, is told in [the guide](../filters.md).",
    "## Fields",
    fieldTable(),
    "## Classes of activity",
    'Tested with `in`: `"access.grant" in activities`. An event may belong to several. Names have no case; `*` stands for any text.',
    [
      "| class | what | how many |",
      "|---|---|---|",
      ...activities.map(
        (one) => `| [\`${one.id}\`](#${one.id.replaceAll(".", "")}) | ${cell(one.title)} | ${cell(sizes(one))} |`,
      ),
    ].join("\n"),
    ...activities.map(section),
  ].join("\n\n")}\n`;
