import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";

/** Regions of a partition begin with it; the commercial ones begin with none. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitionOf = (region: string): string => /^(?:cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/.exec(region)?.[0] ?? "";

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
