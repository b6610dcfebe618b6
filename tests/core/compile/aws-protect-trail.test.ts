import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { trailProtection } from "../../../core/compile/aws/protect-trail.ts";
import { planned } from "./planned.ts";

const organization = { region: "eu-central-1", scope: "organization", organizationId: "o-a1b2c3d4e5" } as const;

describe("a trail that is protected", () => {
  const [plan, placement] = planned("aws", {}, { ...organization, protectTrail: { target: "r-a1b2" } });
  const { blueprint, coverage } = compileAws(plan, placement);

  test("is that of the organization, which nobody below the target may stop, change or delete", () => {
    expect(blueprint.trailProtection).toEqual({
      name: "auditlog-trail-protection-${unique}",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ProtectAuditTrail",
            Effect: "Deny",
            Action: [
              "cloudtrail:DeleteTrail",
              "cloudtrail:PutEventSelectors",
              "cloudtrail:PutInsightSelectors",
              "cloudtrail:StopLogging",
              "cloudtrail:UpdateTrail",
            ],
            Resource: "arn:${partition}:cloudtrail:eu-central-1:${account}:trail/${trail}",
          },
        ],
      },
      target: "r-a1b2",
    });
  });

  test("is said to be so, and not from whom", () => {
    expect(coverage.find(({ rule }) => rule === "protectTrail")).toEqual({
      cloud: "aws",
      rule: "protectTrail",
      asked: "r-a1b2",
      given: "service control policy on r-a1b2: nobody there may stop, change or delete the trail",
      fidelity: "exact",
      reason:
        "service control policies don't bind the management account; who may stop the trail there, its own IAM policies say",
    });
  });

  test("may be stopped by break-glass roles, where there are some", () => {
    const { policy } = trailProtection({ ...placement, breakGlass: ["chief", "owner"] }, "trail")!;
    expect(policy.Statement.map(({ Condition }) => Condition)).toEqual([
      { ArnNotLike: { "aws:PrincipalArn": ["${breakGlass:chief}", "${breakGlass:owner}"] } },
    ]);
  });
});

test("a trail that nobody asks to protect is not, and nothing is said of it", () => {
  const { blueprint, coverage } = compileAws(...planned("aws", {}, organization));
  expect(blueprint.trailProtection).toBeUndefined();
  expect(coverage.map(({ rule }) => rule)).not.toContain("protectTrail");
});
