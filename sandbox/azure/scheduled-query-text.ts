import type { Columns, ColumnType } from "../../core/native/kql-ast.ts";
import { type Token, tokenize } from "../../core/native/kql-lexer.ts";
import { readNumber as readSpan } from "../../core/native/kql-literals.ts";
import { parseKql } from "../../core/native/kql-query.ts";
import type { Json, Rule } from "../resource.ts";
import { read, readFlag, readList, readText } from "./properties.ts";
import { badRequest, onEachCondition } from "./scheduled-query-criteria.ts";
import { MAXIMUM_RANGE, minutesOf, periodsOf, rangeOf } from "./scheduled-query-timing.ts";

const CREATE = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule";
const CONDITIONS = `${CREATE}#configure-alert-rule-conditions`;
const TROUBLESHOOTING = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-troubleshoot-log";
const TICKS_PER_MINUTE = 600_000_000n;

const queryOf = (condition: Json) => readText(condition, "query") ?? "";

/** A query's tokens; none of one in which something can't be read, which is refused as invalid. */
function tokensOf(condition: Json): readonly Token[] {
  try {
    return tokenize(queryOf(condition));
  } catch {
    return [];
  }
}

const isCall = (tokens: readonly Token[], at: number) => tokens[at]?.kind === "name" && tokens[at + 1]?.value === "(";

/** The names that stand where an operator does: at the beginning, or after a bar or a parenthesis. */
const isOperator = (tokens: readonly Token[], at: number) =>
  tokens[at]?.kind === "name" && ["|", "(", undefined].includes(tokens[at - 1]?.value);

