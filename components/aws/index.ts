import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { Compiled } from "../../core/compile/compiled.ts";
import {
  type Bindings,
  type ChannelInputs,
  CloudAuditLog,
  type CloudState,
  documentText,
  type Room,
  uniqueOf,
} from "../room.ts";
import { createBucketPolicy, createDeliveryRole } from "./access.ts";
import { alertFilters, createAlerts } from "./alert.ts";
import { createTrail } from "./collect.ts";
import { createKey, keyBindings } from "./encrypt.ts";
import { createReplica } from "./replica.ts";
import {
  createAccessLogBucket,
  createAccessLogs,
  createArchive,
  createArchiveBucket,
  createLogGroup,
} from "./store.ts";

export interface AwsAuditLogArgs {
  compiled: Compiled<AwsBlueprint>;
  /** The readers' principals, by the names that the blueprint knows them by. */
  readers: Record<string, pulumi.Input<string>>;
  channels: ChannelInputs;
  tags: Record<string, pulumi.Input<string>> | undefined;
  /** The arguments as the user gave them, for the state: a preview shows how they change. */
  given?: pulumi.Inputs;
}

/** The audit log of one AWS account or organization. */
export class AwsAuditLog extends CloudAuditLog {
  readonly state: CloudState;

  constructor(
    name: string,
    { compiled, readers, channels, tags, given = {} }: AwsAuditLogArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("auditlog:index:AwsAuditLog", name, given, options);
    const { blueprint } = compiled;
    const { region } = blueprint;
    const room: Room = { name, component: this, keep: blueprint.keep, tags };

    const archiveBucket = createArchiveBucket(room, blueprint);
    const accessLogBucket = createAccessLogBucket(room, blueprint);
    const bindings = bind(this, archiveBucket.bucket, accessLogBucket.bucket, readers);
    const key = createKey(room, blueprint, bindings);

    const accessLogs = createAccessLogs(room, blueprint, accessLogBucket);
    accessLogs.ready.push(
      createBucketPolicy(
        room,
        "access-logs",
        region,
        accessLogBucket,
        blueprint.accessLogs.policy,
        bindings,
        accessLogs.ready,
      ),
    );
    const archive = createArchive(room, blueprint, archiveBucket, accessLogs, key);
    const archivePolicy = createBucketPolicy(
      room,
      "archive",
      region,
      archiveBucket,
      blueprint.archive.policy,
      bindings,
      archive.ready,
    );
    const made: Bindings = { ...bindings, ...keyBindings(key, bindings) };
    const replica = createReplica(room, blueprint, made, [...archive.ready, archivePolicy]);
    const logGroup = createLogGroup(room, blueprint, key, bindings);
    const { role, permissions } = createDeliveryRole(room, blueprint, bindings);
    const dependsOn = [...archive.ready, archivePolicy, ...replica.ready, permissions];
    const trail = createTrail(room, blueprint, bindings, { key, logGroup, role, dependsOn });
    const alerts = createAlerts(room, blueprint, made, { channels, key, logGroup });

    this.state = {
      archive: archiveBucket.arn,
      search: logGroup.arn,
      collector: trail.arn,
      key: key?.arn,
      filters: pulumi.all({
        "trail.advancedEventSelectors": documentText(blueprint.trail.advancedEventSelectors, bindings),
        ...alertFilters(blueprint, made),
      }),
      alerts,
      coverage: pulumi.output(compiled.coverage),
      compliance: pulumi.output([...compiled.compliance]),
      kept: pulumi.all(
        blueprint.keep
          ? [archiveBucket.arn, accessLogBucket.arn, logGroup.arn, ...(key ? [key.arn] : []), ...replica.kept]
          : [],
      ),
    };
    this.registerOutputs({ ...this.state });
  }
}

/** What the blueprint's tokens stand for. */
const bind = (
  parent: pulumi.Resource,
  archive: pulumi.Input<string>,
  accessLogs: pulumi.Input<string>,
  readers: Record<string, pulumi.Input<string>>,
): Bindings => {
  const partition = getPartitionOutput({}, { parent });
  return {
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
    account: getCallerIdentityOutput({}, { parent }).accountId,
    archive,
    accessLogs,
    unique: uniqueOf(archive),
    // A user's own $, which begins no token.
    dollar: "$",
    ...Object.fromEntries(Object.entries(readers).map(([reader, principal]) => [`reader:${reader}`, principal])),
  };
};
