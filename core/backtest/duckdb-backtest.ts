import type { Cloud } from "../contract/cloud.ts";
import type { Filter } from "../filter/ast.ts";
import { forCloud } from "../filter/for-cloud.ts";
import { normalize } from "../filter/normalize.ts";
import { type Rendered, render } from "../filter/rendered.ts";
import { storedIn } from "../replay/stored-filters.ts";
import { awsEvents } from "./aws-events.ts";
import { azureForms } from "./azure-forms.ts";
import { type Asking, type BacktestQuery, backtest } from "./backtest.ts";
import { conditionTarget } from "./condition.ts";
import { DuckDbRecord, duckDb } from "./duckdb.ts";
import { duckDbEventParts, duckDbEvents, duckDbQuery, duckDbResource } from "./duckdb-query.ts";
import type { EventsSql } from "./events.ts";
import { gcpEvents } from "./gcp-events-duckdb.ts";
import { storedCondition } from "./stored-condition.ts";

export const eventsOf = { aws: awsEvents, gcp: gcpEvents, azure: azureForms } as const satisfies Record<
  Cloud,
  (record: DuckDbRecord) => EventsSql
>;

const resourceTarget = conditionTarget(duckDbResource);

/** A query of DuckDB over files: paths, patterns and addresses that DuckDB reads. */
export const duckDbBacktest = (asking: Asking, cloud: Cloud, files: readonly string[]): BacktestQuery => {
  const record = new DuckDbRecord();
  const events = eventsOf[cloud](record);
  const target = conditionTarget(duckDbEvents(record));
  const event = (filter: Filter): Rendered<string> => render(forCloud(filter, cloud), "match", target);
  const resource = (filter: Filter): Rendered<string> => {
    const { output, ...rendered } = render(normalize(filter), "match", resourceTarget);
    const isOne = output === undefined ? undefined : duckDb.some(`audit_list(${record.at("resources")})`, () => output);
    return { ...rendered, output: isOne };
  };
  const stored = storedCondition(storedIn(asking.plan, cloud), { name: target.name, event, resource });
  return backtest(
    asking,
    { cloud, target: target.name, stored },
    ({ filter }) => event(filter),
    (asked) => duckDbQuery(duckDbEventParts(files, record, events), asked, stored.condition, asking.days),
  );
};
