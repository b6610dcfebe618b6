import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

/** An expression as text, with a parenthesis around each pair of operands, to be read at a glance. */
function shown(value: unknown): string {
  const expression = value as { kind: string; terms: unknown[]; term: unknown; literal: { text: string } };
  if (expression.kind === "and" || expression.kind === "or") {
    return `(${expression.terms.map(shown).join(` ${expression.kind} `)})`;
  }
  if (expression.kind === "not") return `not ${shown(expression.term)}`;
  if (expression.kind === "anywhere") return expression.literal.text;
  if (expression.kind !== "compare") return expression.kind;
  const { subject, comparator } = value as { subject: { path: { name: string }[] }; comparator: string };
  return `${subject.path.map(({ name }) => name).join("/")}${comparator}${expression.literal.text}`;
}

const read = (query: string): string => shown(parseCloudLoggingQuery(query).filter?.expression ?? { kind: "broken" });

describe("A query is read", () => {
  const cases: [query: string, meaning: string][] = [
    ["", "()"],
    [" -- nothing but a comment", "()"],
    ['"a" OR NOT "b" AND NOT "c" OR "d"', "((a or not b) and (not c or d))"],
    ["a b OR c d", "(a and (b or c) and d)"],
    ["a AND b\nc", "(a and b and c)"],
    ["(a AND b) OR c", "((a and b) or c)"],
    ["NOT a OR b", "(not a or b)"],
    ["NOT NOT a", "a"],
    ["a and or not b", "(a and and and or and not and b)"],
    ["a -b -(c OR d)", "(a and not b and not (c or d))"],
    ['-severity=INFO -"b"', "(not severity=INFO and not b)"],
    ['insertId = "A" OR "B"', "(insertId=A or B)"],
    ['insertId = ("A" OR "B")', "(insertId=A or insertId=B)"],
    ["textPayload:(a b)", "(textPayload:a and textPayload:b)"],
    ["textPayload=(a OR NOT b)", "(textPayload=a or not textPayload=b)"],
    ["jsonPayload.n=(-5 OR -a)", "(jsonPayload/n=-5 or not jsonPayload/n=a)"],
    ["jsonPayload.n=(a) -5", "(jsonPayload/n=a and not 5)"],
    ["jsonPayload.n>-5", "jsonPayload/n>-5"],
    ["a -- b\nc--d", "(a and c--d)"],
    ["timestamp>=2026-01-01T00:00:00Z", "timestamp>=2026-01-01T00:00:00Z"],
    ["labels.port1:8080", "labels/port1:8080"],
    ["LABELS.Key=v", "labels/Key=v"],
    ["log_name=v", "logName=v"],
    ['labels."a.b/c"=v', "labels/a.b/c=v"],
    ['jsonPayload."\\"foo\\"".x=v', 'jsonPayload/"foo"/x=v'],
    ["protoPayload.metadata.@type=v", "protoPayload/metadata/@type=v"],
    ["textPayload='it is'", "textPayload=it is"],
    ['"\\"a\\" \\\\ \\x41\\u00e9\\101\\t\\d"', '"a" \\ AéA\t\\d'],
  ];

  test.each(cases)("%j", (query, meaning) => {
    expect(read(query)).toBe(meaning);
  });
});

