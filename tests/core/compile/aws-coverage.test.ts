import { describe, expect, test } from "vitest";
import { cloudWatchRetention, compileAws } from "../../../core/compile/aws/blueprint.ts";
import { disposablePlan, fullPlan, minimalPlan } from "./aws-plans.ts";

describe("coverage and issues", () => {
  const row = (rule: string, asked: string, given: string, fidelity = "exact", reason?: string) => ({
    cloud: "aws",
    rule,
    asked,
    given,
    fidelity,
    ...(reason && { reason }),
  });
  const identityReason =
    "CloudTrail records sign-ins with the management events; they are stored although not asked for";
  const identity = row(
    "capture.identity",
    "false (default)",
    "stored with the management events",
    "wider",
    identityReason,
  );
  const identityIssue = {
    code: "aws-identity-with-management",
    severity: "notice",
    path: ["capture", "identity"],
    params: {},
  };

  test("of a spec that says nothing", () => {
    const { coverage, issues } = compileAws(...minimalPlan);
    expect(coverage).toStrictEqual([
      row(
        "capture.management",
        "all (default)",
        "CloudTrail, read and write management events of the account, all regions",
      ),
      identity,
      row("retention.days", "400 days (default)", "S3 lifecycle, 400 days"),
      row("retention.searchableDays", "90 days (default)", "CloudWatch Logs, 90 days"),
      row("retention.immutability", "governance (default)", "S3 Object Lock, governance mode"),
      row(
        "encryption.customerManagedKey",
        "true (default)",
        "KMS key of your own, rotated every 90 days: archive and log group",
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "kept (default)", "buckets, log group and key stay after a destroy"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([identityIssue]);
  });

  test("of a spec that asks for everything", () => {
    const { coverage, issues } = compileAws(...fullPlan);
    expect(coverage).toStrictEqual([
      row(
        "capture.management",
        "write (spec)",
        "CloudTrail, read and write management events of the organization, all regions",
        "wider",
        "CloudTrail has the taking on of roles among its reads, which a trail keeps all or none; all are stored although not asked for",
      ),
      row("capture.identity", "true (spec)", "CloudTrail, sign-ins and IAM with the management events"),
      row("retention.days", "2555 days (spec)", "S3 lifecycle, 2555 days"),
      row(
        "retention.searchableDays",
        "91 days (spec)",
        "CloudWatch Logs, 120 days",
        "wider",
        "AWS does not offer 91 days; it keeps 120 days",
      ),
      row("retention.immutability", "compliance (spec)", "S3 Object Lock, compliance mode"),
      row(
        "encryption.customerManagedKey",
        "true (spec)",
        "KMS key of your own, rotated every 180 days: archive and log group",
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "kept (default)", "buckets, log group and key stay after a destroy"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
      row(
        "readers",
        "auditors, siem",
        "read the archive and decrypt it",
        "exact",
        "the readers may read the archive; CloudWatch Logs has no policy of its own for principals, so grant them the log group by an IAM policy",
      ),
    ]);
    expect(issues).toStrictEqual([
      { code: "aws-reads-with-identity", severity: "notice", path: ["capture", "management"], params: {} },
      {
        code: "rounded-up",
        severity: "notice",
        path: ["retention", "searchableDays"],
        params: { cloud: "aws", asked: 91, given: 120, unit: "days" },
      },
      { code: "aws-readers-search", severity: "notice", path: ["readers"], params: {} },
    ]);
  });

  test("of disposable evidence", () => {
    const { coverage, issues } = compileAws(...disposablePlan);
    expect(coverage).toStrictEqual([
      row(
        "capture.management",
        "all (default)",
        "CloudTrail, read and write management events of the account, all regions",
      ),
      identity,
      row("retention.days", "3 days (spec)", "S3 lifecycle, 3 days"),
      row("retention.searchableDays", "3 days (default)", "CloudWatch Logs, 3 days"),
      row("retention.immutability", "none (default)", "S3 versioning, no object lock"),
      row("encryption.customerManagedKey", "false (spec)", "S3 and CloudWatch Logs keys"),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "disposable (spec)", "buckets, log group and key are destroyed"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([identityIssue]);
  });
});

describe("CloudWatch Logs keeps the next longer period that it offers", () => {
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
  const offered = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ];

  test.each(offered)("%i days are kept as asked", (days) => {
    expect(cloudWatchRetention(days)).toBe(days);
  });

  test.each(offered.slice(0, -1).map((days, i) => [days + 1, offered[i + 1]!]))("%i days become %i", (days, given) => {
    expect(cloudWatchRetention(days)).toBe(given);
  });

  test("more than it offers is a bug of the contract", () => {
    expect(() => cloudWatchRetention(3654)).toThrow(
      "the contract allows 3654 searchable days, which CloudWatch Logs does not offer",
    );
  });
});
