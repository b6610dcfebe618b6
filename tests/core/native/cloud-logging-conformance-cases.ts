import type { LogEntry } from "../../../core/native/cloud-logging-query.ts";

/** A section of https://cloud.google.com/logging/docs/view/logging-query-language, as in its address after the #. */
type Anchor =
  | "boolean-operators"
  | "comments"
  | "comparison-operators"
  | "comparisons"
  | "field_path_identifiers"
  | "filter-on-any"
  | "finding-quickly"
  | "functions"
  | "global-restrictions"
  | "missing_fields"
  | "object_array_types"
  | "regular-expressions"
  | "sample"
  | "search-functions"
  | "values_conversions";

export interface Rule {
  anchor: Anchor;
  /** What the section says, in few words. */
  rule: string;
  /** What the queries are asked of, where it isn't the entry below. */
  entry?: LogEntry;
  /** Queries that match it. */
  yes: readonly string[];
  no: readonly string[];
}

export const entry: LogEntry = {
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
};

export const rules: readonly Rule[] = [
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
    anchor: "comparison-operators",
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
    anchor: "comparison-operators",
    rule: ": is a part of a text, without regard to case",
    yes: ["jsonPayload.text:WORLD", 'jsonPayload.text:"lo wo"', 'jsonPayload.text:""', "resource.type:instance"],
    no: ["jsonPayload.text:word", "NOT jsonPayload.text:hello"],
  },
  {
    anchor: "comparison-operators",
    rule: "texts are in the order of their letters",
    yes: ['jsonPayload.text>"hallo"', 'jsonPayload.text<="hello world"', 'jsonPayload.digits<"6"'],
    no: ['jsonPayload.text<"hallo"', 'jsonPayload.text>"zebra"'],
  },
  {
    anchor: "values_conversions",
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
    anchor: "comparison-operators",
    rule: "true is more than false",
    yes: ["jsonPayload.yes=true", "jsonPayload.yes>false", "operation.first=true", "httpRequest.cacheHit=false"],
    no: ["jsonPayload.yes=false", "jsonPayload.yes<true", "httpRequest.cacheHit=true"],
  },
  {
    anchor: "comparison-operators",
    rule: "severities are in their order, and have names in any case",
    yes: [
      "severity=warning",
      "severity>=NOTICE",
      "severity<ERROR",
      'severity="WARNING"',
      "severity=(ERROR OR WARNING)",
    ],
    no: ["severity>WARNING", "severity=ERROR", "severity<=INFO"],
  },
  {
    anchor: "values_conversions",
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
    anchor: "values_conversions",
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
    anchor: "comparisons",
    rule: "NULL_VALUE is JSON's null",
    yes: ["jsonPayload.nothing=NULL_VALUE", "NOT jsonPayload.five=NULL_VALUE"],
    no: ["jsonPayload.five=NULL_VALUE", "jsonPayload.gone=NULL_VALUE", 'jsonPayload.nothing="x"'],
  },
  {
    anchor: "missing_fields",
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
    anchor: "object_array_types",
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
    anchor: "comparisons",
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
    anchor: "values_conversions",
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
    anchor: "sample",
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
    anchor: "search-functions",
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
    anchor: "field_path_identifiers",
    rule: "keys of a struct or map have their case, fields of a message have none",
    yes: ['jsonPayload.nested.Deep="v"', 'jsonPayload.nested.deep="w"', 'insert_id="a1b2"', "http_request.status=404"],
    no: ['jsonPayload.nested.DEEP="v"', 'labels.Team="blue"'],
  },
  {
    anchor: "finding-quickly",
    rule: "a log's name is encoded as in a URL",
    yes: ['logName="projects/acme/logs/cloudaudit.googleapis.com%2Factivity"', 'logName:"%2Factivity"'],
    no: ['logName="projects/acme/logs/cloudaudit.googleapis.com/activity"'],
  },
  {
    anchor: "boolean-operators",
    rule: "the page's own example: each OR is one side of the AND",
    entry: { textPayload: "a b" },
    yes: ['("a" OR (NOT "b")) AND ((NOT "c") OR "d")', '"a" OR NOT "b" AND NOT "c" OR "d"'],
    no: ['"c" OR NOT "b" AND NOT "c" OR "d"', '"a" OR NOT "b" AND NOT "a" OR "d"'],
  },
  {
    anchor: "boolean-operators",
    rule: "and, or and not in small letters are terms, which each must be found",
    entry: { textPayload: "cat and dog, or not" },
    yes: ["cat and dog", "cat or dog", "cat not dog", '"and" OR "unicorn"'],
    no: ["unicorn or cat", "unicorn or dog", "NOT not", "-or"],
  },
  {
    anchor: "comparisons",
    rule: "operator and field are applied to each value in brackets, also those of !=",
    yes: ["insertId!=(A1b2 OR B)", "NOT insertId=(B OR C)", "jsonPayload.five>(4 AND 3)", "jsonPayload.five=(-5 OR 5)"],
    no: [
      "insertId!=(A1b2 AND B)",
      "NOT insertId=(A1b2 OR B)",
      "jsonPayload.five>(4 AND 5)",
      "jsonPayload.five=(-6 OR 6)",
    ],
  },
  {
    anchor: "comparisons",
    rule: "without brackets what follows OR is a comparison of its own",
    entry: { insertId: "ABC-1", textPayload: "see ABC-2" },
    yes: ['insertId = "ABC-9" OR "ABC-2"', 'insertId = ("ABC-1" OR "ABC-2")'],
    no: ['insertId = ("ABC-9" OR "ABC-2")', 'insertId = "ABC-9" OR "ABC-3"'],
  },
  {
    anchor: "comparisons",
    rule: "a null is not missing; NOT = NULL_VALUE means the rest, and also what lacks the field",
    yes: ["jsonPayload.nothing:*", "NOT jsonPayload.gone=NULL_VALUE"],
    no: ["NOT jsonPayload.nothing=NULL_VALUE", "jsonPayload.nothing!=NULL_VALUE", 'jsonPayload.text="NULL_VALUE"'],
  },
  {
    anchor: "values_conversions",
    rule: "a double has a sign, an exponent, or is NaN or Infinity",
    entry: { jsonPayload: { small: -3.2e-8, big: "9223372036854775807" } },
    yes: [
      "jsonPayload.small=-3.2e-8",
      'jsonPayload.small="-0.32E-7"',
      "jsonPayload.small<infinity",
      'jsonPayload.small>"-Infinity"',
      "jsonPayload.big=9223372036854775807",
    ],
    no: ["jsonPayload.small=nan", "jsonPayload.small<NaN", "jsonPayload.small>0", 'jsonPayload.small="-3.2e-8x"'],
  },
  {
    anchor: "values_conversions",
    rule: "an integer of 64 bits is whole",
    entry: { httpRequest: { requestSize: "9007199254740993" } },
    yes: ["httpRequest.requestSize=9007199254740993", 'httpRequest.requestSize>"9007199254740992"'],
    no: ["httpRequest.requestSize=9007199254740992", "httpRequest.requestSize=1.5", "httpRequest.requestSize!=many"],
  },
  {
    anchor: "values_conversions",
    rule: "a bool is written in any case, and nothing else is one",
    yes: ["jsonPayload.yes=True", 'jsonPayload.yes="TRUE"', "operation.first!=FALSE"],
    no: ["jsonPayload.yes=1", "jsonPayload.yes=yes", "jsonPayload.yes!=yes"],
  },
  {
    anchor: "values_conversions",
    rule: "timestamps are exact to the nanosecond",
    entry: { timestamp: "2026-03-04T05:06:07.123456789Z" },
    yes: [
      'timestamp="2026-03-04T05:06:07.123456789Z"',
      'timestamp<"2026-03-04T05:06:07.12345679Z"',
      'timestamp!="2026-03-04"',
    ],
    no: [
      'timestamp="2026-03-04T05:06:07.123456788Z"',
      'timestamp<"soon"',
      'timestamp!="soon"',
      'timestamp="2026-02-30"',
    ],
  },
  {
    anchor: "values_conversions",
    rule: "durations are of their units, in messages alone: elsewhere they are texts",
    entry: { httpRequest: { latency: "1s" }, jsonPayload: { latency: "1s" } },
    yes: [
      'httpRequest.latency>"999ms"',
      "httpRequest.latency<1m",
      'httpRequest.latency="1000000us"',
      'jsonPayload.latency<"999ms"',
    ],
    no: ['jsonPayload.latency>"999ms"', 'httpRequest.latency="1 s"', "httpRequest.latency=1", "httpRequest.latency!=1"],
  },
  {
    anchor: "comparison-operators",
    rule: "texts are normalised as NFKC_Casefold, those matched by a regular expression are not",
    // The sign for kelvin, and a wide A.
    entry: { jsonPayload: { sign: "\u212a", wide: "\uff21" } },
    yes: ["jsonPayload.sign=k", "jsonPayload.wide:a", 'jsonPayload.sign!~"[Kk]"'],
    no: ["jsonPayload.sign!=K", 'jsonPayload.wide=~"(?i)a"'],
  },
  {
    anchor: "missing_fields",
    rule: "a payload of a message is a payload too: what it lacks is missing, not its type's default",
    entry: { protoPayload: { methodName: "SetIamPolicy", status: {} } },
    yes: ["NOT protoPayload.status.code=0", "NOT protoPayload.status.code:*", 'NOT protoPayload.name.nickname="x"'],
    no: ["protoPayload.status.code=0", "protoPayload.status.code!=7", 'protoPayload.name.nickname!~"x"'],
  },
  {
    anchor: "missing_fields",
    rule: ":* asks of an entry's own field whether it is set, be it to its default",
    entry: { operation: { first: false }, trace: "" },
    yes: ["operation:*", "operation.first:*", "trace:*", "NOT operation.id:*", 'operation.id=""'],
    no: ["operation.id:*", "operation.last:*", "NOT operation.first:*", "spanId:*"],
  },
  {
    anchor: "missing_fields",
    rule: "a severity that is not set is DEFAULT",
    entry: {},
    yes: ["severity=DEFAULT", "severity!=ERROR", "severity<DEBUG"],
    no: ["severity>DEFAULT", "severity:*", "severity!=DEFAULT"],
  },
  {
    anchor: "object_array_types",
    rule: "the page's own example, and a list of nothing",
    entry: { jsonPayload: { shoeSize: [8.5, 9, 6], none: [], x: { age: 24, height: 67 } } },
    yes: ["jsonPayload.shoeSize < 7", "jsonPayload.shoeSize > 7", "jsonPayload.x.age = 24", "NOT jsonPayload.none=1"],
    no: ["jsonPayload.shoeSize < 6", "NOT jsonPayload.shoeSize < 7", "jsonPayload.none=1", "jsonPayload.none!=1"],
  },
  {
    anchor: "field_path_identifiers",
    rule: "names with special characters stand in quotes",
    entry: { jsonPayload: { ":name": "apple", "foo.bar": "pear", '"foo"': "plum", foo: { bar: "fig" } } },
    yes: [
      'jsonPayload.":name":apple',
      'jsonPayload."foo.bar":pear',
      'jsonPayload."\\"foo\\"":plum',
      "jsonPayload.foo.bar:fig",
    ],
    no: ['jsonPayload."foo.bar":fig', "jsonPayload.foo.bar:pear", 'jsonPayload."foo":plum'],
  },
  {
    anchor: "field_path_identifiers",
    rule: "in a message's payload names have no case, in the structs within it they have",
    entry: { protoPayload: { methodName: "m", request: { endTime: 1 } }, jsonPayload: { endTime: 1 } },
    yes: [
      "protoPayload.METHODNAME=m",
      "protoPayload.method_name=m",
      "protoPayload.request.endTime=1",
      "jsonPayload.endTime=1",
    ],
    no: ["protoPayload.request.end_time=1", "jsonPayload.end_time=1", "jsonPayload.endtime=1"],
  },
  {
    anchor: "filter-on-any",
    rule: "the value of an Any isn't named",
    entry: {
      protoPayload: {
        status: { details: [{ "@type": "type.googleapis.com/x", value: { reason: { text: "Special" } } }] },
      },
    },
    yes: ['protoPayload.status.details.reason.text =~ "Spec"', "protoPayload.status.details.reason:*"],
    no: ['protoPayload.status.details.reason.text =~ "spec"', "protoPayload.status.details.text:*"],
  },
  {
    anchor: "regular-expressions",
    rule: "lists, quotes and anchors as in the page's own examples",
    entry: {
      logName: "projects/acme/logs/my%2Flog",
      labels: { env: "staging-server" },
      jsonPayload: { message: 'field1="bar' },
    },
    yes: [
      'labels.env =~ ("^prod.*server" OR "^staging.*server")',
      'labels.env !~ ("prod" AND "test")',
      'jsonPayload.message =~ "field1=\\"bar.*"',
      'logName =~ "/my%2Flog$"',
    ],
    no: ['labels.env =~ ("^prod" AND "server$")', 'labels.env !~ ("prod" AND "server")', 'logName =~ "/my%2flog$"'],
  },
  {
    anchor: "comments",
    rule: "a comment counts as a blank at the start, between terms and at the end, and not in quotes",
    entry: { textPayload: "a -- b" },
    yes: [
      "-- x",
      "-- x\ntextPayload:a -- y\n-- z\ntextPayload:b -- NOT",
      'textPayload="a -- b"',
      "textPayload:(a -- x\nOR c)",
    ],
    no: ["textPayload:a -- x\ntextPayload:c", 'textPayload="a" -- b'],
  },
  {
    anchor: "functions",
    rule: "log_id is all of the log's id, and needs no encoding",
    entry: { logName: "folders/7/logs/my%2Flog" },
    yes: ['log_id("my/log")', "source(folders/7)", 'logName="folders/7/logs/my%2Flog"'],
    no: [
      'log_id("my")',
      'log_id("log")',
      "source(projects/7)",
      "source(folders/77)",
      'logName="folders/7/logs/my/log"',
    ],
  },
  {
    anchor: "sample",
    rule: "an entry's own field has its default, so that at 1 it is in the sample; a label has none",
    entry: { insertId: "x", labels: { a: "1" } },
    yes: ["sample(trace, 1)", "sample(labels.a, 1.0)", "sample(httpRequest.status, 1)", "NOT sample(labels.b, 1)"],
    no: ["sample(labels.b, 1)", "trace:* AND sample(trace, 1)", "sample(insertId, 0.000000001)"],
  },
  {
    anchor: "functions",
    rule: "ip_in_net needs one address or range of several to be within, and has none by default",
    entry: { jsonPayload: { ips: ["192.0.2.1", "10.1.2.3"], range: "10.1.2.0/25" } },
    yes: [
      'ip_in_net(jsonPayload.ips, "10.1.2.0/24")',
      'ip_in_net(jsonPayload.range, "10.1.2.0/24")',
      'ip_in_net(jsonPayload.ips, "10.1.2.3")',
    ],
    no: [
      'ip_in_net(jsonPayload.ips, "10.1.3.0/24")',
      'ip_in_net(jsonPayload.range, "10.1.2.0/26")',
      'ip_in_net(httpRequest.remoteIp, "0.0.0.0/0")',
    ],
  },
  {
    anchor: "search-functions",
    rule: "words may stand in several fields, but in the one field that is named; numbers have none",
    entry: { textPayload: "hello", jsonPayload: { a: "worldwide", b: "world", n: 5 } },
    yes: [
      'SEARCH("hello world")',
      'SEARCH("World HELLO")',
      'SEARCH(jsonPayload, "world")',
      'SEARCH(textPayload, "`Hello`")',
    ],
    no: [
      'SEARCH(textPayload, "hello world")',
      'SEARCH(jsonPayload.a, "world")',
      'SEARCH("`hello world`")',
      'SEARCH("5")',
    ],
  },
  {
    anchor: "functions",
    rule: "cast takes a time zone, and takes what regexp_extract found",
    entry: { timestamp: "2026-03-04T04:06:07.250Z" },
    yes: [
      'cast(timestamp, STRING, TIMEZONE("America/New_York")) =~ "^2026-03-03T23.*"',
      'CAST(REGEXP_EXTRACT(CAST(timestamp, STRING), "\\\\d+:\\\\d+:\\\\d+\\\\.(\\\\d+)"), INT64) < 500',
    ],
    no: [
      'cast(timestamp, STRING) =~ "^2026-03-03"',
      'CAST(REGEXP_EXTRACT(CAST(timestamp, STRING), "\\\\d+:\\\\d+:\\\\d+\\\\.(\\\\d+)"), INT64) < 250',
    ],
  },
  {
    anchor: "global-restrictions",
    rule: "each term may be in another field, at any depth, and in any case",
    entry: { textPayload: "cat", protoPayload: { request: { list: [{ name: "HATS" }] } }, labels: { unicorn: "x" } },
    yes: ['("cat" AND ("hat" OR "bat"))', "cat hat", "-bat", "projects OR cat"],
    no: ["cat bat", '"cat hat"', "unicorn", "NOT cat OR bat"],
  },
];

