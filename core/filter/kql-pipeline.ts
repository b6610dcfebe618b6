import { allOf, type Code } from "./kql-code.ts";
import type { TableForm } from "./kql-forms.ts";
import { toldStep } from "./kql-told.ts";

/** The made columns that others need, with these, each after what it needs; by how deep that is. */
const levels = (names: readonly string[], { made }: TableForm): readonly (readonly string[])[] => {
  const depths = new Map<string, number>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    const depth = Math.max(-1, ...(made[name]!.needs ?? []).map(depthOf)) + 1;
    depths.set(name, depth);
    return depth;
  };
  for (const name of names) depthOf(name);
  const deepest = Math.max(-1, ...depths.values());
  return Array.from({ length: deepest + 1 }, (_, depth) =>
    [...depths].filter(([, of]) => of === depth).map(([name]) => name),
  );
};

const extensions = new WeakMap<TableForm, Map<string, readonly string[]>>();

/** The steps that make columns; many filters need the same. */
const extended = (names: readonly string[], form: TableForm): readonly string[] => {
  const ofForm = extensions.get(form) ?? new Map<string, readonly string[]>();
  extensions.set(form, ofForm);
  const key = names.join(" ");
  const steps =
    ofForm.get(key) ??
    levels(names, form).map(
      (level) => `extend ${level.map((name) => `${name} = ${form.made[name]!.value}`).join(", ")}`,
    );
  ofForm.set(key, steps);
  return steps;
};

/** A table's rows that meet every condition: those on its own columns first, as fewer rows are left for the others. */
export const stepsOf = (conditions: readonly Code[], form: TableForm, isTold: boolean): readonly string[] => {
  const told = isTold ? toldStep(form) : undefined;
  const plain = conditions.filter(({ uses }) => uses.length === 0);
  const rest = conditions.filter(({ uses }) => uses.length > 0);
  const names = new Set([...rest.flatMap(({ uses }) => uses), ...(told?.uses ?? [])]);
  return [
    ...(plain.length === 0 ? [] : [`where ${allOf(plain).text}`]),
    ...(names.size === 0 ? [] : extended([...names], form)),
    ...(rest.length === 0 ? [] : [`where ${allOf(rest).text}`]),
    ...(told === undefined ? [] : [told.text]),
  ];
};

/** A table, and the steps that its rows go through. */
export interface TableSteps {
  readonly table: string;
  readonly form: TableForm;
  readonly steps: readonly string[];
}

interface Group {
  readonly tables: string[];
  readonly form: TableForm;
  readonly steps: readonly string[];
}

/** Tables of the same form that go through the same steps go through them together. */
const groups = (queries: readonly TableSteps[]): readonly Group[] => {
  const found: Group[] = [];
  for (const { table, form, steps } of queries) {
    const known = found.find((one) => one.form === form && one.steps.join("\n") === steps.join("\n"));
    if (known === undefined) found.push({ tables: [table], form, steps });
    else known.tables.push(table);
  }
  return found;
};

const sourceOf = (tables: readonly string[]): string =>
  tables.length === 1 ? tables[0]! : `union isfuzzy=true ${tables.join(", ")}`;

/** A step a line; of several tables, each with its own steps on a line. https://learn.microsoft.com/kusto/query/union-operator */
export const queryText = (queries: readonly TableSteps[]): string => {
  const all = groups(queries);
  if (all.length === 1) return [sourceOf(all[0]!.tables), ...all[0]!.steps].join("\n| ");
  const parts = all.flatMap(({ tables, steps }) =>
    steps.length === 0 ? tables : [`(${[sourceOf(tables), ...steps].join(" | ")})`],
  );
  return `union isfuzzy=true\n  ${parts.join(",\n  ")}`;
};
