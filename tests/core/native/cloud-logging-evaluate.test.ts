import { describe, expect, test } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { type LogEntry, parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

function matches(query: string, entry: LogEntry): boolean {
  const { filter, problems } = parseCloudLoggingQuery(query);
  if (filter === undefined) throw new Error(`${query}: ${JSON.stringify(problems)}`);
  return matchesCloudLoggingQuery(filter, entry);
}

const entry: LogEntry = {
  logName: "projects/acme-prod/logs/cloudaudit.googleapis.com%2Factivity",
  insertId: "abc",
  severity: "WARNING",
  timestamp: "2026-01-02T03:04:05.123456789Z",
  resource: { type: "gce_instance", labels: { zone: "europe-west1-b", "a.b/c": "1" } },
  labels: { Env: "prod" },
  operation: { id: "op", last: true },
  httpRequest: { status: 404, requestSize: "9007199254740993", latency: "3.2s", remoteIp: "10.1.2.3" },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    methodName: "storage.Delete",
    status: {},
    numResponseItems: "12",
    resourceName: "012",
    response: { a: "v" },
    nothing: null,
    requestMetadata: {
      callerIp: "2001:db8::1",
      requestAttributes: { time: "2026-01-01T00:00:00Z" },
      destinationAttributes: { ip: ["192.0.2.1", "10.0.0.9"] },
    },
    authorizationInfo: [
      { permission: "storage.get", granted: true },
      { permission: "storage.delete", granted: false },
    ],
    request: { camelKey: "v", none: null, text: "12", list: [], sizes: [8.5, 9, 6], half: 2.5, range: "10.1.0.0/8" },
    metadata: { details: { "@type": "x", value: { inner: "deep" } } },
    serviceData: { policyDelta: { auditConfigDeltas: [] } },
  },
};

/** What each query says of the entry above. */
function table(title: string, cases: Record<"matches" | "doesn't match", string[]>): void {
  describe(title, () => {
    test.each(cases.matches)("%s matches", (query) => expect(matches(query, entry)).toBe(true));
    test.each(cases["doesn't match"])("%s doesn't match", (query) => expect(matches(query, entry)).toBe(false));
  });
}

table("Texts compare without regard to case", {
  matches: [
    "",
    'insertId="ABC"',
    'insertId!="abcd"',
    "insertId:B",
    "insertId>=abc",
    "insertId<abd",
    'insertId="ａｂｃ"',
    'protoPayload.methodName:"STORAGE."',
    'resource.labels."a.b/c"=1',
    "insertId=(x OR abc)",
    "insertId:(a AND c)",
  ],
  "doesn't match": [
    "insertId=ab",
    "insertId!=ABC",
    "insertId:ac",
    "insertId<abc",
    "insertId>abd",
    "insertId:(a AND x)",
  ],
});

table("Regular expressions are RE2's, of the text as it is", {
  matches: [
    'protoPayload.methodName=~"\\.Del"',
    'protoPayload.methodName=~"(?i)^STORAGE\\\\.delete$"',
    'protoPayload.methodName!~"delete"',
    'protoPayload.methodName=~("^x" OR "^storage")',
    'protoPayload.authorizationInfo.permission!~"get"',
  ],
  "doesn't match": [
    'protoPayload.methodName=~"delete"',
    'protoPayload.methodName!~"Delete"',
    'protoPayload.missing!~"a"',
    'httpRequest.status=~"4"',
    'severity=~"WARN"',
  ],
});

table("Values are converted to the type of the field, or don't compare", {
  matches: [
    "severity=warning",
    "severity>=NOTICE",
    "severity<error",
    "httpRequest.status>=400",
    'httpRequest.status="404"',
    "httpRequest.requestSize=9007199254740993",
    "httpRequest.latency<1m",
    'httpRequest.latency="3200ms"',
    "operation.last=TRUE",
    "operation.last>false",
    'timestamp="2026-01-02T04:04:05.123456789+01:00"',
    'timestamp>"2026-01-02"',
    'timestamp<"2026-01-02T03:04:05.12345679Z"',
    "protoPayload.numResponseItems>9",
    'protoPayload.requestMetadata.requestAttributes.time<"2026-01-01T00:30:00-01:00"',
    'protoPayload.requestMetadata.requestAttributes.time="2026-01-01T01:00:00+01:00"',
    "protoPayload.request.text<9",
    "protoPayload.request.none=NULL_VALUE",
    "protoPayload.request.sizes<7",
    "protoPayload.request.sizes=85e-1",
  ],
  "doesn't match": [
    "severity>WARNING",
    "severity=LOUD",
    "severity!=LOUD",
    "httpRequest.status=ok",
    "httpRequest.status!=ok",
    "httpRequest.requestSize=9007199254740992",
    "httpRequest.latency=3",
    "operation.last=yes",
    'timestamp>"2026-02-30"',
    'timestamp<"2026-02-30"',
    "protoPayload.request.text>9",
    "protoPayload.request.none!=a",
    "protoPayload.request.text=NULL_VALUE",
    "protoPayload.resourceName=12",
    "protoPayload.response=v",
    "protoPayload.response!=a",
  ],
});

