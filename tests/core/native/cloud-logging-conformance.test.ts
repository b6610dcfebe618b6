import { describe, expect, it } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

/**
 * What https://cloud.google.com/logging/docs/view/logging-query-language says, a row for each thing that it says: the
 * anchor of the rule, in few words the rule, and queries that this entry matches, or doesn't.
 */
const entry = {
  logName: "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
  insertId: "A1b2",
  timestamp: "2026-03-04T05:06:07.5Z",
  severity: "WARNING",
  resource: { type: "gce_instance", labels: { project_id: "acme", zone: "europe-west3-a" } },
  labels: { "compute.googleapis.com/resource_id": "77", team: "Blue" },
  operation: { id: "op", first: true },
  httpRequest: { status: 404, latency: "1.5s", requestMethod: "GET", cacheHit: false },
  jsonPayload: {
    text: "Hello World",
    empty: "",
    five: 5,
    digits: "5",
    half: 0.5,
    yes: true,
    nothing: null,
    list: ["a", "B", "c"],
    numbers: [1, 10],
    objects: [
      { k: "x", n: 1 },
      { k: "y", n: 2 },
    ],
    nested: { Deep: "v", deep: "w" },
    ip: "10.1.2.3",
    six: "2001:db8::1",
    "odd name": "q",
    when: "2026-03-04T05:06:07Z",
    path: "C:\\temp\\x",
    quote: 'say "hi"',
    umlaut: "STRASSE",
  },
} as const;

interface Rule {
  /** Of the page, after #. */
  anchor: string;
  rule: string;
  yes: readonly string[];
  no: readonly string[];
}

