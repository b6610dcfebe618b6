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
 * Services that record all of what happens in the region of global services, where their only endpoint is, and Service
 * Quotas, which has the quotas of global services there. Global Accelerator and Network Manager record in us-west-2, and a
 * user's sign-in wherever its endpoint is.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const globalSources: readonly string[] = [
  "account",
  "artifact",
  "billing",
  "billingconsole",
  "budgets",
  "ce",
  "cloudfront",
  "consolidatedbilling",
  "cur",
  "ecr-public",
  "freetier",
  "health",
  "iam",
  "invoicing",
  "organizations",
  "payments",
  "route53",
  "route53domains",
  "savingsplans",
  "servicequotas",
  "shield",
  "signin",
  "sts",
  "support",
  "supportplans",
  "tax",
  "trustedadvisor",
  "waf",
  "wafv2",
].map((service) => `${service}.amazonaws.com`);
