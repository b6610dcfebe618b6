import { Trail } from "@pulumi/aws/cloudtrail/trail.js";
import type { Role } from "@pulumi/aws/iam/role.js";
import type { Topic } from "@pulumi/aws/sns/topic.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { TrailBlueprint } from "../../core/compile/aws/trail.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
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

type EventSelectors = TrailBlueprint["advancedEventSelectors"];
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

const createTrail = (
  room: Room,
  part: string,
  region: string,
  trail: TrailBlueprint,
  bindings: Bindings,
  { key, logGroup, role, delivery, dependsOn }: Partial<TrailNeeds>,
): Trail =>
  new Trail(
    childName(room, part),
    {
      region,
      name: filled(trail.name, bindings),
      s3BucketName: bindings.archive!,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      isOrganizationTrail: trail.isOrganizationTrail,
      advancedEventSelectors: filled(eventSelectors(trail.advancedEventSelectors), bindings),
      ...(logGroup && role && { cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*` }),
      ...(logGroup && role && { cloudWatchLogsRoleArn: role.arn }),
      ...(trail.insightSelectors && { insightSelectors: trail.insightSelectors }),
      ...(key && { kmsKeyId: key.arn }),
      // The provider reads back the name of a topic of the same account and region.
      ...(delivery && { snsTopicName: delivery.name }),
      ...tagged(room),
    },
    child(room, { dependsOn: dependsOn! }),
  );

/** The trails, by what they are for. */
export interface Trails {
  main: Trail;
  data: Trail | undefined;
}

/** What the trail of data events takes over from the other, the other leaves out only after it has been made. */
export const createTrails = (
  room: Room,
  { region, trail, dataTrail }: AwsBlueprint,
  bindings: Bindings,
  needs: TrailNeeds,
): Trails => {
  const { key, dependsOn } = needs;
  const data = dataTrail && createTrail(room, "data-trail", region, dataTrail, bindings, { key, dependsOn });
  const after = data === undefined ? needs : { ...needs, dependsOn: [...dependsOn, data] };
  return { main: createTrail(room, "trail", region, trail, bindings, after), data };
};

/** What the trails record, for the component's outputs. */
export const trailFilters = (
  { trail, dataTrail }: AwsBlueprint,
  bindings: Bindings,
): Record<string, pulumi.Input<string>> => ({
  "trail.advancedEventSelectors": documentText(trail.advancedEventSelectors, bindings),
  ...(dataTrail && { "dataTrail.advancedEventSelectors": documentText(dataTrail.advancedEventSelectors, bindings) }),
});
