// Doesn't prove that a saved query runs: Athena and CloudWatch Logs read its text only then.
import { describe, expect, test } from "vitest";
import { namedQuery } from "../../sandbox/aws/athena-named-query.ts";
import { workgroup } from "../../sandbox/aws/athena-workgroup.ts";
import { aws } from "../../sandbox/aws/cloud.ts";
import { queryDefinition } from "../../sandbox/aws/logs-query-definition.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { casesOf } from "./aws-alert-world.ts";
import { CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const ATHENA = "InvalidRequestException";
const LOGS = "InvalidParameterException";

const query = { name: "root", database: "audit", query: "SELECT 1", workgroup: "audit" };
const group: Given = { token: TOKEN.workgroup, inputs: { name: "audit" } };
const saved: Given = { token: TOKEN.namedQuery, inputs: query };

const ofGroup = casesOf(TOKEN.workgroup, { name: "audit" });
const ofQuery = casesOf(TOKEN.namedQuery, query, [group]);
const ofDefinition = casesOf(TOKEN.queryDefinition, { name: "audit/root", queryString: "fields @message" });

const results = (resultConfiguration: Properties, over: Properties = {}): Properties => ({
  configuration: { resultConfiguration, ...over },
});
const managed = { managedQueryResultsConfiguration: { enabled: true } };
const encrypted = (encryptionConfiguration: Properties): Properties => results({ encryptionConfiguration });

const groupCases = [
  ofGroup("athena-workgroup-name-is-valid", { name: "audit logs" }, {}, ATHENA, /'name'/, { when: "a space" }),
  ofGroup("athena-workgroup-name-is-valid", { name: "a".repeat(129) }, { name: "a".repeat(128) }, ATHENA, /128/, {
    when: "129 characters",
  }),
  ofGroup(
    "athena-scan-cutoff-is-at-least-10-mib",
    { configuration: { bytesScannedCutoffPerQuery: 10_485_759 } },
    { configuration: { bytesScannedCutoffPerQuery: 10_485_760 } },
    ATHENA,
    /greater than or equal to 10485760/,
  ),
  ofGroup(
    "athena-results-encryption-is-known",
    encrypted({ encryptionOption: "AES256" }),
    encrypted({ encryptionOption: "SSE_S3" }),
    ATHENA,
    /SSE_S3, SSE_KMS, CSE_KMS/,
  ),
  ofGroup(
    "athena-kms-encryption-of-results-has-a-key",
    encrypted({ encryptionOption: "SSE_KMS" }),
    encrypted({ encryptionOption: "SSE_KMS", kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1" }),
    ATHENA,
    /KMS key is required/,
  ),
  ofGroup(
    "athena-output-location-is-in-s3",
    results({ outputLocation: "https://bucket.s3.amazonaws.com/" }),
    results({ outputLocation: "s3://bucket/results/" }),
    ATHENA,
    /valid S3 path/,
  ),
  ofGroup(
    "athena-results-are-managed-or-have-a-location",
    results({ outputLocation: "s3://bucket/" }, managed),
    results({}, managed),
    ATHENA,
    /can have no output location/,
  ),
  ofGroup("athena-workgroup-without-force-destroy-must-be-empty", {}, { forceDestroy: true }, ATHENA, /not empty/, {
    verb: "delete",
    given: [saved],
  }),
];

const length = (rule: string, property: string, field: string, most: number) => [
  ofQuery(
    rule,
    { [property]: "a".repeat(most + 1) },
    { [property]: "a".repeat(most) },
    ATHENA,
    new RegExp(`'${field}' .* ${most}`),
  ),
  ofQuery(rule, { [property]: "" }, { [property]: "a" }, ATHENA, new RegExp(`'${field}' .* 1$`), { when: "empty" }),
];

const queryCases = [
  ...length("athena-named-query-name-is-1-to-128-characters", "name", "name", 128),
  ...length("athena-named-query-description-is-1-to-1024-characters", "description", "description", 1024),
  ...length("athena-named-query-database-is-1-to-255-characters", "database", "database", 255),
  ...length("athena-named-query-text-is-at-most-262144-characters", "query", "queryString", 262_144),
  ofQuery(
    "athena-named-query-workgroup-exists",
    { workgroup: "other" },
    { workgroup: "primary" },
    ATHENA,
    /WorkGroup other is not found/,
  ),
  ofQuery("athena-named-query-workgroup-exists", {}, {}, ATHENA, /WorkGroup audit/, {
    when: "in another region",
    given: [{ token: TOKEN.workgroup, inputs: { name: "audit", region: "eu-west-1" } }],
    mended: { given: [group] },
  }),
];

const definitions = (count: number): Given[] =>
  Array.from({ length: count }, (_, n) => ({
    token: TOKEN.queryDefinition,
    inputs: { name: `q${n}`, queryString: "fields @message" },
  }));

const definitionCases = [
  ...["/audit", "audit/", "audit//root", "audit:root", "audit*"].map((name) =>
    ofDefinition("logs-query-definition-name-is-valid", { name }, {}, LOGS, /'name'/, { when: name }),
  ),
  ofDefinition(
    "logs-query-definition-name-is-valid",
    { name: "a".repeat(256) },
    { name: "a".repeat(255) },
    LOGS,
    /255/,
    {
      when: "256 characters",
    },
  ),
  ofDefinition(
    "logs-query-definition-text-is-at-most-10000-characters",
    { queryString: "a".repeat(10_001) },
    { queryString: "a".repeat(10_000) },
    LOGS,
    /'queryString' .* 10000/,
  ),
  ofDefinition("logs-region-has-at-most-1000-query-definitions", {}, {}, "LimitExceededException", /limit exceeded/, {
    given: definitions(1000),
    mended: { given: definitions(999) },
  }),
];

describe("an Athena workgroup", () => {
  testCases(workgroup.rules, groupCases);

  test.each([
    [{ forceDestroy: true }, 1],
    [{}, 0],
  ])("takes its saved queries with it if it is told to: %o", (inputs, count) => {
    const store = storeWith(aws, CONFIG, [group, saved]);
    const existing = store.list(TOKEN.workgroup)[0]!;
    const call = { verb: "delete", token: TOKEN.workgroup, inputs, store, config: CONFIG, existing } as const;
    expect(workgroup.cascade?.(call)).toHaveLength(count);
  });
});

describe("an Athena query", () => {
  testCases(namedQuery.rules, queryCases);
});

describe("a query of CloudWatch Logs", () => {
  testCases(queryDefinition.rules, definitionCases);
});