describe("What is wrong with a query is said with its place", () => {
  const cases: [query: string, ...problems: [at: number, message: string][]][] = [
    ['"open', [0, "unexpected token '\"'"]],
    ["(a", [2, "unexpected token '<end of filter>'"]],
    ["a)", [1, "unexpected token ')'"]],
    ["severity= AND a", [10, "unexpected token 'AND'"]],
    ["insertId = abc:def", [14, "unexpected token ':'"]],
    ['insertId = log_id("a")', [17, "unexpected token '('"]],
    ['log_id("a") = b', [12, "unexpected token '='"]],
    ["unknown(a)", [0, "unexpected token 'unknown'"]],
    ["a 💥 !", [5, "unexpected token '!'"]],
    ["thud=1 operation.thud=2", [0, "thud isn't a field of LogEntry"], [7, "operation.thud isn't a field of LogEntry"]],
    ["textPayload.a=1", [0, "textPayload.a isn't a field of LogEntry"]],
    ["labels.a.b=1", [0, "labels.a.b isn't a field of LogEntry"]],
    ["jsonPayload..a=1", [0, "jsonPayload..a isn't a field of LogEntry"]],
    ["jsonPayload.=1", [0, "jsonPayload. isn't a field of LogEntry"]],
    ["textPayload=a*", [12, "a* must be in double quotes, since it has a *"]],
    ["textPayload=~a", [13, "a regular expression must be in double quotes"]],
    [
      'textPayload=~"(?=a)"',
      [13, "not a regular expression of RE2: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"],
    ],
    ["sample(insertId, 0)", [17, "0 isn't a fraction above 0 and up to 1"]],
    ["sample(insertId, 1.01)", [17, "1.01 isn't a fraction above 0 and up to 1"]],
    ["sample(insertId)", [0, "sample takes 2 arguments, not 1"]],
    ['ip_in_net(textPayload, "10.0.0.0/33")', [23, '"10.0.0.0/33" isn\'t an IP address or range']],
    ["SEARCH(a)", [7, "what to search for must be in double quotes"]],
    ['SEARCH("--")', [7, '"--" has nothing to search for']],
    ["source(acme)", [7, "acme isn't projects/…, folders/…, organizations/… or billingAccounts/…"]],
    ["cast(textPayload, INT64)", [0, "cast says nothing by itself; compare it with a value"]],
    ["cast(textPayload, TEXT)=1", [18, "TEXT isn't one of STRING, INT64, FLOAT64, BOOL, TIMESTAMP, DURATION"]],
    ['cast(timestamp, STRING, TIMEZONE("Mars/Base"))=1', [33, '"Mars/Base" isn\'t a time zone']],
    ['regexp_extract(textPayload, "(a)(b)")=1', [28, "the pattern must have one capture group; it has 2"]],
    ['regexp_extract(textPayload, "a")=1', [28, "the pattern must have one capture group; it has 0"]],
  ];

  test.each(cases)("%j", (query, ...problems) => {
    expect(parseCloudLoggingQuery(query)).toEqual({ problems: problems.map(([at, message]) => ({ at, message })) });
  });

  test("A query has 20,000 characters at most", () => {
    expect(parseCloudLoggingQuery("f".repeat(20_000)).problems).toBeUndefined();
    expect(parseCloudLoggingQuery("f".repeat(20_001)).problems).toEqual([
      { at: 20_000, message: "the query has 20001 characters; it can have 20000" },
    ]);
  });

  test("A query is nested 200 deep at most, in parentheses and in calls", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}a${")".repeat(depth)}`;
    expect(read(nested(200))).toBe("a");
    expect(parseCloudLoggingQuery(nested(201)).problems).toEqual([{ at: 200, message: "nested more than 200 deep" }]);
    expect(parseCloudLoggingQuery("(".repeat(5_000)).problems).toEqual([
      { at: 200, message: "nested more than 200 deep" },
    ]);
    expect(parseCloudLoggingQuery("cast(".repeat(300)).problems).toEqual([
      { at: 1_004, message: "nested more than 200 deep" },
    ]);
    expect(read(`${"NOT ".repeat(4_999)}a`)).toBe("not a");
  });
});

describe("Any text is read without a crash", () => {
  const pieces = fc.constantFrom(
    ...['"', "'", "\\", "\n", "*", "%", "$", "{", "}", "[", "(", ")", ",", ":", "=~", "!~", "!=", "=", "<", "-", "--"],
    ...[" ", " AND ", " OR ", "NOT ", "labels.", "jsonPayload.a", "severity", "log_id(", "sample(", "cast(", "SEARCH("],
    ...['"(a"', '"x{1001}"', '"[a-"', "é", "💥", "\u{d800}", "0", "1e9", "2026-01-01T00:00:00Z", '"10.0.0.0/8"', "\0"],
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join("")),
  );

  test("and is a filter or has problems within it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { filter, problems } = parseCloudLoggingQuery(text);
        expect(filter === undefined).toBe(problems !== undefined);
        if (problems === undefined) return;
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.filter(({ at }) => at < 0 || at > text.length)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['"', "\\", "(", ")", "-", "*", "'", "\n", "NOT ", "a OR ", "é", ".", "{"])(
    "be it 10,000 of %j",
    (piece) => {
      const text = piece.repeat(10_000).slice(0, 20_000);
      expect(Object.keys(parseCloudLoggingQuery(text))).toHaveLength(1);
    },
  );
});
