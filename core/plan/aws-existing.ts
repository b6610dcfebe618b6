import { type AwsExistingPart, awsExistingParts } from "../contract/aws-existing-parts.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { AwsPlacement } from "../contract/placement.ts";
import type { PlannedPlacements, Settings } from "./plan.ts";

/** What a placement adopts. */
export const existingParts = ({ existing = {} }: AwsPlacement): AwsExistingPart[] =>
  awsExistingParts.filter((part) => existing[part] !== undefined);

/** Parts whose policies name the trail. */
const namingTrail: readonly AwsExistingPart[] = ["bucket", "key"];

/** Where what is adopted contradicts the settings, or itself. */
export const existingIssues = (
  { retention, encryption }: Settings,
  placement: AwsPlacement | undefined,
  path: Path,
  pathAt: (setting: Path) => Path,
): Issue[] => {
  if (placement === undefined) return [];
  const parts = existingParts(placement);
  const unnamed = namingTrail.filter((part) => parts.includes(part));
  const issues: Issue[] = [];
  if (unnamed.length > 0 && placement.trailName === undefined) {
    issues.push(issue("error", "aws-trail-unnamed", [...path, "trailName"], { parts: unnamed }));
  }
  if (parts.includes("bucket") && retention.immutability === "compliance") {
    issues.push(issue("error", "aws-adopted-unlockable", pathAt(["retention", "immutability"]), {}));
  }
  if (parts.includes("key") && !encryption.customerManagedKey) {
    issues.push(issue("error", "aws-adopted-key-unused", [...path, "existing", "key"], {}));
  }
  const isCopied = placement.replicaRegion !== undefined;
  const noCopy = (why: string): Issue => issue("error", "aws-replica-impossible", [...path, "replicaRegion"], { why });
  if (isCopied) issues.push(...unnamed.map((part) => noCopy(`the ${part} is adopted`)));
  if (placement.logArchive !== undefined) {
    issues.push(...unnamed.map((part) => issue("error", "aws-archive-adopted", [...path, "existing", part], { part })));
    if (isCopied) issues.push(noCopy("the archive is in another account"));
  }
  return [...issues, ...elsewhere(placement, parts, path)];
};

/**
 * A rule publishes to topics of its own region, and what is encrypted uses a key of its own. Where the key is the adopted
 * bucket's alone, that may be another region. Of what is not known yet the cloud itself says it.
 */
const elsewhere = ({ region, existing = {} }: AwsPlacement, parts: readonly AwsExistingPart[], path: Path): Issue[] =>
  (["key", "topic"] as const).flatMap((part) => {
    const arn = existing[part];
    const isOfBucket = part === "key" && parts.includes("bucket") && parts.includes("logGroup");
    if (typeof arn !== "string" || isOfBucket) return [];
    const found = arn.split(":")[3];
    if (found === undefined || found === region) return [];
    return [issue("error", "aws-adopted-elsewhere", [...path, "existing", part], { part, found, region })];
  });

/** Whether all alerts go to a topic whose subscriptions are its owner's business. */
export const isToldByAdoptedTopic = ({ aws, ...others }: PlannedPlacements): boolean =>
  aws?.existing.includes("topic") === true && Object.keys(others).length === 0;
