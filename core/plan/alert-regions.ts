import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";
import { partitionOf } from "./aws-partition.ts";

/** Regions whose events can't be sent on to the stack's own, or need not be. */
export const alertRegionIssues = (placement: AwsPlacement | undefined, path: Path): Issue[] => {
  const { region: own = "", alertRegions } = placement ?? {};
  if (!Array.isArray(alertRegions)) return [];
  return alertRegions.flatMap((region: string, index) => {
    const at = [...path, "alertRegions", index];
    if (region === own) return [issue("error", "alert-region-of-stack", at, { region })];
    if (alertRegions.indexOf(region) < index) return [issue("error", "alert-region-twice", at, { region })];
    if (typeof region === "string" && partitionOf(region) !== partitionOf(own))
      return [issue("error", "alert-region-elsewhere", at, { region, own })];
    return [];
  });
};
