import type { Registered } from "./deploy.ts";

/** The types of resources by their names. */
export const typesOf = (resources: readonly Registered[]): Record<string, string> =>
  Object.fromEntries(resources.map(({ name, type }) => [name, type]));

/** A template is no document: its places for values have no quotation marks. */
const isTemplate = (text: string): boolean => /": ?<\w+>/.test(text);

/** A document in an input, such as a policy, as what it says: its text is one line. */
const opened = (value: unknown): unknown => {
  if (typeof value === "string") {
    return value.startsWith('{"') && !isTemplate(value) ? { "JSON text": JSON.parse(value) as unknown } : value;
  }
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, opened(part)]));
};

export const openedInputs = (one: Registered): Record<string, unknown> => opened(one.inputs) as Record<string, unknown>;

/** The whole graph as a text to review: every child with its type and its inputs. */
export const graphText = (children: readonly Registered[]): string =>
  `${JSON.stringify(
    children.map((one) => ({ name: one.name, type: one.type, inputs: openedInputs(one) })),
    null,
    2,
  )}\n`;

export interface Difference {
  added: Record<string, { type: string } & Record<string, unknown>>;
  removed: string[];
  /** The inputs that differ, by resource: as they are now, `null` where they are gone. */
  changed: Record<string, Record<string, unknown>>;
}

/** How one deployment's children differ from another's. */
export const difference = (before: readonly Registered[], after: readonly Registered[]): Difference => {
  const earlier = new Map(before.map((one) => [one.name, one]));
  const later = new Map(after.map((one) => [one.name, one]));
  const changed = after.flatMap((one) => {
    const old = earlier.get(one.name);
    const inputs = old?.type === one.type ? changedInputs(openedInputs(old), openedInputs(one)) : {};
    return Object.keys(inputs).length === 0 ? [] : [[one.name, inputs] as const];
  });
  const isNew = (one: Registered) => earlier.get(one.name)?.type !== one.type;
  return {
    added: Object.fromEntries(after.filter(isNew).map((one) => [one.name, { type: one.type, ...openedInputs(one) }])),
    removed: before.filter((one) => !later.has(one.name)).map(({ name }) => name),
    changed: Object.fromEntries(changed),
  };
};

const changedInputs = (before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, key in after ? changedValue(before[key], after[key]) : null]),
  );

type Policy = { "JSON text": { Statement: unknown[] } };
const isPolicy = (value: unknown): value is Policy =>
  Array.isArray((value as Partial<Policy>)?.["JSON text"]?.Statement);

/** Of a policy, the statements that came and went; of everything else, what it is now. */
const changedValue = (before: unknown, after: unknown): unknown => {
  const { secret } = (after ?? {}) as { secret?: unknown };
  if (isPolicy(before) && isPolicy(secret)) return { secret: changedValue(before, secret) };
  if (!isPolicy(before) || !isPolicy(after)) return after;
  const [old, now] = [before, after].map((one) => one["JSON text"].Statement.map((part) => JSON.stringify(part)));
  const only = (these: string[], not: string[]) =>
    these.filter((one) => !not.includes(one)).map((one) => JSON.parse(one) as unknown);
  return { statementsAdded: only(now!, old!), statementsRemoved: only(old!, now!) };
};