function placeOf(query: string, at: number): string {
  const lines = query.slice(0, at).split("\n");
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

/** Words that no query of an alert rule can have in it. */
const FORBIDDEN = ["bag_unpack", "pivot", "narrow", "AggregatedValue"];

const queryHasNoForbiddenWord = onEachCondition("query-has-no-forbidden-word", CONDITIONS, (condition, at) => {
  const word = tokensOf(condition).find(({ kind, value }) => kind === "name" && FORBIDDEN.includes(value))?.value;
  if (word === undefined) return undefined;
  return badRequest(
    word === "AggregatedValue"
      ? `Invalid input at ${at}.query: 'AggregatedValue' is a reserved word.`
      : `Invalid input at ${at}.query: log search alert rule queries don't support ${word}().`,
  );
});

const queryIsValid = onEachCondition("query-is-valid", TROUBLESHOOTING, (condition, at, inputs) => {
  const query = queryOf(condition);
  const problem = query.trim() === "" ? { at: 0, message: "it is empty" } : parseKql(query).problems?.[0];
  if (problem === undefined) return undefined;
  const why = `The query at ${at}.query could not be validated: ${problem.message}, at ${placeOf(query, problem.at)}.`;
  return badRequest(
    readFlag(inputs, "skipQueryValidation") === true
      ? `${why} As skipQueryValidation is true, Azure accepts the alert rule, but it never fires.`
      : why,
  );
});

/** What stands in each ago(…) of a valid query, in ticks; nothing where it is no literal. */
function spansOf(condition: Json): (bigint | undefined)[] {
  if (parseKql(queryOf(condition)).filter === undefined) return [];
  const tokens = tokensOf(condition);
  return tokens.flatMap((token, at) => {
    if (token.value !== "ago" || !isCall(tokens, at)) return [];
    const [literal, end] = [tokens[at + 2], tokens[at + 3]];
    const isLiteral = literal?.kind === "number" && end?.value === ")";
    const span = isLiteral ? readSpan(literal).value : undefined;
    return [typeof span === "bigint" ? span : undefined];
  });
}

const agoHasALiteral = onEachCondition("query-ago-has-a-literal", CONDITIONS, (condition, at) => {
  if (!spansOf(condition).includes(undefined)) return undefined;
  return badRequest(
    `Invalid input at ${at}.query: log search alert rule queries support ago() with timespan literals only.`,
  );
});

const agoIsWithinRange = onEachCondition(
  "query-ago-is-within-its-range",
  "https://github.com/MicrosoftDocs/azure-docs/issues/52110",
  (condition, at, inputs) => {
    const range = Math.min(rangeOf(inputs, condition) ?? MAXIMUM_RANGE, MAXIMUM_RANGE);
    const longest = spansOf(condition).find((span) => (span ?? 0n) > BigInt(range) * TICKS_PER_MINUTE);
    if (longest === undefined) return undefined;
    return badRequest(
      `The query at ${at}.query looks back ${Number(longest / TICKS_PER_MINUTE)} minutes with ago(), but is run over the last ${range}: Azure accepts the alert rule, and it misses what is older. Set overrideQueryTimeRange, up to P2D.`,
    );
  },
);

const queryRunsEachMinute = onEachCondition(
  "query-fits-a-frequency-of-1-minute",
  `${CREATE}#frequency`,
  (condition, at, inputs) => {
    if (minutesOf(inputs.evaluationFrequency) !== 1) return undefined;
    const tokens = tokensOf(condition);
    const wrong = tokens.find(
      ({ value }, index) =>
        (isOperator(tokens, index) && ["search", "union", "take", "limit"].includes(value)) ||
        (isCall(tokens, index) && ["ingestion_time", "adx"].includes(value)),
    );
    if (wrong === undefined) return undefined;
    return badRequest(
      `Couldn't optimize this query so the selected frequency was not supported. Try selecting a different frequency. (${wrong.value} at ${at}.query)`,
    );
  },
);

const columnsOf = (condition: Json): Columns | undefined => parseKql(queryOf(condition)).filter?.tabular.columns;

const NUMBERS: readonly ColumnType[] = ["int", "long", "real"];
const NAMES: readonly ColumnType[] = ["string", ...NUMBERS];

const columnsExist = onEachCondition(
  "columns-are-of-its-query",
  `${TROUBLESHOOTING}#failed-to-resolve-scalar-expression-named-`,
  (condition, at) => {
    const columns = columnsOf(condition);
    const used: [string, Json | undefined, readonly ColumnType[]][] = [
      ["metricMeasureColumn", read(condition, "metricMeasureColumn"), NUMBERS],
      ["resourceIdColumn", read(condition, "resourceIdColumn"), ["string"]],
      ...readList(condition, "dimensions").map((one, index): [string, Json | undefined, readonly ColumnType[]] => [
        `dimensions[${index}].name`,
        read(one, "name"),
        NAMES,
      ]),
    ];
    for (const [property, name, types] of columns === undefined ? [] : used) {
      if (typeof name !== "string" || name === "") continue;
      const type = columns?.get(name);
      if (type === undefined) {
        return badRequest(`Failed to resolve scalar expression named '${name}' (${at}.${property}).`);
      }
      if (!types.includes(type)) {
        return badRequest(`The column '${name}' at ${at}.${property} is a ${type}; it must be ${types.join(", ")}.`);
      }
    }
    return undefined;
  },
);

const periodsHaveTimes = onEachCondition(
  "periods-have-times",
  `${CREATE}#configure-alert-rule-conditions`,
  (condition, at) => {
    const columns = columnsOf(condition);
    if (columns === undefined || periodsOf(condition) === 1 || [...columns.values()].includes("datetime")) {
      return undefined;
    }
    return badRequest(
      `Invalid input at ${at}.failingPeriods: numberOfEvaluationPeriods must be 1, as the query's result has no datetime column.`,
    );
  },
);

/** The rules on the query itself, as far as the Kusto Query Language is known here. */
export const queryRules: readonly Rule[] = [
  queryHasNoForbiddenWord,
  queryIsValid,
  agoHasALiteral,
  agoIsWithinRange,
  queryRunsEachMinute,
  columnsExist,
  periodsHaveTimes,
];
