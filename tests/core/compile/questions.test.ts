// Doesn't prove that Athena, the Logs Explorer or CloudWatch Logs read the texts so: DuckDB answers Athena's in its place, our
// own reader the Logs Explorer's, Microsoft's language service Log Analytics', and nothing those of CloudWatch Logs.
import { describe, expect, it, test } from "vitest";
import * as aws from "../../../core/catalog/examples/aws.ts";
import { questions } from "../../../core/catalog/questions.ts";
import { type Asking, planQueries, queryFor, queryTexts } from "../../../core/compile/questions.ts";
import { clouds } from "../../../core/contract/cloud.ts";
import { glueColumns } from "../../../core/filter/cloudtrail-table.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { sqlTable } from "../../oracles/duckdb.ts";
import { kustoErrors } from "../../oracles/kusto.ts";
import { planned } from "./planned.ts";

const asking: Asking = { regions: [], isOrganization: false };

it("each question has a file of its name, and a title that asks", () => {
  expect(questions.map(({ id }) => id)).toEqual([...new Set(questions.map(({ id }) => id))]);
  for (const { title } of questions) expect(title).toMatch(/^[A-Z].*\?$/);
});

it("says in which language each can be asked, and how exactly", () => {
  const found = Object.fromEntries(
    questions.map((question) => [
      question.id,
      [
        queryFor(question, "aws", "search")?.fidelity,
        queryFor(question, "aws", "archive")?.fidelity,
        queryFor(question, "gcp", "search")?.fidelity,
        queryFor(question, "azure", "search")?.fidelity,
      ],
    ]),
  );
  // CloudWatch Logs Insights, Athena, Cloud Logging, Log Analytics.
  expect(found).toEqual({
    "root-actions": ["exact", "exact", undefined, undefined],
    "sign-ins": ["exact", "exact", "exact", "exact"],
    "failed-sign-ins": ["exact", "exact", "exact", "exact"],
    "denied-calls": ["exact", "exact", "exact", "exact"],
    "access-changes": ["exact", "exact", "exact", "exact"],
    "new-credentials": ["wider", "wider", "exact", "exact"],
    "lost-keys": ["exact", "exact", "exact", "exact"],
    "secret-reads": ["exact", "exact", "exact", "exact"],
    "public-storage": ["exact", "exact", "exact", "wider"],
    "logging-changes": ["wider", "wider", "wider", "exact"],
    "bulk-deletions": ["wider", "exact", "exact", "exact"],
    "by-principal": ["exact", "exact", "exact", "exact"],
    "from-address": ["exact", "exact", "exact", "exact"],
    "on-resource": ["wider", "exact", "exact", "wider"],
    "other-regions": ["wider", "exact", "wider", "exact"],
  });
});

it("a question that a cloud can't be asked has no meaning there", () => {
  const silent = questions.flatMap((question) =>
    clouds
      .filter((cloud) => queryFor(question, cloud, "search") === undefined)
      .map((cloud) => [question, cloud] as const),
  );
  for (const [question, cloud] of silent) expect([question.id, question.clouds[cloud].none]).not.toContain(undefined);
});

test.each([
  ["aws", "search"],
  ["aws", "archive"],
  ["gcp", "search"],
  ["azure", "search"],
] as const)("the texts for %s, %s", (cloud, looked) => {
  expect(queryTexts(cloud, looked, asking)).toMatchSnapshot();
});

describe("a text is one that its reader takes", () => {
  test.each(Object.entries(queryTexts("azure", "search", asking)))("Log Analytics, %s", (_, text) => {
    expect(kustoErrors(text)).toEqual([]);
  });

  test.each(Object.entries(queryTexts("gcp", "search", asking)))("Cloud Logging, %s", (_, text) => {
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(parseCloudLoggingQuery(text).problems).toBeUndefined();
  });

  test.each(Object.entries(queryTexts("aws", "search", asking)))("CloudWatch Logs Insights, %s", (_, text) => {
    // The most characters of a query definition and of a query.
    expect(text.length).toBeLessThanOrEqual(10_000);
  });
});

describe("Athena's text is answered", () => {
  /** DuckDB has another function for dates. */
  const asDuckDb = (sql: string, since: string): string =>
    sql.replace("date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')", `'${since}'`);

  const user = "arn:aws:iam::111122223333:user/max";
  const denied = (eventTime: string) => ({ ...aws.denied("s3", "GetObject"), eventTime });
  const events = [
    denied("2026-03-01T10:00:00Z"),
    denied("2026-03-01T11:00:00Z"),
    denied("2026-02-01T11:00:00Z"),
    aws.signIn("Success", "Yes", { userIdentity: aws.root, eventTime: "2026-03-01T09:00:00Z" }),
    aws.call("s3", "DeleteBucketPublicAccessBlock", {
      eventTime: "2026-03-01T08:00:00Z",
      requestParameters: { bucketName: "prod-data" },
    }),
  ];
  const partitions = events.map(({ eventTime }) => ({
    account: "111122223333",
    region: "us-east-1",
    day: String(eventTime).slice(0, 10).replaceAll("-", "/"),
  }));
  const answer = async (id: string, since: string, isOrganization = false) => {
    const table = await sqlTable(events, glueColumns, partitions);
    const question = questions.find((one) => one.id === id)!;
    const { text } = queryFor(question, "aws", "archive", { regions: [], isOrganization })!;
    const rows = await table.rows(asDuckDb(text, since));
    table.close();
    return rows;
  };

  it("with an event a row, the latest first", async () => {
    expect(await answer("public-storage", "2026/02/28")).toEqual([
      {
        Time: "2026-03-01T08:00:00Z",
        Who: user,
        What: "DeleteBucketPublicAccessBlock",
        Target: '{"bucketName":"prod-data"}',
        Account: "111122223333",
        SourceIp: "198.51.100.7",
        Outcome: "success",
      },
    ]);
  });

  it("with a row for what is counted, of the days that are asked for", async () => {
    const row = { Who: user, What: "GetObject", Last: "2026-03-01T11:00:00Z" };
    expect(await answer("denied-calls", "2026/02/28")).toEqual([{ ...row, Events: "2" }]);
    expect(await answer("denied-calls", "2026/01/01")).toEqual([{ ...row, Events: "3" }]);
  });

  it("of an organization with the account that it names", async () => {
    expect(await answer("root-actions", "2026/02/28", true)).toHaveLength(1);
    const { text } = queryFor(questions[0]!, "aws", "archive", { regions: [], isOrganization: true })!;
    expect(text.split("\n").filter((line) => line.includes("111122223333"))).toEqual([
      "-- Put the account in the place of 111122223333",
      "  AND account = '111122223333'",
    ]);
  });

  test.each(Object.keys(queryTexts("aws", "archive", asking)))("%s: without an error", async (id) => {
    expect(await answer(id, "2026/02/28")).toBeInstanceOf(Array);
  });
});

it("the regions of the spec stand in the query, and an example where it lists none", () => {
  const lines = (regions: { aws?: string[] }) =>
    planQueries(planned("aws", { alerts: { regions } }, { region: "us-east-1" })[0], "aws")
      ["other-regions"]!.split("\n")
      .filter((line) => line.includes("awsRegion"));
  expect(lines({})).toEqual(['| filter not (awsRegion = "eu-central-1")']);
  expect(lines({ aws: ["us-east-1", "us-west-2"] })).toEqual([
    '| filter not (awsRegion in ["us-east-1", "us-west-2"])',
  ]);
});
