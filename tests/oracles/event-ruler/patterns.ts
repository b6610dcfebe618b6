const fields = (entry: string): string => `{"a": [${entry}]}`;

/** JSON that is no event pattern to event-ruler, nor to us. */
export const invalidPatterns: readonly string[] = [
  ...["null", "[]", "1", '"a"', "true", "{}", '[{"a": [1]}]'],
  ...['{"a": {}}', '{"a": []}', '{"a": "x"}', '{"a": 1}', '{"a": null}', '{"a": true}', '{"a": {"b": {}}}'],
  ...['{"a": {"b": 1}}', '{"a": [1], "b": []}', '{"a": {"b": [1]}, "a.b": [2]}', '{"a": {"prefix": "x"}}'],
  ...['["x"]', "[]", "{}", '{"a": 1}', '{"Prefix": "x"}', '{"like": "x"}', '{"constructor": "x"}', '{"": "x"}'].map(
    fields,
  ),
  ...['{"prefix": "x", "suffix": "y"}', '{"exactly": 1}', '{"exactly": null}', '{"exactly": ["x"]}'].map(fields),
  ...['{"prefix": 1}', '{"prefix": null}', '{"prefix": ["x"]}', '{"prefix": {}}', '{"prefix": {"suffix": "x"}}'].map(
    fields,
  ),
  ...['{"prefix": {"equals-ignore-case": 1}}', '{"prefix": {"equals-ignore-case": ["x"]}}'].map(fields),
  ...[
    '{"prefix": {"equals-ignore-case": "x", "wildcard": "y"}}',
    '{"suffix": true}',
    '{"suffix": {"prefix": "x"}}',
  ].map(fields),
  ...['{"suffix": {"equals-ignore-case": null}}', '{"equals-ignore-case": 1}', '{"equals-ignore-case": ["x"]}'].map(
    fields,
  ),
  ...[
    '{"wildcard": 1}',
    '{"wildcard": ["*"]}',
    '{"wildcard": "**"}',
    '{"wildcard": "a**b"}',
    '{"wildcard": "***"}',
  ].map(fields),
  ...['{"wildcard": "\\\\a"}', '{"wildcard": "a\\\\"}', '{"wildcard": "*\\\\"}'].map(fields),
  ...[
    '{"numeric": 1}',
    '{"numeric": []}',
    '{"numeric": ["="]}',
    '{"numeric": ["=", "1"]}',
    '{"numeric": [1, "="]}',
  ].map(fields),
  ...[
    '{"numeric": ["==", 1]}',
    '{"numeric": ["!=", 1]}',
    '{"numeric": ["=", 1, "=", 2]}',
    '{"numeric": ["<", 1, ">", 0]}',
  ].map(fields),
  ...['{"numeric": [">", 1, "<", 1]}', '{"numeric": [">=", 2, "<=", 1]}', '{"numeric": [">", 1, ">", 2]}'].map(fields),
  ...['{"numeric": [">", 1, "<"]}', '{"numeric": [">", 1, "<", "2"]}', '{"numeric": [">", 1, "<", 2, "<", 3]}'].map(
    fields,
  ),
  ...[
    '{"numeric": [">", null]}',
    '{"numeric": {"=": 1}}',
    '{"exists": "true"}',
    '{"exists": 1}',
    '{"exists": null}',
  ].map(fields),
  ...['{"exists": [true]}', '{"anything-but": null}', '{"anything-but": true}', '{"anything-but": []}'].map(fields),
  ...[
    '{"anything-but": {}}',
    '{"anything-but": ["x", 1]}',
    '{"anything-but": [null]}',
    '{"anything-but": [["x"]]}',
  ].map(fields),
  ...[
    '{"anything-but": {"exists": true}}',
    '{"anything-but": {"numeric": ["=", 1]}}',
    '{"anything-but": {"cidr": "::/8"}}',
  ].map(fields),
  ...[
    '{"anything-but": {"prefix": ""}}',
    '{"anything-but": {"suffix": ["a", ""]}}',
    '{"anything-but": {"prefix": 1}}',
  ].map(fields),
  ...[
    '{"anything-but": {"wildcard": "**"}}',
    '{"anything-but": {"wildcard": ["*", 1]}}',
    '{"anything-but": [{"prefix": "x"}]}',
  ].map(fields),
  ...['{"anything-but": {"prefix": "x", "suffix": "y"}}', '{"anything-but": {"equals-ignore-case": 1}}'].map(fields),
  ...['{"anything-but": {"prefix": {"equals-ignore-case": "x"}}}', '{"cidr": 1}', '{"cidr": ["10.0.0.0/8"]}'].map(
    fields,
  ),
  ...["10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/8/8", "10.0.0/8", "10.0.0.0.0/8", "10.0.0.256/8"].map((cidr) =>
    fields(`{"cidr": "${cidr}"}`),
  ),
  ...["10.0.0.0/32", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/8 ", "::/128", "::1::/8", ":/8", "1:2/8"].map((cidr) =>
    fields(`{"cidr": "${cidr}"}`),
  ),
  ...["12345::/8", "::ffff:10.0.0.0/8", "fe80::1%1/8", "::ffff:a00:1/32"].map((cidr) => fields(`{"cidr": "${cidr}"}`)),
  ...[
    '{"$or": []}',
    '{"$or": [{"a": [1]}]}',
    '{"$or": [{"a": [1]}, {}]}',
    '{"$or": [{"a": [1]}, 2]}',
    '{"$or": [{"a": [1]}, null]}',
  ],
  ...[
    '{"$or": [{"a": [1]}, {"b": 2}]}',
    '{"$or": [{"a": [1]}, {"b": []}]}',
    '{"$or": {}}',
    '{"$or": "x"}',
    '{"$or": [[{"a": [1]}]]}',
  ],
  ...[
    '{"a": [1], "$or": [{"a": [2]}, {"b": [3]}]}',
    '{"$or": [{"a": [1]}, {"prefix": ["x"]}]}',
    '{"$or": [{"a": [1]}, {"b": {"cidr": [1]}}]}',
  ],
  ...[
    '{"$or": [{"a": [1]}, {"$or": [{"b": [2]}]}]}',
    '{"x": {"$or": [{"a": [1]}]}}',
    '{"$or": [{"a": [1]}, {"b": [{"like": "x"}]}]}',
  ],
];

