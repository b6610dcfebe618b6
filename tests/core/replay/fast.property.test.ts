import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { decider } from "../../../core/replay/decide.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { planned } from "./planned.ts";
import { replayed } from "./replayed.ts";

vi.setConfig({ testTimeout: 3_600_000 });

const corpus = join(import.meta.dirname, "../../../examples/events/aws.json");
const { Records: samples } = JSON.parse(readFileSync(corpus, "utf8")) as { Records: Record<string, unknown>[] };

const plans = [
  { capture: { management: "write" }, alerts: { catalog: ["cis", "tamper", "identity", "data"] } },
  {
    capture: {
      identity: true,
      data: [
        { service: "storage", resources: ["prod-*"] },
        { service: "keys", access: "read" },
      ],
      exclude: [{ name: "a", when: 'actor.id.endsWith("user/max") && access == "read"', reason: "noise" }],
      bestEffort: ["data", "identity"],
    },
    alerts: {
      custom: [
        { name: "denied", when: 'outcome == "denied"', severity: "low", threshold: { count: 2, withinMinutes: 5 } },
        { name: "address", when: 'cidr("198.51.100.0/24").containsIP(sourceIp)', severity: "low" },
        { name: "mfa", when: "mfa == false", severity: "low" },
      ],
    },
  },
  {
    alerts: {
      custom: [
        { name: "pattern", when: 'native.userIdentity.arn.matches("user/(max|eve)$")', severity: "low" },
        { name: "resource", when: 'access == "write" && resource.contains("prod")', severity: "low" },
        { name: "agent", when: 'userAgent.like("aws-cli*") && !(error == "AccessDenied")', severity: "low" },
        {
          name: "region",
          when: 'region in ["us-east-1", "eu-central-1"] && account != "111122223333"',
          severity: "low",
        },
      ],
    },
  },
  {
    alerts: {
      custom: [
        { name: "native", when: 'native.requestParameters.bucketName.startsWith("prod")', severity: "low" },
        { name: "present", when: "has(native.requestParameters)", severity: "low" },
        { name: "spelt", when: 'native.EventName == "StopLogging" || has(native.tlsDetails)', severity: "low" },
      ],
    },
  },
  {
    capture: {
      data: [{ service: "storage", access: "write" }],
      exclude: [{ name: "b", when: 'native.resources.ARN.endsWith("/b")', reason: "noise" }],
      bestEffort: ["data"],
    },
    alerts: {
      custom: [
        { name: "parameter", when: 'native.requestParameters.bucketName.startsWith("prod")', severity: "low" },
        { name: "parameters", when: "has(native.requestParameters)", severity: "low" },
        { name: "kind", when: 'native.resources.type == "AWS::S3::Object"', severity: "low" },
        { name: "from", when: 'native.sourceIPAddress == "198.51.100.9" || sourceIp == "x"', severity: "low" },
        { name: "not-from", when: '!(cidr("198.51.100.0/24").containsIP(sourceIp))', severity: "low" },
        { name: "agent", when: 'userAgent == "x" || has(native.userAgent.a)', severity: "low" },
        { name: "no-agent", when: "!has(userAgent)", severity: "low" },
      ],
    },
  },
] as const;

