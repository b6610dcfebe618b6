// Doesn't prove that BigQuery takes the query: no engine of it can be had here. What it finds, translated and run by DuckDB, is
// compared with replay in tests/oracles.
import { expect, it, test } from "vitest";
import { bigQueryBacktest } from "../../../core/backtest/bigquery-backtest.ts";
import type { CustomAlert } from "../../../core/plan/plan.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { planned } from "../replay/planned.ts";

const plan = planned({});

const asked = (...alerts: readonly Pick<CustomAlert, "name" | "when" | "threshold">[]) => {
  const custom = alerts.map((one) => ({ ...one, severity: "low" as const, filter: read(one.when) }));
  return bigQueryBacktest(
    {
      plan: { ...plan, rules: { ...plan.rules, alerts: custom } },
      ids: [],
      days: { from: "2026-03-01", before: "2026-04-01" },
    },
    "my-project.audit_logs._AllLogs",
  );
};

/** The condition of a filter, and how exactly it says it. */
const condition = (when: string): unknown => {
  const { text, alerts } = asked({ name: "a", when });
  return [alerts[0]!.fidelity, text && /\n {4}\((.*)\) AS a0\n/.exec(text)?.[1]];
};

const request = "native_proto_payload.audit_log.request";
const elements = (json: string, name: string): string =>
  `UNNEST(IF(JSON_TYPE(${json}) = 'array', JSON_QUERY_ARRAY(${json}), [${json}])) AS ${name}`;
const each = (json: string, name: string): string => `${elements(json, `in_${name}`)}, ${elements(`in_${name}`, name)}`;

test.each([
  ['outcome == "denied"', ["exact", 'lower(outcome) = "denied"']],
  ['actor.id.endsWith("@example.com")', ["exact", 'ends_with(lower(actor_id), "@example.com")']],
  ['operation.like("Set*Policy")', ["exact", 'REGEXP_CONTAINS(lower(operation), "(?s)^set.*policy$")']],
  [
    'resource.contains("logs")',
    ["exact", 'EXISTS(SELECT 1 FROM UNNEST(resource) AS one WHERE strpos(lower(one), "logs") > 0)'],
  ],
  ['!(sourceIp == "1.2.3.4")', ["exact", '(source_ip = "1.2.3.4") IS NOT TRUE']],
  [
    'cidr("10.0.0.0/7").containsIP(sourceIp)',
    [
      "exact",
      'REGEXP_CONTAINS(source_ip, "^(?:10|11)\\\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])$")',
    ],
  ],
  [
    'cidr("2001:db8::/33").containsIP(sourceIp)',
    [
      "exact",
      'coalesce(REGEXP_CONTAINS(TO_HEX(NET.SAFE_IP_FROM_STRING(source_ip)), "^20010db8[01234567][0-9a-f]{23}$"), FALSE)',
    ],
  ],
  ["native.protoPayload.status.code == 7", ["exact", "native_proto_payload.audit_log.status.code IN (7)"]],
  ["native.protoPayload.status.code < 7", ["unsupported", undefined]],
  ["has(native.operation.first)", ["unsupported", undefined]],
  ["has(severity)", ["unsupported", undefined]],
  ['severity == "error"', ["exact", 'lower(severity) = "error"']],
  ['severity != "error"', ["wider", '(lower(severity) = "error") IS NOT TRUE']],
  ['native.severity == "DEFAULT"', ["unsupported", undefined]],
  ["native.operation.first == true", ["exact", "native_operation.first = TRUE"]],
  [
    'native.protoPayload.authorizationInfo.permission == "a.b"',
    [
      "exact",
      "EXISTS(SELECT 1 FROM UNNEST(native_proto_payload.audit_log.authorization_info) AS one WHERE NULLIF(one.permission, '') = \"a.b\")",
    ],
  ],
  [
    'native.protoPayload.request["it\'s"] == "x\\"\\\\\\n"',
    [
      "exact",
      `EXISTS(SELECT 1 FROM ${each(request, "j0")}, ${each(`j0["it's"]`, "j1")} WHERE IF(JSON_TYPE(j1) = 'string', JSON_VALUE(j1), NULL) = "x\\"\\\\\\n")`,
    ],
  ],
  [
    'userAgent == "\\u001b[2J\\u202e\\u0085"',
    ["exact", String.raw`lower(user_agent) = "\u001b[2j\U0000202e\U00000085"`],
  ],
  ["has(native.jsonPayload.x)", ["unsupported", undefined]],
])("%s", (when, expected) => {
  expect(condition(when)).toEqual(expected);
});

it("asks the view once, of the days that are given, and counts the bursts of what has a threshold", async () => {
  const { text } = asked(
    { name: "denials", when: 'outcome == "denied"', threshold: { count: 20, withinMinutes: 10 } },
    { name: "sinks", when: 'operation.endsWith("DeleteSink")' },
  );
  expect(text!.match(/_AllLogs/g)).toHaveLength(1);
  await expect(text).toMatchFileSnapshot("bigquery.sql");
});