/** Queries that the service refuses: where the problem is, counted from 0, and what it is. */
export const refused: readonly (readonly [query: string, at: number, message: string])[] = [
  ["severity=", 9, "unexpected token '<end of filter>'"],
  ["severity=ERROR AND", 18, "unexpected token '<end of filter>'"],
  ["severity=ERROR OR", 17, "unexpected token '<end of filter>'"],
  ["NOT", 3, "unexpected token '<end of filter>'"],
  ["AND severity=ERROR", 0, "unexpected token 'AND'"],
  ["severity=ERROR OR OR severity=INFO", 18, "unexpected token 'OR'"],
  ["severity=ERROR AND AND severity=INFO", 19, "unexpected token 'AND'"],
  ["(severity=ERROR", 15, "unexpected token '<end of filter>'"],
  ["severity=ERROR)", 14, "unexpected token ')'"],
  ["()", 1, "unexpected token ')'"],
  ["=ERROR", 0, "unexpected token '='"],
  ["severity==ERROR", 9, "unexpected token '='"],
  ["severity=>ERROR", 9, "unexpected token '>'"],
  ["severity=(ERROR OR)", 18, "unexpected token ')'"],
  ["severity=(ERROR INFO", 20, "unexpected token '<end of filter>'"],
  ["insertId=()", 10, "unexpected token ')'"],
  ['insertId:("a" OR insertId="b")', 25, "unexpected token '='"],
  ['severity="ERROR', 9, "unexpected token '\"'"],
  ["insertId = abc:def", 14, "unexpected token ':'"],
  ["insertId=a,b", 10, "unexpected token ','"],
  ["insertId=a*", 9, "a* must be in double quotes, since it has a *"],
  ["nosuchfield=1", 0, "nosuchfield isn't a field of LogEntry"],
  ["operation.thud=1", 0, "operation.thud isn't a field of LogEntry"],
  ["severity.name=1", 0, "severity.name isn't a field of LogEntry"],
  ["textPayload.thud=1", 0, "textPayload.thud isn't a field of LogEntry"],
  ["logName.x=1", 0, "logName.x isn't a field of LogEntry"],
  ["jsonPayload.=1", 0, "jsonPayload. isn't a field of LogEntry"],
  ["jsonPayload.x=~abc", 15, "a regular expression must be in double quotes"],
  ['jsonPayload.x=~"("', 15, "not a regular expression of RE2: error parsing regexp: missing closing ): `(`"],
  [
    'jsonPayload.x=~"(?=a)"',
    15,
    "not a regular expression of RE2: error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
  ],
  [
    'jsonPayload.x=~"(a)\\\\1"',
    15,
    "not a regular expression of RE2: error parsing regexp: invalid escape sequence: `\\1`",
  ],
  [
    'jsonPayload.x=~"[z-a]"',
    15,
    "not a regular expression of RE2: error parsing regexp: invalid character class range: `z-a`",
  ],
  ["nosuch(insertId)", 0, "unexpected token 'nosuch'"],
  ["log_id()", 7, "unexpected token ')'"],
  ["source(foo/bar)", 7, "foo/bar isn't projects/…, folders/…, organizations/… or billingAccounts/…"],
  ["sample(insertId, 0)", 17, "0 isn't a fraction above 0 and up to 1"],
  ["sample(insertId, 2)", 17, "2 isn't a fraction above 0 and up to 1"],
  ["sample(insertId, -0.5)", 17, "-0.5 isn't a fraction above 0 and up to 1"],
  ["sample(insertId)", 0, "sample takes 2 arguments, not 1"],
  ['ip_in_net(jsonPayload.ip, "x")', 26, '"x" isn\'t an IP address or range'],
  ['ip_in_net(jsonPayload.ip, "10.0.0.0/33")', 26, '"10.0.0.0/33" isn\'t an IP address or range'],
  ["SEARCH(jsonPayload.text)", 7, "what to search for must be in double quotes"],
  ["cast(insertId, INT64)", 0, "cast says nothing by itself; compare it with a value"],
  ["cast(insertId, INT32)=1", 15, "INT32 isn't one of STRING, INT64, FLOAT64, BOOL, TIMESTAMP, DURATION"],
  ['cast(timestamp, STRING, TIMEZONE("Mars/Base"))="x"', 33, '"Mars/Base" isn\'t a time zone'],
  ['regexp_extract(insertId, "a")="x"', 25, "the pattern must have one capture group; it has 0"],
  ['regexp_extract(insertId, "(a)(b)")="x"', 25, "the pattern must have one capture group; it has 2"],
];
