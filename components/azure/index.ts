import * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import type { Compiled } from "../../core/compile/compiled.ts";
import { type Bindings, type ChannelInputs, CloudAuditLog, type CloudState, type Room } from "../room.ts";
import { grantReaders } from "./access.ts";
import { alertFilters, createAlerts } from "./alert.ts";
import { createDiagnosticSettings } from "./collect.ts";
import { createKey } from "./encrypt.ts";
import { createPlace, lastSegment } from "./place.ts";
import { saveQueries } from "./query.ts";
import { createArchive, createWorkspace } from "./store.ts";
import { createStream } from "./stream.ts";

export interface AzureAuditLogArgs {
  compiled: Compiled<AzureBlueprint>;
  /** The readers' object ids, by the users' names for them. */
  readers: Record<string, pulumi.Input<string>>;
  channels: ChannelInputs;
  tags: Record<string, pulumi.Input<string>> | undefined;
  /** The arguments as the user gave them, for the state: a preview shows how they change. */
  given?: pulumi.Inputs;
}

/** The audit log of one Azure subscription. */
export class AzureAuditLog extends CloudAuditLog {
  readonly state: CloudState;

  constructor(
    name: string,
    { compiled, readers, channels, tags, given = {} }: AzureAuditLogArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("auditlog:index:AzureAuditLog", name, given, options);
    const { blueprint } = compiled;
    const room: Room = { name, component: this, keep: blueprint.keep, tags };

    const place = createPlace(room, blueprint);
    const key = createKey(room, blueprint, place);
    const archive = createArchive(room, blueprint, place, key);
    const workspace = createWorkspace(room, blueprint, place);
    const stream = createStream(room, blueprint, place);
    const settings = createDiagnosticSettings(room, blueprint, archive, workspace, key, stream);
    grantReaders(room, blueprint, readers, place, archive.account, workspace);
    const bindings: Bindings = {
      subscription: place.subscriptionId,
      setting: settings.subscription.id.apply(lastSegment),
      ...(key && settings.vault && { vault: key.vault.id, vaultSetting: settings.vault.id.apply(lastSegment) }),
      // A user's own $, which begins no token.
      dollar: "$",
    };
    saveQueries(room, blueprint, place, workspace);
    const alerts = createAlerts(room, blueprint, bindings, { place, workspace, channels });

    this.state = {
      archive: archive.account.id,
      search: workspace.id,
      collector: settings.subscription.id,
      stream: stream?.hub.id,
      key: key?.key.keyUri,
      filters: pulumi.all({
        "activityLog.categories": blueprint.activityLogCategories.join(", "),
        ...(blueprint.entraCategories.length > 0 && { "entra.categories": blueprint.entraCategories.join(", ") }),
        ...alertFilters(blueprint, bindings),
      }),
      alerts,
      queries: pulumi.output({ ...compiled.queries() }),
      coverage: pulumi.output(compiled.coverage),
      compliance: pulumi.output([...compiled.compliance]),
      kept: pulumi.all(
        blueprint.keep ? [place.group.id, archive.account.id, workspace.id, ...(key ? [key.vault.id] : [])] : [],
      ),
    };
    this.registerOutputs({ ...this.state });
  }
}
