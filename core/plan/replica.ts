import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";
import { partitionOf } from "./aws-partition.ts";

/** What is wrong with the region of the archive's replica. */
export const replicaIssues = (aws: AwsPlacement | undefined, placement: Path): Issue[] => {
  if (aws?.replicaRegion === undefined) return [];
  const { region, replicaRegion } = aws;
  const path = [...placement, "replicaRegion"];
  if (region === replicaRegion) return [issue("error", "replica-same-region", path, { region })];
  return partitionOf(region) === partitionOf(replicaRegion)
    ? []
    : [issue("error", "replica-other-partition", path, { region, replicaRegion })];
};
