import { type Html, html, type Part } from "./html.ts";

export interface Column {
  readonly title: string;
  /** Numbers stand at the right, under one another. */
  readonly isNumber?: boolean;
}

export interface Row {
  /** The first names the row. */
  readonly cells: readonly Part[];
  /** What the table's choice finds it by. */
  readonly is?: readonly string[];
}

export interface Group {
  /** Stands above its rows, and is found with each of them. */
  readonly title?: Part;
  readonly rows: readonly Row[];
}

export interface Table {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  /** What can be chosen of it: a value that rows have, and how it is called. */
  readonly choice?: { readonly label: string; readonly of: readonly (readonly [string, string])[] };
}

/** With fewer rows than this there is nothing to look for. */
const fewestFiltered = 8;

const cell = ({ title, isNumber }: Column, content: Part, isFirst: boolean): Html => {
  const kind = isNumber ? "n" : "t";
  return isFirst
    ? html`<th role="rowheader" scope="row">${content}</th>`
    : html`<td role="cell" class="${kind}" data-label="${title}">${content}</td>`;
};

const row = (columns: readonly Column[], { cells, is = [] }: Row): Html =>
  html`<tr role="row" data-is="${is.join(" ")}">${cells.map((content, at) => cell(columns[at]!, content, at === 0))}</tr>
`;

const group = (columns: readonly Column[], { title, rows }: Group): Html =>
  html`<tbody role="rowgroup">${title !== undefined && html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="${columns.length}">${title}</th></tr>`}
${rows.map((one) => row(columns, one))}</tbody>
`;

/** What the script shows, and what is no use without it. */
const filterBar = ({ id, caption, choice }: Table, rows: number): Html =>
  html`<div class="filter" role="search" aria-label="Filter: ${caption}" data-for="${id}" hidden>
<label>Find <input type="search" autocomplete="off" spellcheck="false"></label>
${
  choice !== undefined &&
  html`<label>${choice.label} <select><option value="">all</option>${choice.of.map(([value, says]) => html`<option value="${value}">${says}</option>`)}</select></label>`
}
<output aria-live="polite" data-rows="${rows}">${rows} rows</output></div>
`;

/** A table that says what it is, with its roles written out: on a narrow screen its rows are laid out as blocks. */
export const table = (given: Table): Html => {
  const { id, caption, columns, groups } = given;
  const rows = groups.reduce((sum, one) => sum + one.rows.length, 0);
  return html`${rows >= fewestFiltered && filterBar(given, rows)}<table role="table" id="${id}">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    ({ title, isNumber }) => html`<th role="columnheader" scope="col" class="${isNumber ? "n" : "t"}">${title}</th>`,
  )}</tr></thead>
${groups.map((one) => group(columns, one))}</table>
`;
};
