import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";

/** Where CloudTrail has no delegated administrator for what is asked. */
export const delegationIssues = (placement: AwsPlacement | undefined, path: Path): Issue[] => {
  if (placement?.managementAccount === undefined) return [];
  const at = [...path, "managementAccount"];
  if (placement.scope !== "organization") return [issue("error", "aws-management-without-organization", at, {})];
  return placement.region.startsWith("cn-") ? [issue("error", "aws-no-delegates-in-china", at, {})] : [];
};
