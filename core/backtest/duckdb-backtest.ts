import type { Cloud } from "../contract/cloud.ts";
import { forCloud } from "../filter/for-cloud.ts";
import { render } from "../filter/rendered.ts";
import { awsEvents } from "./aws-events.ts";
import { azureEvents } from "./azure-events.ts";
import { type Asking, type BacktestQuery, backtest } from "./backtest.ts";
import { conditionTarget } from "./condition.ts";
import { DuckDbRecord } from "./duckdb.ts";
import { duckDbEventParts, duckDbEvents, duckDbQuery } from "./duckdb-query.ts";
import type { EventsSql } from "./events.ts";
import { gcpEvents } from "./gcp-events-duckdb.ts";

export const eventsOf = { aws: awsEvents, gcp: gcpEvents, azure: azureEvents } as const satisfies Record<
  Cloud,
  (record: DuckDbRecord) => EventsSql
>;

/** A query of DuckDB over files: paths, patterns and addresses that DuckDB reads. */
export const duckDbBacktest = (asking: Asking, cloud: Cloud, files: readonly string[]): BacktestQuery => {
  const record = new DuckDbRecord();
  const events = eventsOf[cloud](record);
  const target = conditionTarget(duckDbEvents(record));
  return backtest(
    asking,
    { cloud, target: target.name },
    ({ filter }) => render(forCloud(filter, cloud), "match", target),
    (asked) => duckDbQuery(duckDbEventParts(files, record, events), asked, asking.days),
  );
};
