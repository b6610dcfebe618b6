import { type Cloud, cloudNames } from "../../core/contract/cloud.ts";
import type { Cost } from "../../core/cost/cost.ts";
import { type Volumes, volumeNames, volumeTable } from "../../core/cost/volumes.ts";
import { paint } from "./colour.ts";
import { wrapped } from "./text.ts";

const number = (value: number, digits: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Whole where it is a number of things, to a hundredth where it is a measure. */
const quantityText = (quantity: number): string => number(quantity, Number.isInteger(quantity) ? 0 : 2);

const table = ({ lines, monthly }: Cost): string[] => {
  const rows = [
    ["", "quantity", "", "price", "USD a month"],
    ...lines.map(({ what, quantity, unit, price, monthly: usd }) => [
      what,
      quantityText(quantity),
      unit,
      price,
      number(usd, 2),
    ]),
    ["in all", "", "", "", number(monthly, 2)],
  ];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const isNumber = (at: number): boolean => at === 1 || at === 4;
  return rows.map((row) =>
    `  ${row.map((text, at) => (isNumber(at) ? text.padStart(widths[at]!) : text.padEnd(widths[at]!))).join("  ")}`.trimEnd(),
  );
};

const listed = (title: string, all: readonly string[]): string[] =>
  all.length === 0 ? [] : [`  ${title}`, ...all.flatMap((one) => wrapped(one, "    "))];

/** What a spec costs in each cloud, at some volumes. */
export const costLines = (
  found: readonly { readonly cloud: Cloud; readonly cost: Cost | undefined }[],
  volumes: Volumes,
  hasColour: boolean,
): string[] => [
  "",
  paint("Cost, estimated", "bold", hasColour),
  ...volumeNames.map((name) => `  ${name}: ${number(volumes[name], 0)} ${volumeTable[name].says}`),
  ...found.flatMap(({ cloud, cost }) =>
    cost === undefined
      ? ["", `${cloudNames[cloud]}: no estimate, since its prices are not known here`]
      : [
          "",
          paint(`${cloudNames[cloud]}, a month in ${cost.region}, at prices of ${cost.pricesOf}`, "bold", hasColour),
          ...table(cost),
          ...listed("what may surprise", cost.surprises),
          ...listed("taken for certain", cost.assumptions),
          ...listed("not counted", cost.notCounted),
        ],
  ),
];
