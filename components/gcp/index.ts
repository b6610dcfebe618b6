import * as pulumi from "@pulumi/pulumi";
import type { Compiled } from "../../core/compile/compiled.ts";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { labelName, labelText } from "../../core/compile/labels.ts";
import { type Bindings, type ChannelInputs, CloudAuditLog, type CloudState, type Room, uniqueOf } from "../room.ts";
import { grantReaders, grantWriters } from "./access.ts";
import { alertFilters, createAlerts } from "./alert.ts";
import { createSinks } from "./collect.ts";
import { enableAuditLogs, enableServices } from "./enable.ts";
import { createKey } from "./encrypt.ts";
import { saveQueries } from "./query.ts";
import { createArchive, createLogBucket } from "./store.ts";
import { createStream } from "./stream.ts";

export interface GcpAuditLogArgs {
  compiled: Compiled<GcpBlueprint>;
  /** The readers' members, by the users' names for them. */
  readers: Record<string, pulumi.Input<string>>;
  channels: ChannelInputs;
  /** Where in the deployment it is: the same of no two components. */
  place: string;
  tags: Record<string, pulumi.Input<string>> | undefined;
  /** The arguments as the user gave them, for the state: a preview shows how they change. */
  given?: pulumi.Inputs;
}

/** The audit log of one Google Cloud project or organization. */
export class GcpAuditLog extends CloudAuditLog {
  readonly state: CloudState;

  constructor(
    name: string,
    { compiled, readers, channels, place, tags, given = {} }: GcpAuditLogArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("auditlog:index:GcpAuditLog", name, given, options);
    const { blueprint } = compiled;
    const room: Room = { name, component: this, keep: blueprint.keep, tags: tags && labelsOf(tags) };

    const services = enableServices(room, blueprint);
    const auditConfigs = enableAuditLogs(room, blueprint);
    const key = createKey(room, blueprint, services);
    const archive = createArchive(room, blueprint, key, services);
    const logBucket = createLogBucket(room, blueprint, archive, key);
    const sinks = createSinks(room, blueprint, archive, logBucket);
    grantWriters(room, blueprint, sinks, archive, logBucket);
    const stream = createStream(room, blueprint, key, services);
    grantReaders(room, blueprint, readers, archive, logBucket);
    const bindings: Bindings = {
      archive: archive.name,
      archiveSink: sinks.archive.name,
      searchSink: sinks.search.name,
      ...(stream && {
        streamSink: stream.sink.name,
        streamTopic: stream.topic.name,
        streamSubscription: stream.subscription.name,
      }),
      unique: uniqueOf(archive.name),
      ...(key && { key: key.key.name }),
      // A user's own $, which begins no token.
      dollar: "$",
    };
    saveQueries(room, blueprint, bindings, logBucket);
    const alerts = createAlerts(room, blueprint, bindings, { channels, logBucket, services, place });

    this.state = {
      archive: archive.url,
      search: logBucket.id,
      collector: sinks.archive.id,
      stream: stream?.subscription.id,
      key: key?.key.id,
      filters: pulumi.all({
        "sinks.filter": blueprint.sinks.filter,
        ...Object.fromEntries(
          blueprint.sinks.exclusions.map(({ name, filter }) => [`sinks.exclusions.${name}`, filter]),
        ),
        "_Default.exclusion": blueprint.sinks.defaultExclusion,
        ...alertFilters(blueprint, bindings),
      }),
      alerts,
      queries: pulumi.output({ ...compiled.queries() }),
      coverage: pulumi.output(compiled.coverage),
      compliance: pulumi.output([...compiled.compliance]),
      kept: pulumi.all([
        ...(blueprint.keep ? [archive.url, logBucket.id, ...(key ? [key.key.id] : [])] : []),
        ...auditConfigs.map(({ id }) => id),
      ]),
    };
    this.registerOutputs({ ...this.state });
  }
}

/** Tags as labels: a value may be known only during the deployment, so it is adapted then. */
const labelsOf = (tags: Record<string, pulumi.Input<string>>): Record<string, pulumi.Input<string>> =>
  Object.fromEntries(
    Object.entries(tags).map(([tag, value]) => [labelName(tag), pulumi.output(value).apply(labelText)]),
  );
