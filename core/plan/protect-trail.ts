import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";

/** Service control policies are an organization's. */
export const protectTrailIssues = (aws: AwsPlacement | undefined, placement: Path): Issue[] =>
  aws?.protectTrail === undefined || aws.scope === "organization"
    ? []
    : [issue("error", "protect-trail-without-organization", [...placement, "protectTrail"], {})];
