import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { message } from "../../../core/contract/messages.ts";
import type { AwsPlacement } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { planned } from "./planned.ts";

const region = "eu-central-1";
const provider = "urn:pulumi:stack::project::pulumi:providers:aws::log-archive::1";
const logArchive = { account: "222233334444", provider };

const compiled = (spec: SpecOverrides = {}, more: Partial<AwsPlacement> = {}) =>
  compileAws(...planned("aws", spec, { region, logArchive, ...more }));

describe("the coverage of an archive in another account", () => {
  test("says where what is kept is", () => {
    const given = Object.fromEntries(compiled().coverage.map((row) => [row.rule, row.given]));
    expect(given).toMatchObject({
      "retention.days": "S3 lifecycle, 400 days, in account 222233334444",
      "retention.searchableDays": "CloudWatch Logs, 90 days",
      "retention.immutability": "S3 Object Lock, governance mode, in account 222233334444",
      "encryption.customerManagedKey":
        "KMS key of your own, rotated every 90 days: archive and log group, that of the archive in account 222233334444",
      evidence: "buckets, log group and key stay after a destroy: buckets and their key in account 222233334444",
    });
  });

  test("has no keys where none are asked for", () => {
    const { key, logArchive: there } = compiled({ encryption: { customerManagedKey: false } }).blueprint;
    expect([key, there]).toEqual([undefined, { account: "222233334444", key: undefined }]);
  });

  test("warns of alerts that guard it only where there are such", () => {
    const codes = (catalog: NonNullable<SpecOverrides["alerts"]>["catalog"]) =>
      compiled({ alerts: { catalog } }).issues.map(({ code }) => code);
    expect(codes(["root-use"])).not.toContain("aws-archive-unwatched");
    expect(codes(["tamper"])).toContain("aws-archive-unwatched");
  });
});

describe("an archive in another account is refused", () => {
  const told = (args: object): string[] =>
    readRequest("AwsAuditLog", { spec: { version: 1 }, region, logArchive, ...args }, "2026-07-01").issues.map(message);

  test.each<[string, object, string[]]>([
    ["not, where it is right", {}, []],
    [
      "of an account that is none",
      { logArchive: { ...logArchive, account: "22223333444" } },
      ["logArchive.account: this is not an account's id of 12 digits; write it like 222233334444"],
    ],
    [
      "with a provider of another cloud",
      { logArchive: { ...logArchive, provider: provider.replace("aws", "gcp") } },
      ["logArchive.provider: this is not a provider of AWS, as a resource; write it like ${logArchiveProvider}"],
    ],
    [
      "without a provider",
      { logArchive: { account: "222233334444" } },
      [
        "logArchive.provider: this key is missing; give an explicit provider of AWS, pulumi:providers:aws, with credentials of that account",
      ],
    ],
    [
      "beside a bucket that is adopted",
      { existing: { bucket: "acme-logs" }, trailName: "acme" },
      [
        "existing.bucket: logArchive has bucket and key made in another account, and the bucket is adopted; remove one of them",
      ],
    ],
    [
      "beside a replica",
      { replicaRegion: "eu-west-1" },
      [
        "replicaRegion: a replica needs a rule and a role with the bucket, and a key that they may use, but the archive is in another account; remove one of them",
      ],
    ],
  ])("%s", (_what, args, errors) => {
    expect(told(args)).toEqual(errors);
  });
});