table("A missing field of a payload or a label compares with nothing, one of LogEntry has its default", {
  matches: [
    "NOT protoPayload.missing=a",
    "NOT protoPayload.missing!=a",
    "NOT labels.missing:*",
    "NOT protoPayload.status.code=0",
    'trace=""',
    "trace!=a",
    "textPayload!=a",
    "httpRequest.cacheHit=false",
    "httpRequest.responseSize=0",
    "sourceLocation.line<1",
    "operation.first!=true",
  ],
  "doesn't match": [
    "protoPayload.missing!=a",
    "jsonPayload.missing!=a",
    "labels.missing!=a",
    "resource.labels.missing!=a",
    "protoPayload.status.code=0",
    "trace=a",
  ],
});

table("A field is present where it is set", {
  matches: [
    "operation.id:*",
    "operation:*",
    "protoPayload.status:*",
    "protoPayload.request.none:*",
    "protoPayload.authorizationInfo:*",
    "labels:*",
    "cast(insertId, STRING):*",
  ],
  "doesn't match": [
    "operation.producer:*",
    "protoPayload.nothing:*",
    "trace:*",
    "jsonPayload:*",
    "protoPayload.serviceData.policyDelta.auditConfigDeltas:*",
    'insertId:"*"',
    "cast(insertId, INT64):*",
  ],
});

table("An array has what any of its elements has", {
  matches: [
    "protoPayload.authorizationInfo.granted=true",
    "protoPayload.authorizationInfo.granted!=true",
    'protoPayload.authorizationInfo.permission="storage.get" AND protoPayload.authorizationInfo.granted=false',
  ],
  "doesn't match": [
    "protoPayload.authorizationInfo.permission=storage.list",
    'NOT protoPayload.authorizationInfo.permission="storage.get"',
  ],
});

table("Names of messages' fields are the same in any case, keys of maps and structs are not", {
  matches: [
    "PROTOPAYLOAD.method_name:storage",
    "protopayload.METHODNAME:storage",
    "Resource.Type=gce_instance",
    "labels.Env=prod",
    "protoPayload.Request.camelKey=v",
    "protoPayload.metadata.details.inner=deep",
    'protoPayload.@type:"AuditLog"',
  ],
  "doesn't match": ["labels.env=prod", "protoPayload.request.camelkey=v", "protoPayload.request.camel_key=v"],
});

table("A value alone may be in any field", {
  matches: ["GCE_INST", '"storage.delete"', "404", "prod", 'deep AND "2001:DB8::1"', "protoPayload:storage.del"],
  "doesn't match": ["unicorn", "40404", "methodName", "-prod", "protoPayload:gce_instance"],
});

table("log_id and source read the log's name", {
  matches: [
    'log_id("cloudaudit.googleapis.com/activity")',
    'LOG_ID("CloudAudit.googleapis.com%2Factivity")',
    "source(projects/acme-prod)",
    'source("projects/ACME-prod")',
  ],
  "doesn't match": ['log_id("activity")', "source(projects/acme)", "source(folders/acme-prod)"],
});

table("ip_in_net compares addresses and ranges, of IPv4 and IPv6", {
  matches: [
    'ip_in_net(httpRequest.remoteIp, "10.0.0.0/8")',
    'ip_in_net(httpRequest.remoteIp, "10.1.2.3")',
    'ip_in_net(protoPayload.request.range, "10.0.0.0/7")',
    'ip_in_net(protoPayload.requestMetadata.callerIp, "2001:db8:0:0:0:0:0::/112")',
    'ip_in_net(httpRequest.remoteIp, "0.0.0.0/0")',
    'ip_in_net(protoPayload.requestMetadata.callerIp, "2001:db8::/32")',
    'ip_in_net(protoPayload.requestMetadata.callerIp, "2001:DB8:0:0:0:0:0:1")',
    'ip_in_net(protoPayload.requestMetadata.destinationAttributes.ip, "10.0.0.0/24")',
  ],
  "doesn't match": [
    'ip_in_net(httpRequest.remoteIp, "10.1.2.2/32")',
    'ip_in_net(protoPayload.request.range, "10.1.0.0/16")',
    'ip_in_net(httpRequest.remoteIp, "10.1.0.0/23")',
    'ip_in_net(httpRequest.remoteIp, "::/0")',
    'ip_in_net(protoPayload.requestMetadata.callerIp, "2001:db9::/32")',
    'ip_in_net(protoPayload.missing, "0.0.0.0/0")',
    'ip_in_net(httpRequest.serverIp, "0.0.0.0/0")',
    'ip_in_net(insertId, "::/0")',
  ],
});

