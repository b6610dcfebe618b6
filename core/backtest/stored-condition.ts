import { type Issue, issue } from "../contract/issues.ts";
import type { Fidelity } from "../contract/outputs.ts";
import type { Filter } from "../filter/ast.ts";
import type { Rendered } from "../filter/rendered.ts";
import type { Stored, StoredKind } from "../replay/stored-kind.ts";

/** Which events are stored, as an engine asks it. */
export interface StoredCondition {
  /** Of each event; never NULL. */
  readonly condition: string;
  readonly fidelity: Exclude<Fidelity, "unsupported">;
  readonly issues: readonly Issue[];
}

/** What an engine makes of filters about what is stored. */
export interface StoredDialect {
  /** As people call it. */
  readonly name: string;
  /** A filter of an event. */
  event(filter: Filter): Rendered<string>;
  /** Whether one of the resources that a record names passes a filter over it. */
  resource?(filter: Filter): Rendered<string>;
}

const lacksIn = (issues: readonly Issue[]): readonly string[] =>
  issues.flatMap((one) => (one.code === "rule-wider" || one.code === "rule-unsupported" ? one.params.lacks : []));

const renderedKind = (kind: StoredKind, dialect: StoredDialect): readonly Rendered<string>[] => {
  if (kind.resource === undefined) return [dialect.event(kind.event)];
  if (dialect.resource === undefined) throw new Error(`${dialect.name} knows no resources of records`);
  return [dialect.event(kind.event), dialect.resource(kind.resource)];
};

/** A condition that nothing passes has no text, and one that can't be said is taken for passed. */
const textOf = ({ output, fidelity }: Rendered<string>): string =>
  output ?? (fidelity === "unsupported" ? "TRUE" : "FALSE");

/** What is stored, or, where the engine can't say all of it, more. */
export const storedCondition = ({ kinds, lacks }: Stored, dialect: StoredDialect): StoredCondition => {
  const rendered = kinds.map((kind) => renderedKind(kind, dialect));
  const isExact = lacks.length === 0 && rendered.flat().every(({ fidelity }) => fidelity === "exact");
  const texts = rendered
    .map((all) => all.map((one) => textOf(one).replaceAll("\n", " ")))
    .filter((all) => !all.includes("FALSE"))
    .map((all) => all.map((one) => `(${one})`).join(" AND "));
  const said = [...new Set([...lacks, ...rendered.flat().flatMap(({ issues }) => lacksIn(issues))])];
  const wider = issue("warning", "rule-wider", [], { target: dialect.name, purpose: "match", lacks: said });
  return {
    condition: texts.length === 0 ? "FALSE" : `coalesce(${texts.join("\n      OR ")}, FALSE)`,
    fidelity: isExact ? "exact" : "wider",
    issues: isExact ? [] : [wider],
  };
};