/** A pattern and an event of which we knowingly don't say what event-ruler says. */
export interface Difference {
  readonly why: string;
  readonly pattern: string;
  readonly event: string;
  readonly ours: "true" | "false" | "invalid";
  readonly theirs: "true" | "false" | "invalid";
}

const documentedNumbers =
  "EventBridge documents numbers of at most 5e9 either way and six digits after the point: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching";
const documentedLength =
  "EventBridge documents a most of characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const emptyNames = "event-ruler loses fields with an empty name, by the way it joins and splits paths";
const oneAutomaton =
  "event-ruler 2.1.0 makes one automaton of a field's entries, in which these two disturb one another";

export const differences: readonly Difference[] = [
  {
    why: "event-ruler confuses the bytes of a suffix's letter with those of an excluded star",
    pattern: fields('{"anything-but": {"wildcard": "*"}}, {"suffix": "é"}'),
    event: '{"a": "éb"}',
    ours: "false",
    theirs: "true",
  },
  {
    why: documentedNumbers,
    pattern: fields('{"numeric": [">", 5000000000.5]}'),
    event: '{"a": 6e9}',
    ours: "invalid",
    theirs: "true",
  },
  {
    why: documentedNumbers,
    pattern: fields('{"numeric": ["=", 1e-7]}'),
    event: '{"a": 1e-7}',
    ours: "invalid",
    theirs: "true",
  },
  {
    why: documentedNumbers,
    pattern: fields('{"anything-but": 6000000000}'),
    event: '{"a": 1}',
    ours: "invalid",
    theirs: "true",
  },
  {
    why: documentedNumbers,
    pattern: fields('{"anything-but": [1, 0.1234567]}'),
    event: '{"a": 2}',
    ours: "invalid",
    theirs: "true",
  },
  {
    why: documentedLength,
    pattern: fields(`"${"x".repeat(2_100)}"`),
    event: '{"a": "x"}',
    ours: "invalid",
    theirs: "false",
  },
  { why: emptyNames, pattern: '{"a": {"": [1]}}', event: '{"a": {"": 1}}', ours: "true", theirs: "false" },
  { why: emptyNames, pattern: '{"": {"a": [1]}}', event: '{"": {"a": 1}}', ours: "true", theirs: "false" },
  {
    why: "event-ruler refuses an empty list here only where it is the field's sole entry, by a fault of its own",
    pattern: fields('"x", {"anything-but": {"prefix": []}}'),
    event: '{"a": "x"}',
    ours: "invalid",
    theirs: "true",
  },
  {
    why: "event-ruler's older compiler, for a field of the name $or, knows no list here",
    pattern: '{"$or": [{"anything-but": {"prefix": ["x"]}}]}',
    event: '{"$or": "y"}',
    ours: "true",
    theirs: "invalid",
  },
  {
    why: oneAutomaton,
    pattern: fields('{"anything-but": {"wildcard": "*"}}, {"equals-ignore-case": "É"}'),
    event: '{"a": "z"}',
    ours: "false",
    theirs: "true",
  },
  {
    why: oneAutomaton,
    pattern: fields('{"cidr": "9.0.0.0/3"}, {"numeric": [">", 300]}'),
    event: '{"a": 12}',
    ours: "true",
    theirs: "false",
  },
];
