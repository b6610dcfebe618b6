import type { BacktestAlert, BacktestQuery } from "../../core/backtest/backtest.ts";
import { cloudNames } from "../../core/contract/cloud.ts";
import { sentence } from "../../core/contract/messages.ts";
import { issueJson } from "./issues.ts";
import { plain } from "./text.ts";

const signs: Readonly<Record<string, string>> = { "Log Analytics": "//" };

const alertJson = ({ id, severity, threshold, isOwn, fidelity, issues }: BacktestAlert): object => ({
  id,
  severity,
  threshold,
  isOwn,
  fidelity,
  issues: issues.map(issueJson),
});

/** How exactly a query says what is stored. */
export const storedJson = ({ fidelity, issues }: BacktestQuery["stored"]): object => ({
  fidelity,
  issues: issues.map(issueJson),
});

/** Queries as programs read them. */
export const queriesJson = (spec: string, queries: readonly BacktestQuery[]): object => ({
  spec,
  queries: queries.map(({ cloud, target, alerts, stored, text }) => ({
    cloud,
    engine: target,
    alerts: alerts.map(alertJson),
    stored: storedJson(stored),
    text,
  })),
});

/** Where an engine says something else than the filter. */
const differences = ({ alerts, stored }: BacktestQuery): string[] => [
  ...stored.issues.map((one) => `what is stored: ${sentence(one)}`),
  ...alerts.flatMap(({ id, issues }) => issues.map((one) => `${id}: ${sentence(one)}`)),
];

/** The queries as they are pasted, each after comments that say what it is. */
export const queryLines = (spec: string, queries: readonly BacktestQuery[]): string[] =>
  queries.flatMap((query) => {
    const { cloud, target, alerts, text } = query;
    const sign = signs[target] ?? "--";
    const said = [
      `${spec} on ${cloudNames[cloud]}, for ${target}: ${alerts.length} alert${alerts.length === 1 ? "" : "s"}`,
      ...differences(query),
      ...(text === undefined ? ["none of them can match there"] : []),
    ];
    return [...said.map((line) => `${sign} ${plain(line)}`), ...(text === undefined ? [] : [text]), ""];
  });