table("SEARCH finds whole tokens and phrases", {
  matches: [
    'SEARCH("DELETE")',
    'SEARCH("delete west1")',
    'search(protoPayload.methodName, "delete storage")',
    'SEARCH(protoPayload, "delete")',
    'SEARCH("`Storage.Delete`")',
    'SEARCH(resource.labels.zone, "`west1-B`")',
    'SEARCH(logName, "cloudaudit prod")',
  ],
  "doesn't match": [
    'SEARCH("delet")',
    'SEARCH("delete unicorn")',
    'SEARCH(insertId, "delete")',
    'SEARCH("`Delete.Storage`")',
    'SEARCH(resource.labels.zone, "`est1-b`")',
    'SEARCH(resource.labels.zone, "`west1-`b")',
    'SEARCH("404")',
  ],
});

table("cast and regexp_extract make something to compare", {
  matches: [
    "cast(protoPayload.request.text, INT64)>9",
    'cast(httpRequest.status, STRING)=~"^4"',
    'cast(timestamp, STRING, TIMEZONE("America/New_York"))=~"^2026-01-01T22:04:05\\.123456789-05:00$"',
    'CAST(REGEXP_EXTRACT(CAST(timestamp, STRING), "\\\\d+:\\\\d+:(\\\\d+)"), INT64)<6',
    'regexp_extract(insertId, "a(.)c")=B',
    "cast(operation.last, INT64)=1",
    "cast(protoPayload.request.half, INT64)=3",
    "cast(httpRequest.status, BOOL)=true",
    'cast(protoPayload.request.text, FLOAT64)="1.2e1"',
    'cast("insertId", STRING)=abc',
  ],
  "doesn't match": [
    "cast(insertId, INT64)!=1",
    'regexp_extract(insertId, "x(.)")!=a',
    "cast(protoPayload.missing, STRING)!=a",
    'cast(insertId, TIMESTAMP)>"1970-01-01"',
    'cast(insertId, DURATION)>"0s"',
  ],
});

describe("Texts are folded as NFKC_Casefold does", () => {
  const pairs: [string, string, boolean][] = [
    ["Straße", "STRASSE", true],
    ["ẞ", "ss", true],
    ["ﬁn", "FIN", true],
    ["ΌΣΟΣ", "όσος", true],
    ["K", "k", true],
    ["a\u00adb", "AB", true],
    ["e\u0301", "É", true],
    ["ı", "I", false],
    ["é", "e", false],
  ];

  test.each(pairs)("%j and %j", (a, b, equal) => {
    expect(matches(`textPayload="${a}"`, { textPayload: b })).toBe(equal);
    expect(matches(`textPayload:"${b}"`, { textPayload: `x${a}x` })).toBe(equal);
  });

  test("and sorted by code points", () => {
    expect(matches('textPayload>"\ufa0e"', { textPayload: "💥" })).toBe(true);
  });
});

test("severity is ordered by its numbers", () => {
  const names = ["DEFAULT", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"];
  const above = names.map((name) => names.filter((severity) => matches(`severity>${name}`, { severity })));
  expect(above).toEqual(names.map((_, index) => names.slice(index + 1)));
  expect(matches("severity=DEFAULT", {})).toBe(true);
});

describe("sample", () => {
  const ids = Array.from({ length: 4_000 }, (_, n) => `id-${n}`);
  const sampled = (fraction: string): string[] =>
    ids.filter((insertId) => matches(`sample(insertId, ${fraction})`, { insertId }));

  test("takes about its share, the same each time, and more of a larger one", () => {
    const [tenth, quarter] = [sampled("0.1"), sampled("0.25")];
    expect(tenth.length).toBeGreaterThan(320);
    expect(tenth.length).toBeLessThan(480);
    expect(quarter.length).toBeGreaterThan(880);
    expect(quarter.length).toBeLessThan(1_120);
    expect(sampled("0.1")).toEqual(tenth);
    expect(tenth.filter((id) => !quarter.includes(id))).toEqual([]);
    expect(sampled("1")).toEqual(ids);
  });

  test("takes no entry without the field, but one that has its default", () => {
    expect(matches("sample(jsonPayload.id, 1)", { jsonPayload: {} })).toBe(false);
    expect(matches("sample(jsonPayload.id, 1)", { jsonPayload: { id: 7 } })).toBe(true);
    expect(matches("sample(jsonPayload.id, 1)", { jsonPayload: { id: true } })).toBe(false);
    expect(matches("sample(trace, 1)", {})).toBe(true);
  });
});
