import type { EventPattern } from "../../filter/to-eventbridge-pattern.ts";

/** Where the partition of a region keeps its global services. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html */
const homes: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, "cn-north-1"],
  [/^us-gov-/, "us-gov-west-1"],
  [/^us-iso-/, "us-iso-east-1"],
  [/^us-isob-/, "us-isob-east-1"],
  [/^us-isof-/, "us-isof-south-1"],
  [/^eu-isoe-/, "eu-isoe-west-1"],
  [/^eusc-/, "eusc-de-east-1"],
];

/** The region in which the events of global services arrive. */
export const globalRegionOf = (region: string): string => homes.find(([of]) => of.test(region))?.[1] ?? "us-east-1";

/**
 * Their events alone are sent on: all those of the region would cost as much as the region is busy.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const globalServices = [
  "account",
  "billingconsole",
  "budgets",
  "cloudfront",
  "iam",
  "organizations",
  "route53",
  "route53domains",
  "shield",
  "signin",
  "sts",
  "support",
  "waf",
  "wafv2",
];

export const globalServicesPattern: EventPattern = {
  "detail-type": [{ suffix: " via CloudTrail" }],
  detail: { eventSource: globalServices.map((service) => `${service}.amazonaws.com`) },
};
