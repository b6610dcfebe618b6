import { issue } from "../../contract/issues.ts";
import type { PlannedPlacements } from "../../plan/plan.ts";
import type { Placed } from "../compiled.ts";
import { known, ownName } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** Names no principals: it binds all of the accounts that it is attached above. */
export type ServiceControlPolicy = {
  Version: "2012-10-17";
  Statement: {
    Sid: string;
    Effect: "Deny";
    Action: string[];
    Resource: string | string[];
    Condition?: { ArnNotLike: { "aws:PrincipalArn": string[] } };
  }[];
};

export interface TrailProtection {
  readonly name: string;
  readonly policy: ServiceControlPolicy;
  readonly target: string;
}

/** What stops a trail, deletes it, or changes what it records and where that goes. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
const trailChanges = [
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:PutInsightSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
];

/** The break-glass roles are exempt: of a session of a role the principal's ARN is the role's. */
export const trailProtection = (
  { protectTrail: target, breakGlass = [] }: Placement,
  trails: string | string[],
): TrailProtection | undefined => {
  if (target === undefined) return undefined;
  const Condition = { ArnNotLike: { "aws:PrincipalArn": breakGlass.map(known.breakGlass) } };
  return {
    name: ownName("trail-protection"),
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ProtectAuditTrail",
          Effect: "Deny",
          Action: trailChanges,
          Resource: trails,
          ...(breakGlass.length > 0 && { Condition }),
        },
      ],
    },
    target,
  };
};

export const trailProtectionPlaced = ({ protectTrail: target }: Placement): Placed[] =>
  target === undefined
    ? []
    : [
        {
          rule: "protectTrail",
          asked: target,
          answer: {
            given: `service control policy on ${target}: nobody there may stop, change or delete the trail`,
            issue: issue("notice", "aws-trail-not-from-management", ["protectTrail"], {}),
          },
        },
      ];
