import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { fill, type Json, tokensOf } from "../core/compile/json.ts";
import type { ComplianceRow, CoverageRow } from "../core/contract/outputs.ts";

/** What the parts of one cloud's component share. */
export interface Room {
  /** The component's name: the names of all children begin with it, so that a renamed component keeps them by its aliases. */
  name: string;
  component: pulumi.ComponentResource;
  /** Whether evidence, and all that protects it, stays in the cloud when the stack is destroyed. */
  keep: boolean;
  tags: Record<string, pulumi.Input<string>> | undefined;
  /** With whose credentials the children are made, where it is not with the component's. */
  provider?: pulumi.ProviderResource;
}

export const childName = (room: Room, part: string): string => `${room.name}-${part}`;

/** Options of a child that goes with the stack. */
export const child = (room: Room, more: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions => ({
  parent: room.component,
  ...(room.provider && { provider: room.provider }),
  ...more,
});

/** Options of a child that is evidence, or without which evidence is lost, unreadable or unprotected. */
export const evidence = (room: Room, more: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions => ({
  parent: room.component,
  ...(room.provider && { provider: room.provider }),
  ...(room.keep && { retainOnDelete: true }),
  ...more,
});

/** Tags for a resource, left out where there are none. */
export const tagged = (room: Room): { tags?: Record<string, pulumi.Input<string>> } =>
  room.tags ? { tags: room.tags } : {};

/** What fills a blueprint's tokens, by their names. */
export type Bindings = Record<string, pulumi.Input<string>>;

/** A blueprint's document as JSON text, with its tokens filled. */
export const documentText = (document: Json, bindings: Bindings): pulumi.Input<string> =>
  withTokens(document, bindings, (filledIn) => JSON.stringify(filledIn));

/** A blueprint's value with its tokens filled. */
export const filled = <T extends Json>(value: T, bindings: Bindings): pulumi.Input<T> =>
  withTokens(value, bindings, (filledIn) => filledIn);

/**
 * It depends on nothing but what the value names, and is secret only if something in that is. What names nothing that is still
 * open is known now: each output takes as long as several properties of a resource.
 */
const withTokens = <T extends Json, Result>(
  value: T,
  bindings: Bindings,
  use: (value: T) => Result,
): Result | pulumi.Output<Result> => {
  const named = tokensOf(value).flatMap((name) =>
    bindings[name] === undefined ? [] : [[name, bindings[name]] as const],
  );
  const isKnown = (pair: readonly [string, pulumi.Input<string>]): pair is [string, string] =>
    typeof pair[1] === "string";
  if (named.every(isKnown)) return use(fill(value, Object.fromEntries(named)));
  const [[name, only], ...more] = named as [(typeof named)[number], ...typeof named];
  return pulumi.Output.isInstance(only) && more.length === 0
    ? only.apply((known) => use(fill(value, { [name]: known })))
    : pulumi.all(Object.fromEntries(named)).apply((values) => use(fill(value, values)));
};

/** What tells one audit log from another, for names that have no room for the archive's. */
export const uniqueOf = (archive: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(archive).apply((name) => createHash("sha256").update(name).digest("hex").slice(0, 7));

/** What identifies each channel, such as an address or a key: by the channels' names, then by fields. */
export type ChannelInputs = Record<string, Record<string, pulumi.Input<string>>>;

/** A field of a channel that the plan says is given. */
export const channelField = (channels: ChannelInputs, channel: string, field: string): pulumi.Input<string> => {
  const value = channels[channel]?.[field];
  if (value === undefined) throw new Error(`the channel ${channel} has no ${field}, which the plan counts on`);
  return value;
};

/** What each alert became, by its id. */
export type AlertNames = pulumi.Output<Record<string, string[]>>;

export const namesById = (named: readonly { id: string; name: pulumi.Output<string> }[]): AlertNames =>
  pulumi.all(named.map(({ name }) => name)).apply((names) => {
    const byId: Record<string, string[]> = {};
    for (const [index, { id }] of named.entries()) byId[id] = [...(byId[id] ?? []), names[index]!];
    return byId;
  });

/** What every cloud's component returns. */
export interface CloudState {
  archive: pulumi.Output<string>;
  search: pulumi.Output<string>;
  archiveSearch?: pulumi.Output<string> | undefined;
  collector: pulumi.Output<string>;
  stream: pulumi.Output<string> | undefined;
  key: pulumi.Output<string> | undefined;
  filters: pulumi.Output<Record<string, string>>;
  alerts: AlertNames;
  queries: pulumi.Output<Record<string, string>>;
  coverage: pulumi.Output<CoverageRow[]>;
  compliance: pulumi.Output<ComplianceRow[]>;
  statements?: pulumi.Output<Record<string, string>>;
  kept: pulumi.Output<string[]>;
}

/** A cloud's component: its state is its outputs. */
export abstract class CloudAuditLog extends pulumi.ComponentResource {
  abstract readonly state: CloudState;
}
