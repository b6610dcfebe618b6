import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { dataTrailSuffix } from "../../core/compile/aws/policies.ts";
import type { Compiled } from "../../core/compile/compiled.ts";
import {
  type Bindings,
  type ChannelInputs,
  CloudAuditLog,
  type CloudState,
  filled,
  type Room,
  uniqueOf,
} from "../room.ts";
import { createDeliveryRole } from "./access.ts";
import { alertFilters, createAlerts } from "./alert.ts";
import { type ArchiveBuckets, protectArchive } from "./archive.ts";
import { createTrails, trailFilters } from "./collect.ts";
import { createKey, keyBindings } from "./encrypt.ts";
import { adoptedBucket, adoptedKey, adoptedLogGroup, type Existing, statementTexts } from "./existing.ts";
import { archiveRoom, createArchiveKey } from "./log-archive.ts";
import { createTrailProtection } from "./protect.ts";
import { createQueries, createResultsBucket, resultsBindings } from "./query.ts";
import { createReplica } from "./replica.ts";
import { createAccessLogBucket, createArchiveBucket, createLogGroup } from "./store.ts";
import { createStream, type EndpointInputs } from "./stream.ts";
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
  streamEndpoint?: EndpointInputs | undefined;
  tags: Record<string, pulumi.Input<string>> | undefined;
  /** The arguments as the user gave them, for the state: a preview shows how they change. */
  given?: pulumi.Inputs;
}

/** The audit log of one AWS account or organization. */
export class AwsAuditLog extends CloudAuditLog {
  readonly state: CloudState;

  constructor(
    name: string,
    {
      compiled,
      readers,
      breakGlass,
      existing = {},
      logArchive,
      channels,
      streamEndpoint,
      tags,
      given = {},
    }: AwsAuditLogArgs,
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
    const results = createResultsBucket(room, blueprint);
    const bindings: Bindings = {
      ...bind(blueprint, cloud, {
        archive: bucket.bucket,
        accessLogs: buckets?.accessLogs.bucket,
        existing,
        principals: { ...principals("reader", readers), ...principals("breakGlass", breakGlass) },
      }),
      ...resultsBindings(results),
    };
    const key = adoptedKey(existing) ?? createKey(room, "key", region, blueprint.key, bindings);
    const archiveKey = createArchiveKey(store, blueprint, key, bindings);
    const ready = protectArchive(store, blueprint, buckets, archiveKey, bindings);
    const made: Bindings = { ...bindings, ...keyBindings(key, bindings) };
    const replica = createReplica(room, blueprint, made, ready);
    const logGroup = adoptedLogGroup(existing, region, bindings) ?? createLogGroup(room, blueprint, key, bindings);
    const { role, permissions } = createDeliveryRole(room, blueprint, bindings);
    const delivery = createDelivery(room, blueprint, key, bindings);
    const dependsOn = [...ready, ...replica.ready, permissions, ...(delivery ? [delivery.policy] : [])];
    const stores = { ...bindings, ...replica.buckets };
    const trails = createTrails(room, blueprint, stores, {
      key: archiveKey,
      logGroup,
      role,
      delivery: delivery?.topic,
      dependsOn,
    });
    createTrailProtection(room, blueprint, bindings, trails.main);
    const stream = createStream(room, blueprint, made, { key, logGroup, endpoint: streamEndpoint });
    const own: Bindings = { ...made, ...stream?.bindings };
    const alerts = createAlerts(room, blueprint, own, { channels, key, logGroup });
    const workgroup = createQueries(room, blueprint, bindings, { results, key, logGroup });

    const statements = statementTexts(compiled.statements, bindings);
    this.state = {
      archive: bucket.arn,
      search: logGroup.arn,
      archiveSearch: workgroup?.arn,
      collector: trails.main.arn,
      stream: stream?.delivery.arn,
      key: archiveKey?.arn,
      filters: pulumi.all({
        ...trailFilters(blueprint, stores),
        ...alertFilters(blueprint, own),
      }),
      alerts,
      queries: pulumi.output({ ...compiled.queries() }),
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
              ...(stream?.kept ?? []),
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
    dataTrail: pulumi.interpolate`${trail}${dataTrailSuffix}`,
    logGroup: existing.logGroup ?? filled(search.logGroup, { trail }),
    ...(existing.topic && { topic: existing.topic }),
    unique: uniqueOf(trail),
    // A user's own $, which begins no token.
    dollar: "$",
    ...named,
  };
};
