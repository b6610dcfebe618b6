import type { Quota } from "../../core/compile/quotas.ts";
import { cloudNames } from "../../core/contract/cloud.ts";
import type { SpecInCloud } from "../request.ts";
import { paint } from "./colour.ts";
import { columns } from "./columns.ts";
import { plain } from "./text.ts";

const mostNamed = 3;

const number = (value: number): string => value.toLocaleString("en-US");

const takers = ({ of, by }: Quota): string => {
  const shown = by.slice(0, mostNamed).map(({ name, count }) => (of === "all" ? `${name} ${number(count)}` : name));
  return [...shown, ...(by.length > mostNamed ? [`${by.length - mostNamed} more`] : [])].join(", ");
};

const row = (quota: Quota): string[] => [
  `  ${quota.quota}`,
  `${number(quota.used)} of ${number(quota.limit)} ${quota.unit}${quota.of === "each" ? " at most" : ""}`,
  plain(takers(quota)),
];

/** How much of what each cloud has room for a spec takes, and what takes the most of it. */
export const quotaLines = (clouds: readonly SpecInCloud[], hasColour: boolean): string[] =>
  clouds.flatMap(({ cloud, quotas }) =>
    quotas.length === 0
      ? []
      : ["", paint(`Room on ${cloudNames[cloud]}`, "bold", hasColour), ...columns(quotas.map(row))],
  );
