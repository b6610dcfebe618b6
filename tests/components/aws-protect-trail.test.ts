// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import { expect, test } from "vitest";
import { deploy, useMocks } from "./deploy.ts";
import { difference } from "./graph.ts";

await useMocks();

const organization = { region: "eu-central-1", scope: "organization", organizationId: "o-a1b2c3d4e5" };
const spec = { version: 1 };

test("a protected trail has a service control policy beside it, and nothing else changes", async () => {
  const without = await deploy("AwsAuditLog", { spec, ...organization });
  const { children } = await deploy("AwsAuditLog", { spec, ...organization, protectTrail: { target: "r-a1b2" } });
  const { added, removed, changed } = difference(without.children, children);
  expect([removed, changed]).toEqual([[], {}]);
  expect(added).toEqual({
    "audit-trail-protection": {
      // The policy's own type stands where that of the resource would.
      type: "SERVICE_CONTROL_POLICY",
      name: "auditlog-trail-protection-5145d72",
      description: "Nobody may stop, change or delete the trail of audit",
      content: {
        "JSON text": {
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
              Resource: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit-archive-1",
            },
          ],
        },
      },
    },
    "audit-trail-protection-attachment": {
      type: "aws:organizations/policyAttachment:PolicyAttachment",
      policyId: "audit-trail-protection-id",
      targetId: "r-a1b2",
    },
  });
});