/** Changes that copies, older versions and whoever wants to mislead make. */
const changes: fc.Arbitrary<(record: Record<string, unknown>) => Record<string, unknown>> = fc.oneof(
  fc.constant((record: Record<string, unknown>) => record),
  fc.constantFrom(...Object.keys(samples[0]!)).map(
    (key) =>
      ({ [key]: _, ...record }: Record<string, unknown>) =>
        record,
  ),
  fc
    .tuple(fc.constantFrom(...Object.keys(samples[0]!)), fc.jsonValue())
    .map(([key, value]) => (record: Record<string, unknown>) => ({ ...record, [key]: value })),
  fc
    .constantFrom("EventName", "event_name", "READONLY", "Records", "events", "detail", "message", "__proto__x")
    .map((key) => (record: Record<string, unknown>) => ({ ...record, [key]: "x" })),
  // In other spellings, beside the usual one or in its place, which may be there and hold nothing.
  fc
    .tuple(
      fc.constantFrom(
        ["sourceIPAddress", "source_ip_address"],
        ["userAgent", "UserAgent"],
        ["errorCode", "error_code"],
        ["requestParameters", "RequestParameters"],
        ["resources", "Resources"],
        ["userIdentity", "user_identity"],
        ["responseElements", "responseelements"],
      ),
      fc.constantFrom("198.51.100.9", "x", { bucketName: "prod-a", type: "Root" }),
      fc.constantFrom("beside", "instead", "null", "empty", "object"),
    )
    .map(([[name, other], value, how]) => ({ [name!]: was, ...record }: Record<string, unknown>) => {
      const holds = { beside: was, null: null, empty: "", object: { a: 1 } };
      return { ...record, [other!]: value, ...(how === "instead" ? {} : { [name!]: holds[how] }) };
    }),
  fc
    .constantFrom(
      { bucketName: "prod-a" },
      { bucketName: ["a", "prod-b"] },
      { key: "a" },
      {},
      [],
      "prod",
      null,
      '{"bucketName":"prod"}',
    )
    .map((requestParameters) => (record: Record<string, unknown>) => ({ ...record, requestParameters })),
  fc
    .tuple(
      fc.constantFrom("errorCode", "sourceIPAddress", "eventTime", "awsRegion"),
      fc.constantFrom(
        "AccessDenied",
        "",
        "198.51.100.9",
        "2026-02-29T10:00:00Z",
        "2026-07-01T10:00:00.5Z",
        "2026-07-01T10:00:60Z",
        '\u0000\u2028"\\',
        "\u007f",
        "Access\u007fDenied",
      ),
    )
    .map(([key, value]) => (record: Record<string, unknown>) => ({ ...record, [key]: value })),
  fc
    .constantFrom("Root", "AWSService", "AWSAccount", "Unknown", "AssumedRole")
    .map((type) => (record: Record<string, unknown>) => ({
      ...record,
      userIdentity: { ...(record.userIdentity as object), type },
    })),
);

