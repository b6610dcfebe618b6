export interface Row {
  what: string;
  budget: string;
  measured: string;
  /** Measured against the budget, or against what it stands beside. */
  ratio: string;
}

export const ms = (value: number): string => `${value.toFixed(0)} ms`;

export const mb = (value: number, digits = 0): string => `${value.toFixed(digits)} MB`;

/** How many times the other; nothing where one of them is not known. */
export const times = (value: number | undefined, other: number | undefined): string =>
  value === undefined || other === undefined ? "" : `${(value / other).toFixed(2)} x`;

/** Lays rows out in columns, the first one to the left and the numbers to the right. */
export function renderTable(rows: readonly Row[]): string {
  const head: Row = { what: "what", budget: "budget", measured: "measured", ratio: "ratio" };
  const columns = ["what", "budget", "measured", "ratio"] as const;
  const all = [head, ...rows];
  const widths = columns.map((column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) =>
    columns
      .map((column, index) => (index === 0 ? row[column].padEnd(widths[index]!) : row[column].padStart(widths[index]!)))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
