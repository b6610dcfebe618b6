import type { EventSelector } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { readsAsData } from "./data.ts";
import { ownerOfTrail } from "./delegation.ts";
import type { InsightSelector } from "./insights.ts";
import {
  dataTrailSuffix,
  known,
  logGroupArn,
  type PolicyDocument,
  policy,
  type Statement,
  trailArn,
} from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** A trail of all regions into the archive. */
export interface TrailBlueprint {
  name: string;
  isOrganizationTrail: boolean;
  advancedEventSelectors: EventSelector[];
  /** Of the trail of management events, where insights are asked for. */
  insightSelectors?: InsightSelector[];
}

export interface TrailSelectors {
  /** Of the trail that writes to CloudWatch Logs too. */
  readonly main: EventSelector[];
  /** Of the trail that does not: none where there is no such trail. */
  readonly data: EventSelector[];
}

/** The trail that writes to CloudWatch Logs too, and the one that does not, where there is something for it to record. */
export const trailBlueprints = (
  { scope, trailName = known.archive }: Placement,
  { main, data }: TrailSelectors,
  insights: InsightSelector[] | undefined,
): { trail: TrailBlueprint; dataTrail: TrailBlueprint | undefined } => {
  const trail = (name: string, advancedEventSelectors: EventSelector[]): TrailBlueprint => ({
    name,
    isOrganizationTrail: scope === "organization",
    advancedEventSelectors,
  });
  return {
    trail: { ...trail(trailName, main), ...(insights && { insightSelectors: insights }) },
    dataTrail: data.length === 0 ? undefined : trail(`${trailName}${dataTrailSuffix}`, data),
  };
};

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