const rules: readonly Rule[] = [
  {
    anchor: "boolean-operators",
    rule: "NOT binds first, then OR, then AND",
    yes: [
      'severity=WARNING OR severity=ERROR AND insertId="A1b2"',
      'insertId="A1b2" AND severity=ERROR OR severity=WARNING',
      'NOT severity=ERROR AND insertId="A1b2"',
      'NOT insertId="no" OR insertId="no2"',
      "-severity=ERROR",
      'NOT (severity=ERROR OR insertId="no")',
    ],
    no: [
      'severity=WARNING OR severity=ERROR AND insertId="no"',
      'insertId="no" AND severity=ERROR OR severity=WARNING',
      'NOT severity=WARNING OR insertId="no"',
      "-severity=WARNING",
    ],
  },
  {
    anchor: "boolean-operators",
    rule: "comparisons side by side, or on lines, are joined with AND",
    yes: [
      'severity=WARNING insertId="A1b2"',
      'severity=WARNING\ninsertId="A1b2"',
      "severity=WARNING (insertId:A1 OR insertId:no)",
    ],
    no: ['severity=WARNING insertId="no"', 'severity=ERROR\ninsertId="A1b2"'],
  },
  {
    anchor: "boolean-operators",
    rule: "operators are in capitals: in small letters they are terms to search",
    yes: ["jsonPayload.text:hello AND jsonPayload.text:world"],
    no: ["severity=WARNING and severity=WARNING"],
  },
  {
    anchor: "comparisons",
    rule: "texts are equal without regard to case",
    yes: [
      'jsonPayload.text="hello world"',
      'insertId="a1B2"',
      'labels.team="blue"',
      'jsonPayload.text!="hello"',
      'jsonPayload.umlaut="straße"',
    ],
    no: ['jsonPayload.text="hello"', 'jsonPayload.text!="HELLO WORLD"', 'labels.team="red"'],
  },
  {
    anchor: "comparisons",
    rule: ": is a part of a text, without regard to case",
    yes: ["jsonPayload.text:WORLD", 'jsonPayload.text:"lo wo"', 'jsonPayload.text:""', "resource.type:instance"],
    no: ["jsonPayload.text:word", "NOT jsonPayload.text:hello"],
  },
  {
    anchor: "comparisons",
    rule: "texts are in the order of their letters",
    yes: ['jsonPayload.text>"hallo"', 'jsonPayload.text<="hello world"', 'jsonPayload.digits<"6"'],
    no: ['jsonPayload.text<"hallo"', 'jsonPayload.text>"zebra"'],
  },
  {
    anchor: "comparisons",
    rule: "numbers compare as numbers, and what can't be one never",
    yes: [
      "jsonPayload.five=5",
      "jsonPayload.five=5.0",
      "jsonPayload.five>4",
      "jsonPayload.five<=5",
      "jsonPayload.half<1",
      "httpRequest.status>=400",
      'jsonPayload.five="5"',
      "jsonPayload.digits=5",
    ],
    no: [
      "jsonPayload.five>10",
      "jsonPayload.five=abc",
      "jsonPayload.five!=abc",
      "httpRequest.status<400",
      "jsonPayload.five!=5",
    ],
  },
  {
    anchor: "comparisons",
    rule: "true is more than false",
    yes: ["jsonPayload.yes=true", "jsonPayload.yes>false", "operation.first=true", "httpRequest.cacheHit=false"],
    no: ["jsonPayload.yes=false", "jsonPayload.yes<true", "httpRequest.cacheHit=true"],
  },
  {
    anchor: "comparisons",
    rule: "severities are in their order, and have names in any case",
    yes: [
      "severity=warning",
      "severity>=NOTICE",
      "severity<ERROR",
      'severity="WARNING"',
      "severity=(ERROR OR WARNING)",
      "severity>300",
    ],
    no: ["severity>WARNING", "severity=ERROR", "severity<=INFO"],
  },
  {
    anchor: "values_and_conversions",
    rule: "timestamps are instants, and a day alone is its first",
    yes: [
      'timestamp>="2026-03-04"',
      'timestamp<"2026-03-05T00:00:00Z"',
      'timestamp="2026-03-04T06:06:07.5+01:00"',
      "timestamp>2026-03-04T05:06:07Z",
    ],
    no: ['timestamp<"2026-03-04"', 'timestamp>"2026-03-04T05:06:08Z"'],
  },
  {
    anchor: "values_and_conversions",
    rule: "durations are lengths of time",
    yes: ['httpRequest.latency>"1s"', 'httpRequest.latency="1.5s"', 'httpRequest.latency<"2s"'],
    no: ['httpRequest.latency>"2s"', 'httpRequest.latency="15s"'],
  },
  {
    anchor: "missing_fields",
    rule: "of a payload's field that is missing every comparison is false, also !=",
    yes: [
      'NOT jsonPayload.gone="x"',
      'NOT jsonPayload.gone!="x"',
      "NOT jsonPayload.gone:*",
      'NOT jsonPayload.gone=~"x"',
    ],
    no: [
      'jsonPayload.gone="x"',
      'jsonPayload.gone!="x"',
      "jsonPayload.gone:*",
      'jsonPayload.gone=~""',
      'jsonPayload.gone!~"x"',
      'labels.gone!="x"',
    ],
  },
  {
    anchor: "missing_fields",
    rule: "an entry's own field that is not set has its default",
    yes: ['trace=""', 'trace!="x"', "operation.last=false", "httpRequest.responseSize=0", "traceSampled=false"],
    no: ['trace!=""', "operation.last=true", "httpRequest.responseSize>0"],
  },
  {
    anchor: "null_value",
    rule: "NULL_VALUE is JSON's null",
    yes: ["jsonPayload.nothing=NULL_VALUE", "NOT jsonPayload.five=NULL_VALUE"],
    no: ["jsonPayload.five=NULL_VALUE", "jsonPayload.gone=NULL_VALUE", 'jsonPayload.nothing="x"'],
  },
  {
    anchor: "testing_for_presence",
    rule: ":* asks whether a field is there",
    yes: [
      "jsonPayload.text:*",
      "jsonPayload.empty:*",
      "jsonPayload.list:*",
      "jsonPayload.nested:*",
      "jsonPayload.objects.k:*",
    ],
    no: ["jsonPayload.texts:*", "jsonPayload.nested.none:*"],
  },
  {
    anchor: "arrays",
    rule: "one element of an array is enough, each comparison for itself",
    yes: [
      'jsonPayload.list="b"',
      'jsonPayload.list!="a"',
      "jsonPayload.numbers>5",
      'jsonPayload.objects.k="y"',
      'jsonPayload.objects.k="x" AND jsonPayload.objects.n=2',
      'jsonPayload.list=~"^B$"',
    ],
    no: ['jsonPayload.list="d"', 'NOT jsonPayload.list="a"', "jsonPayload.numbers>10", 'jsonPayload.objects.k="z"'],
  },
  {
    anchor: "lists",
    rule: "a field can be compared with several values in brackets",
    yes: [
      'jsonPayload.text=("x" OR "hello world")',
      'jsonPayload.text:("hello" AND "world")',
      "jsonPayload.text:(hello world)",
      'jsonPayload.text:(hello AND NOT "moon")',
      'jsonPayload.text=~("^x" OR "^Hello")',
    ],
    no: [
      'jsonPayload.text=("x" OR "y")',
      'jsonPayload.text:("hello" AND "moon")',
      'jsonPayload.text:("moon" OR "sun")',
    ],
  },
  {
    anchor: "regular-expressions",
    rule: "=~ is RE2, by case, anywhere in a text, and of texts alone",
    yes: [
      'jsonPayload.text=~"World"',
      'jsonPayload.text=~"^Hello .*d$"',
      'jsonPayload.text=~"(?i)hello"',
      'jsonPayload.text!~"world"',
      'jsonPayload.path=~"temp\\\\\\\\x"',
      'resource.type=~"^gce_(instance|disk)$"',
      'jsonPayload.text=~"\\\\bWorld\\\\b"',
    ],
    no: [
      'jsonPayload.text=~"world"',
      'jsonPayload.text=~"^World"',
      'jsonPayload.five=~"5"',
      'jsonPayload.text!~"World"',
    ],
  },
  {
    anchor: "quotes",
    rule: "quotes hold what would be read otherwise, and \\ stands before what is meant",
    yes: [
      'jsonPayload.quote="say \\"hi\\""',
      'jsonPayload.path="C:\\\\temp\\\\x"',
      'labels."compute.googleapis.com/resource_id"="77"',
      'jsonPayload."odd name"="q"',
      'jsonPayload.text="Hello\\u0020World"',
    ],
    no: ['jsonPayload.quote="say hi"', 'labels."compute.googleapis.com/other"="77"'],
  },
  {
    anchor: "comments",
    rule: "-- begins a comment to the end of the line",
    yes: [
      "-- nothing\nseverity=WARNING",
      "severity=WARNING -- AND severity=ERROR",
      'jsonPayload.text="Hello World" -- "x',
    ],
    no: ["severity=ERROR -- OR severity=WARNING"],
  },
  {
    anchor: "functions",
    rule: "log_id is the log's name without its parent, decoded",
    yes: [
      'log_id("cloudaudit.googleapis.com/activity")',
      'LOG_ID("cloudaudit.googleapis.com/activity")',
      'NOT log_id("x")',
    ],
    no: ['log_id("cloudaudit.googleapis.com/data_access")', 'log_id("activity")'],
  },
  {
    anchor: "functions",
    rule: "source is the resource that the log is of",
    yes: ["source(projects/acme)", 'source("projects/acme")'],
    no: ["source(projects/other)", "source(organizations/1)"],
  },
  {
    anchor: "functions",
    rule: "sample takes all at 1, and none of what lacks the field",
    yes: ["sample(insertId, 1)"],
    no: ["sample(jsonPayload.gone, 1)"],
  },
  {
    anchor: "functions",
    rule: "ip_in_net is of addresses of both versions, and false of what is none",
    yes: [
      'ip_in_net(jsonPayload.ip, "10.0.0.0/8")',
      'ip_in_net(jsonPayload.six, "2001:db8::/32")',
      'NOT ip_in_net(jsonPayload.text, "0.0.0.0/0")',
    ],
    no: [
      'ip_in_net(jsonPayload.ip, "11.0.0.0/8")',
      'ip_in_net(jsonPayload.text, "0.0.0.0/0")',
      'ip_in_net(jsonPayload.gone, "0.0.0.0/0")',
      'ip_in_net(jsonPayload.ip, "2001:db8::/32")',
    ],
  },
  {
    anchor: "functions",
    rule: "SEARCH finds whole words, all of them, without regard to case",
    yes: [
      'SEARCH("hello")',
      'SEARCH("world hello")',
      'SEARCH(jsonPayload.text, "HELLO")',
      'SEARCH(jsonPayload.text, "`hello world`")',
    ],
    no: ['SEARCH("hell")', 'SEARCH(jsonPayload.text, "hello moon")', 'SEARCH(jsonPayload.text, "`world hello`")'],
  },
  {
    anchor: "functions",
    rule: "cast compares as another type, regexp_extract what a group found",
    yes: [
      "cast(jsonPayload.digits, INT64)>4",
      'cast(jsonPayload.five, STRING)="5"',
      'regexp_extract(jsonPayload.text, "^(\\\\w+)")="hello"',
    ],
    no: [
      "cast(jsonPayload.digits, INT64)>5",
      "cast(jsonPayload.text, INT64)>0",
      'regexp_extract(jsonPayload.text, "(\\\\d+)")="5"',
    ],
  },
  {
    anchor: "global-restrictions",
    rule: "a value alone is a part of any field's text",
    yes: ["europe-west3", '"Hello World"', "hello AND severity=WARNING", "NOT moon", 'insertId="no" OR hello'],
    no: ["moon", "hello AND moon", 'insertId="no" OR moon'],
  },
  {
    anchor: "field-paths",
    rule: "keys of a struct or map have their case, fields of a message have none",
    yes: ['jsonPayload.nested.Deep="v"', 'jsonPayload.nested.deep="w"', 'insert_id="a1b2"', "http_request.status=404"],
    no: ['jsonPayload.nested.DEEP="v"', 'labels.Team="blue"'],
  },
  {
    anchor: "logname",
    rule: "a log's name is encoded as in a URL",
    yes: ['logName="projects/acme/logs/cloudaudit.googleapis.com%2Factivity"', 'logName:"%2Factivity"'],
    no: ['logName="projects/acme/logs/cloudaudit.googleapis.com/activity"'],
  },
];

