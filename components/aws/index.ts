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
  filled,
  type Room,
  uniqueOf,
} from "../room.ts";
import { createDeliveryRole } from "./access.ts";
import { alertFilters, createAlerts } from "./alert.ts";
import { type ArchiveBuckets, protectArchive } from "./archive.ts";
import { createTrail } from "./collect.ts";
import { createKey, keyBindings } from "./encrypt.ts";
import { adoptedBucket, adoptedKey, adoptedLogGroup, type Existing, statementTexts } from "./existing.ts";
import { archiveRoom, createArchiveKey } from "./log-archive.ts";
import { createReplica } from "./replica.ts";
import { createAccessLogBucket, createArchiveBucket, createLogGroup } from "./store.ts";
import { createDelivery } from "./watch.ts";

export interface AwsAuditLogArgs {
  compiled: Compiled<AwsBlueprint>;
  /** The readers' principals, by the names that the blueprint knows them by. */
  readers: Record<string, pulumi.Input<string>>;
  /** What is adopted, where the blueprint says so. */
  existing?: Existing;
  /** A provider of the account that keeps the evidence, where the blueprint says so. */
  logArchive?: pulumi.ProviderResource | undefined;
  /** The roles that alone may change the evidence, named likewise. */
  breakGlass: Record<string, pulumi.Input<string>>;
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
    { compiled, readers, breakGlass, existing = {}, logArchive, channels, tags, given = {} }: AwsAuditLogArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("auditlog:index:AwsAuditLog", name, given, options);
    const { blueprint } = compiled;
    const { region } = blueprint;
    const room: Room = { name, component: this, keep: blueprint.keep, tags };

    const store = archiveRoom(room, logArchive);
    const buckets = createBuckets(store, blueprint);
    const cloud = askCloud(this);
    const bucket = adoptedBucket(existing, cloud.partition!) ?? buckets!.archive;
    const bindings = bind(blueprint, cloud, {
      archive: bucket.bucket,
      accessLogs: buckets?.accessLogs.bucket,
      existing,
      principals: { ...principals("reader", readers), ...principals("breakGlass", breakGlass) },
    });
    const key = adoptedKey(existing) ?? createKey(room, "key", region, blueprint.key, bindings);
    const archiveKey = createArchiveKey(store, blueprint, key, bindings);
    const ready = protectArchive(store, blueprint, buckets, archiveKey, bindings);
    const made: Bindings = { ...bindings, ...keyBindings(key, bindings) };
    const replica = createReplica(room, blueprint, made, ready);
    const logGroup = adoptedLogGroup(existing, region, bindings) ?? createLogGroup(room, blueprint, key, bindings);
    const { role, permissions } = createDeliveryRole(room, blueprint, bindings);
    const delivery = createDelivery(room, blueprint, key, bindings);
    const dependsOn = [...ready, ...replica.ready, permissions, ...(delivery ? [delivery.policy] : [])];
    const trail = createTrail(room, blueprint, bindings, {
      key: archiveKey,
      logGroup,
      role,
      delivery: delivery?.topic,
      dependsOn,
    });
    const alerts = createAlerts(room, blueprint, made, { channels, key, logGroup });

    const statements = statementTexts(compiled.statements, bindings);
    this.state = {
      archive: bucket.arn,
      search: logGroup.arn,
      collector: trail.arn,
      key: archiveKey?.arn,
      filters: pulumi.all({
        "trail.advancedEventSelectors": documentText(blueprint.trail.advancedEventSelectors, bindings),
        ...alertFilters(blueprint, made),
      }),
      alerts,
      coverage: pulumi.output(compiled.coverage),
      compliance: pulumi.output([...compiled.compliance]),
      ...(statements && { statements }),
      kept: pulumi.all(
        blueprint.keep
          ? [
              ...(buckets ? [buckets.archive.arn, buckets.accessLogs.arn] : []),
              ...(existing.logGroup ? [] : [logGroup.arn]),
              ...(key && !existing.key ? [key.arn] : []),
              ...replica.kept,
              ...(archiveKey && blueprint.logArchive ? [archiveKey.arn] : []),
            ]
          : [],
      ),
    };
    this.registerOutputs({ ...this.state });
  }
}

const createBuckets = (room: Room, blueprint: AwsBlueprint): ArchiveBuckets | undefined =>
  blueprint.archive && {
    archive: createArchiveBucket(room, blueprint),
    accessLogs: createAccessLogBucket(room, blueprint),
  };

const principals = (kind: string, named: Bindings): Bindings =>
  Object.fromEntries(Object.entries(named).map(([name, principal]) => [`${kind}:${name}`, principal]));

/** Where the stack is deployed. */
const askCloud = (parent: pulumi.Resource): Bindings => {
  const partition = getPartitionOutput({}, { parent });
  return {
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
    account: getCallerIdentityOutput({}, { parent }).accountId,
  };
};

interface Bound {
  archive: pulumi.Input<string>;
  accessLogs: pulumi.Input<string> | undefined;
  existing: Existing;
  principals: Bindings;
}

/** What the blueprint's tokens stand for. */
const bind = (
  { trail: { name }, search }: AwsBlueprint,
  cloud: Bindings,
  { archive, accessLogs, existing, principals: named }: Bound,
): Bindings => {
  const trail = filled(name, { archive });
  return {
    ...cloud,
    archive,
    ...(accessLogs && { accessLogs }),
    trail,
    logGroup: existing.logGroup ?? filled(search.logGroup, { trail }),
    ...(existing.topic && { topic: existing.topic }),
    unique: uniqueOf(trail),
    // A user's own $, which begins no token.
    dollar: "$",
    ...named,
  };
};
