import { describe, expect, it, test } from "vitest";
import { archiveRegions } from "../../../core/compile/aws/archive-regions.ts";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { fill } from "../../../core/compile/json.ts";
import type { AwsPlacement } from "../../../core/contract/placement.ts";
import { glueColumns } from "../../../core/filter/cloudtrail-table.ts";
import { planned } from "./planned.ts";

const account: AwsPlacement = { region: "eu-central-1" };
const organization: AwsPlacement = { ...account, scope: "organization", organizationId: "o-a1b2c3d4e5" };
const readers = { siem: "arn:aws:iam::111122223333:role/siem" };
const asked = (query: object, placement: AwsPlacement = account) =>
  compileAws(...planned("aws", { query, retention: { days: 400 } }, placement));
const regions = archiveRegions("eu-central-1");

describe("the archive's table", () => {
  it("is there only if it is asked for", () => {
    const { blueprint, coverage } = asked({});
    expect([blueprint.archiveQuery, blueprint.savedQueries]).toEqual([undefined, undefined]);
    expect(coverage.filter(({ rule }) => rule.startsWith("query"))).toEqual([]);
  });

  it("of an account has a partition for each region and day of the retention", () => {
    expect(asked({ archive: true }).blueprint.archiveQuery).toEqual({
      database: "auditlog_${unique}",
      table: {
        name: "cloudtrail_logs",
        location: "s3://${archive}/AWSLogs/${account}/",
        columns: glueColumns,
        partitionKeys: [
          { name: "region", type: "string" },
          { name: "day", type: "string" },
        ],
        parameters: {
          EXTERNAL: "TRUE",
          classification: "cloudtrail",
          "projection.enabled": "true",
          "projection.region.type": "enum",
          "projection.region.values": regions.join(","),
          "projection.day.type": "date",
          "projection.day.format": "yyyy/MM/dd",
          "projection.day.range": "NOW-403DAYS,NOW",
          "projection.day.interval": "1",
          "projection.day.interval.unit": "DAYS",
          "storage.location.template":
            "s3://${archive}/AWSLogs/${account}/CloudTrail/${dollar}{region}/${dollar}{day}/",
        },
      },
      workgroup: {
        name: "auditlog-query-${unique}",
        bytesScannedCutoffPerQuery: 1_099_511_627_776,
        outputLocation: "s3://${queryResults}/",
      },
      results: {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "DenyInsecureTransport",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:${partition}:s3:::${queryResults}", "arn:${partition}:s3:::${queryResults}/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
        lifecycle: [
          {
            id: "end-of-results",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  it("of an organization has the account too, which a query names", () => {
    const { table } = asked({ archive: true }, organization).blueprint.archiveQuery!;
    expect(table.location).toBe("s3://${archive}/AWSLogs/o-a1b2c3d4e5/");
    expect(table.partitionKeys.map(({ name }) => name)).toEqual(["account", "region", "day"]);
    expect(table.parameters["projection.account.type"]).toBe("injected");
  });

  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
  test.each([
    [
      "an account's",
      account,
      { region: "us-east-2", day: "2026/03/07" },
      "AWSLogs/123456789012/CloudTrail/us-east-2/2026/03/07/123456789012_CloudTrail_us-east-2_20260307T2350Z_Mu0KsOhtH1ar15ZZ.json.gz",
    ],
    [
      "a member's",
      organization,
      { account: "444455556666", region: "ap-south-1", day: "2026/12/31" },
      "AWSLogs/o-a1b2c3d4e5/444455556666/CloudTrail/ap-south-1/2026/12/31/444455556666_CloudTrail_ap-south-1_20261231T2350Z_Mu0KsOhtH1ar15ZZ.json.gz",
    ],
  ])("finds %s files where CloudTrail writes them, and no digest", (_, placement, partition, key) => {
    const { table } = asked({ archive: true }, placement).blueprint.archiveQuery!;
    const bindings = { archive: "audit-archive-1", account: "123456789012", dollar: "$" };
    const template = fill(table.parameters["storage.location.template"]!, bindings);
    const folder = fill(template, partition);
    expect(`s3://audit-archive-1/${key}`.startsWith(folder)).toBe(true);
    const digest = key.replace("/CloudTrail/", "/CloudTrail-Digest/");
    expect(`s3://audit-archive-1/${digest}`.startsWith(folder)).toBe(false);
    expect(folder.startsWith(fill(table.location, bindings))).toBe(true);
    expect(table.parameters["projection.region.values"]!.split(",")).toContain(partition.region);
  });

  it("gives the readers the results' bucket, and the key for nothing else", () => {
    const { blueprint, issues } = asked({ archive: true }, { ...account, readers });
    const principal = { AWS: ["${reader:siem}"] };
    expect(blueprint.archiveQuery!.results.policy.Statement.slice(1)).toEqual([
      {
        Sid: "ReadersFindResults",
        Effect: "Allow",
        Principal: principal,
        Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        Resource: "arn:${partition}:s3:::${queryResults}",
      },
      {
        Sid: "ReadersKeepResults",
        Effect: "Allow",
        Principal: principal,
        Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        Resource: "arn:${partition}:s3:::${queryResults}/*",
      },
    ]);
    expect(blueprint.key!.policy.Statement.filter(({ Sid }) => Sid === "ReadersUseResults")).toEqual([
      {
        Sid: "ReadersUseResults",
        Effect: "Allow",
        Principal: principal,
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: {
          StringEquals: { "kms:ViaService": "s3.eu-central-1.${dnsSuffix}" },
          StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:${partition}:s3:::${queryResults}*" },
        },
      },
    ]);
    expect(issues.map(({ code }) => code)).toContain("aws-readers-athena");
    expect(asked({}, { ...account, readers }).blueprint.key!.policy.Statement.map(({ Sid }) => Sid)).not.toContain(
      "ReadersUseResults",
    );
  });

  it("says which regions it has, and that an organization's is read by account", () => {
    const rows = (placement: AwsPlacement) =>
      asked({ archive: true }, placement)
        .coverage.filter(({ rule }) => rule === "query.archive")
        .map(({ given, fidelity, reason }) => [given, fidelity, reason]);
    expect(rows(account)).toEqual([
      [
        "Athena, a table of Glue over the account's files, 400 days",
        "exact",
        "the archive's table has the 34 regions that AWS had when this version was made; events of a region that opened since are in the archive, and in the table with a later version",
      ],
    ]);
    expect(rows(organization)).toEqual([
      [
        "Athena, a table of Glue over the organization's files, 400 days",
        "exact",
        "the archive's table has the 34 regions that AWS had when this version was made, and is read an account at a time; name the account in each query, and take a later version for regions that opened since",
      ],
    ]);
  });
});

describe("the regions of the archive's table", () => {
  test.each([
    ["eu-central-1", 34],
    ["cn-north-1", 2],
    ["us-gov-west-1", 2],
    ["eusc-de-east-1", 1],
    ["us-iso-east-1", 1],
  ])("of %s are %i, with itself", (region, count) => {
    expect(archiveRegions(region)).toHaveLength(count);
    expect(archiveRegions(region)).toContain(region);
    expect(new Set(archiveRegions(region)).size).toBe(count);
  });

  it("have a region that opens tomorrow, if the trail is there", () => {
    expect(archiveRegions("sa-west-1").slice(-2)).toEqual(["ap-southeast-7", "sa-west-1"]);
  });
});

describe("the saved questions", () => {
  it("are those of CloudWatch Logs Insights, and of Athena where there is a table", () => {
    const saved = (query: object) => {
      const { folder, search, archive } = asked(query).blueprint.savedQueries!;
      return { folder, search: search.map(({ id }) => id), archive: archive.map(({ id }) => id) };
    };
    const all = [
      "root-actions",
      "sign-ins",
      "failed-sign-ins",
      "denied-calls",
      "access-changes",
      "new-credentials",
      "lost-keys",
      "secret-reads",
      "public-storage",
      "logging-changes",
      "bulk-deletions",
      "by-principal",
      "from-address",
      "on-resource",
      "other-regions",
    ];
    const where = { folder: "auditlog-${unique}" };
    expect(saved({ saved: true })).toEqual({ ...where, search: all, archive: [] });
    expect(saved({ saved: true, archive: true })).toEqual({ ...where, search: all, archive: all });
  });

  it("are answered in coverage, and their texts are in the output", () => {
    const { coverage, queries } = asked({ saved: true, archive: true });
    expect(coverage.filter(({ rule }) => rule === "query.saved").map(({ given }) => given)).toEqual([
      "15 queries of CloudWatch Logs Insights, and of Athena",
    ]);
    expect(Object.keys(queries())).toContain("archive.denied-calls");
    expect(Object.keys(asked({ saved: true }).queries())).not.toContain("archive.denied-calls");
  });
});