const rows = rules.flatMap(({ anchor, rule, yes, no }) => [
  ...yes.map((query) => ({ query, expected: true, because: `${rule} (#${anchor})` })),
  ...no.map((query) => ({ query, expected: false, because: `${rule} (#${anchor})` })),
]);

describe("a query of Cloud Logging", () => {
  it.each(rows)("$query is $expected: $because", ({ query, expected }) => {
    const { filter, problems } = parseCloudLoggingQuery(query);
    expect(problems).toBeUndefined();
    expect(matchesCloudLoggingQuery(filter!, entry)).toBe(expected);
  });

  it("has more than 120 rows here", () => {
    expect(rows.length).toBeGreaterThan(120);
  });
});

describe("a query that the service refuses is a problem at its place", () => {
  it.each<[query: string, at: number]>([
    ["severity=", 9],
    ["severity=ERROR AND", 18],
    ["severity=ERROR OR", 17],
    ["(severity=ERROR", 15],
    ["severity=ERROR)", 14],
    ["=ERROR", 0],
    ['severity="ERROR', 9],
    ["nosuchfield=1", 0],
    ["severity.name=1", 0],
    ["textPayload.x=1", 0],
    ['jsonPayload.x=~"("', 15],
    ['jsonPayload.x=~"(?=a)"', 15],
    ['ip_in_net(jsonPayload.ip, "x")', 26],
    ["sample(insertId, 2)", 17],
    ["nosuch(insertId)", 0],
    ["NOT", 3],
    ["severity=ERROR AND AND severity=INFO", 19],
    ["severity==ERROR", 9],
    ["jsonPayload.=1", 0],
    ["severity=(ERROR OR)", 18],
  ])("%s at %i", (query, at) => {
    expect(parseCloudLoggingQuery(query).problems?.[0]?.at).toBe(at);
  });
});
