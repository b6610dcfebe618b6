import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { readsAsData } from "./data.ts";
import { ownerOfTrail } from "./delegation.ts";
import { logGroupArn, type PolicyDocument, policy, type Statement, trailArn } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/**
 * Taking on a role is a read-only event, and a trail can't tell it from other reads: with sign-ins asked for, all are kept.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export const needsReads = ({ management, identity, data }: AuditPlan["settings"]["capture"]): boolean =>
  management === "all" || identity || readsAsData(data);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
export const deliveryRole = ({
  region,
  organizationId,
  managementAccount,
}: Placement): { trust: PolicyDocument; permissions: PolicyDocumentWithoutPrincipal } => {
  const owner = ownerOfTrail({ managementAccount });
  const stream = (name: string) => `${logGroupArn(region)}:log-stream:${name}`;
  return {
    trust: policy({
      Sid: "CloudTrailAssume",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": trailArn(region, owner) } },
    }),
    permissions: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "CloudTrailDeliver",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: [
            stream(`${owner}_CloudTrail_${region}*`),
            ...(organizationId === undefined ? [] : [stream(`${organizationId}_*`)]),
          ],
        },
      ],
    },
  };
};

export type PolicyDocumentWithoutPrincipal = {
  Version: "2012-10-17";
  Statement: {
    Sid: string;
    Effect: "Allow";
    Action: string[];
    Resource: string[];
    Condition?: NonNullable<Statement["Condition"]>;
  }[];
};
