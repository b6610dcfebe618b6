import { quoted } from "./kql-code.ts";
import type { TableForm, ToldColumn } from "./kql-forms.ts";

/** What people are told of an event: who did what to what, in which account, from where, and how it ended. */
const toldFields = {
  Who: "actor.id",
  What: "operation",
  Target: "resource",
  Account: "account",
  SourceIp: "sourceIp",
  Outcome: "outcome",
} as const satisfies Record<ToldColumn, string>;

export const toldColumns = Object.keys(toldFields) as readonly ToldColumn[];

/** Azure Monitor splits alerts by these columns, and says nothing of empty ones. */
const unknown = quoted("unknown");

interface Told {
  readonly text: string;
  /** The made columns that it needs. */
  readonly uses: readonly string[];
}

const toldIn = (column: ToldColumn, { told, fields }: TableForm): Told => {
  const given = told?.[column];
  if (given !== undefined) return { text: `coalesce(${given}, ${unknown})`, uses: [] };
  const form = fields[toldFields[column]];
  switch (form?.is) {
    case undefined:
      return { text: unknown, uses: [] };
    case "fixed":
      return { text: quoted(form.value), uses: [] };
    case "text":
    case "word": {
      const { text, made } = form.operand;
      return { text: `coalesce(${text}, ${unknown})`, uses: made === undefined ? [] : [made] };
    }
    default:
      throw new Error(`the form of ${column} must say how people are told of it`);
  }
};

const stepOf = (form: TableForm): Told => {
  const parts = toldColumns.map((column) => ({ column, ...toldIn(column, form) }));
  const columns = parts.map(({ column, text }) => `${column} = ${text}`);
  return {
    text: `project TimeGenerated, ${columns.join(", ")}`,
    uses: parts.flatMap(({ uses }) => uses),
  };
};

const steps = new WeakMap<TableForm, Told>();

/** The step that leaves what is told of each event, and the made columns that it needs. */
export const toldStep = (form: TableForm): Told => {
  const step = steps.get(form) ?? stepOf(form);
  steps.set(form, step);
  return step;
};