/** Changes of the text of a line. */
const breaks: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant((text: string) => text) },
  fc.nat(2000).map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
  fc
    .tuple(
      fc.nat(2000),
      fc.constantFrom(
        "x",
        ",",
        "}",
        "]",
        '"',
        "\\",
        " ",
        "\t",
        "\u0001",
        "é",
        "0",
        "-",
        "\\u00e9",
        "\\x",
        "\u00a0",
        "\ud800",
      ),
    )
    .map(
      ([at, one]) =>
        (text: string) =>
          `${text.slice(0, at % text.length)}${one}${text.slice(at % text.length)}`,
    ),
  // The same names and values, written in other ways; and names that are there twice, of which the last counts.
  fc.constant((text: string) => text.replace('"eventName":', '"eventName" : ')),
  fc
    .constantFrom("DeleteTrail", "StopLogging", "ListBuckets")
    .map((name) => (text: string) => text.replace(/"eventName":"[^"]*"/, `"event\\u004eame":"${name}"`)),
  fc
    .constantFrom("DeleteTrail", "StopLogging", "ListBuckets")
    .map((name) => (text: string) => text.replace(/}$/, `,"event\\u004eame":"${name}"}`)),
  fc.constant((text: string) => text.replace(/"eventName":"./, '"eventName":"\\u0044')),
  fc
    .constantFrom("DeleteTrail", "GetObject")
    .map((name) => (text: string) => text.replace("{", `{"eventName":"${name}",`)),
  fc
    .constantFrom("Root", "IAMUser")
    .map(
      (type) => (text: string) => text.replace(/}$/, `,"eventName":"StopLogging","userIdentity":{"type":"${type}"}}`),
    ),
  fc
    .constantFrom(
      '{"type":"Root"}',
      '"{\\"type\\":\\"Root\\"}"',
      "[]",
      "{}",
      "null",
      "7",
      "true",
      "1e999",
      '[{"type":"Root"}]',
    )
    .map((identity) => (text: string) => text.replace(/}$/, `,"userIdentity":${identity}}`)),
  fc
    .constantFrom(
      "-0",
      "1e400",
      "01",
      "1.",
      "123456789012345678901234567890",
      "[[[[1]]]]",
      '{"a":{"b":[null]}}',
      "NaN",
      "tru",
      "nul",
    )
    .map((json) => (text: string) => text.replace(/}$/, `,"errorCode":${json}}`)),
  fc
    .constantFrom(499, 500, 501, 5_000)
    .map((depth) => (text: string) => text.replace(/}$/, `,"deep":${"[".repeat(depth)}${"]".repeat(depth)}}`)),
  fc
    .constantFrom(
      '[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::prod-a/b"},{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::prod-a"}]',
      '[{"ARN":"arn:aws:s3:::b/c", "type" : "AWS::S3::Object" }]',
      '[{"type":"AWS::S3::Object","type":"AWS::Lambda::Function"}]',
      '[{"ty\\u0070e":"AWS::S3::Object"},{}]',
      '{"0":{"type":"AWS::S3::Object"},"length":1}',
      '["x",{"type":{"a":1}}]',
      "[]",
    )
    .map(
      (resources) => (text: string) =>
        text.replace(/}$/, `,"eventCategory":"Data","managementEvent":false,"resources":${resources}}`),
    ),
  fc
    .tuple(
      fc.constantFrom("sourceIPAddress", "userAgent", "requestParameters", "resources", "eventSource"),
      fc.constantFrom(
        '"198.51.100.9"',
        '{"a":[{"b":{}}]}',
        '[{"type":"AWS::S3::Object","ARN":"a/b"}]',
        "{}",
        "null",
        '"x"',
      ),
    )
    .map(
      ([name, json]) =>
        (text: string) =>
          text.replace(/}$/, `,"${name}":${json}}`),
    ),
  fc.constant((text: string) => text.replace(/}$/, `,"${"n".repeat(20_000)}":1}`)),
  // A little less and a little more than is kept of the names in a record.
  fc
    .constantFrom(3_900, 4_000, 4_050, 4_060, 4_064, 4_070, 4_100)
    .map((length) => (text: string) => text.replace(/}$/, `,"${"n".repeat(length)}":1,"error_code":"x"}`)),
  fc.constant((text: string) => text.replace(/"errorCode":"/, `"errorCode":"${"e".repeat(20_000)}`)),
  fc.constant((text: string) => text.replaceAll(",", ",\n")),
  fc.constant((text: string) => `${text} \r`),
  fc.constant((text: string) => `\u00a0${text}`),
  fc.constant((text: string) => `\uFEFF${text}`),
  fc.constant((text: string) => `[${text}]`),
  fc.constant((text: string) => `{"Records":[${text},${text}]}`),
  fc.constant((text: string) => `{"Records":[`.repeat(7) + text + "]}".repeat(7)),
  fc.constant((text: string) => `${text}${text}`),
);

const lines = fc.array(fc.tuple(fc.constantFrom(...samples), changes, breaks), {
  minLength: 1,
  maxLength: 30,
  size: "max",
});

/** Bytes that are no UTF-8 in the place of a character that is nowhere else. */
const asBytes = (text: string, invalid: readonly number[]): Uint8Array => {
  const bytes = new TextEncoder().encode(text);
  return Uint8Array.from([...bytes].flatMap((byte) => (byte === 0x7f ? invalid : [byte])));
};

const forms = ["lines", "document", "document in lines", "more than is read at once"] as const;

const written = (texts: readonly string[], form: (typeof forms)[number]): string => {
  if (form === "document") return `{"Records":[${texts.join(",")}]}`;
  if (form === "document in lines") return ` { "Records" :\n[${texts.join(",\n")}]\n}\n`;
  const long = JSON.stringify({ ...samples[0], padding: "x".repeat(100_000) });
  const all = form === "lines" ? texts : [...texts, long, ...texts];
  return `${JSON.stringify(samples[0])}\n${all.join("\n")}\n`;
};

it.each(plans.map((spec, index) => [index, spec] as const))(
  "the fast way counts as the plain one (plan %i)",
  (_, spec) => {
    const decide = decider(planned(spec));
    let [plainly, fastly] = [0, 0];
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(...forms),
        fc.integer({ min: 500, max: 40_000 }),
        fc.constantFrom([0x7f], [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80]),
        (records, form, pieces, invalid) => {
          const texts = records.map(([record, change, broken]) => broken(JSON.stringify(change(record))));
          const file = asBytes(written(texts, form), invalid);
          const files = [file, file, file, file, file];
          const plain = replayed(files, decide, undefined, pieces);
          const fast = replayed(files, decide, 100_000, pieces);
          expect(fast.result).toEqual(plain.result);
          plainly += plain.asked;
          fastly += fast.asked;
        },
      ),
      { seed, numRuns: Math.ceil((pairs * 3) / 40) },
    );
    console.log(`of ${plainly} records ${plainly - fastly} were not read one by one`);
    // The last asks each record for what only some have.
    if (spec !== plans[3]) expect(fastly).toBeLessThan(plainly);
  },
);

it("counts recorded events as the plain way does, where there are any", () => {
  const folder = join(import.meta.dirname, "../../../../shared/events/aws");
  if (!existsSync(folder)) return;
  const decide = decider(planned(plans[0]));
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:json|jsonl|ndjson)$/.test(file)) continue;
    const bytes = readFileSync(join(folder, file));
    const files = [bytes, bytes, bytes];
    expect(replayed(files, decide, 8_000_000, 1_000_000).result, file).toEqual(
      replayed(files, decide, undefined, 1_000_000).result,
    );
  }
});
