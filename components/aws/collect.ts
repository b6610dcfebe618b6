import { Trail } from "@pulumi/aws/cloudtrail/trail.js";
import type { Role } from "@pulumi/aws/iam/role.js";
import type { Topic } from "@pulumi/aws/sns/topic.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { type Bindings, child, childName, filled, type Room, tagged } from "../room.ts";
import type { UsedKey, UsedLogGroup } from "./existing.ts";

export interface TrailNeeds {
  key: UsedKey | undefined;
  logGroup: UsedLogGroup;
  role: Role;
  /** What it tells of each delivery, where there is one. */
  delivery: Topic | undefined;
  /** CloudTrail checks the policies of bucket, key and role when the trail is made, and does not try again. */
  dependsOn: pulumi.Resource[];
}

type EventSelectors = AwsBlueprint["trail"]["advancedEventSelectors"];
type FieldSelector = EventSelectors[number]["fieldSelectors"][number];

/** CloudTrail's operators as the provider calls them, some in the plural: it has no properties of the other names. */
const fieldSelector = ({ startsWith, notStartsWith, endsWith, notEndsWith, ...same }: FieldSelector) => ({
  ...same,
  ...(startsWith && { startsWiths: startsWith }),
  ...(notStartsWith && { notStartsWiths: notStartsWith }),
  ...(endsWith && { endsWiths: endsWith }),
  ...(notEndsWith && { notEndsWiths: notEndsWith }),
});

const eventSelectors = (selectors: EventSelectors) =>
  selectors.map(({ name, fieldSelectors }) => ({
    name,
    fieldSelectors: fieldSelectors.map(fieldSelector),
  }));

export const createTrail = (
  room: Room,
  { region, trail }: AwsBlueprint,
  bindings: Bindings,
  needs: TrailNeeds,
): Trail =>
  new Trail(
    childName(room, "trail"),
    {
      region,
      name: filled(trail.name, bindings),
      s3BucketName: bindings.archive!,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      isOrganizationTrail: trail.isOrganizationTrail,
      advancedEventSelectors: filled(eventSelectors(trail.advancedEventSelectors), bindings),
      cloudWatchLogsGroupArn: pulumi.interpolate`${needs.logGroup.arn}:*`,
      cloudWatchLogsRoleArn: needs.role.arn,
      ...(needs.key && { kmsKeyId: needs.key.arn }),
      // The provider reads back the name of a topic of the same account and region.
      ...(needs.delivery && { snsTopicName: needs.delivery.name }),
      ...tagged(room),
    },
    child(room, { dependsOn: needs.dependsOn }),
  );
