import type { Cloud } from "../contract/cloud.ts";

export type Category = "management" | "data" | "identity" | "system" | "policy";

export type ActorType = "user" | "root" | "role" | "service" | "federated" | "anonymous";

export type Outcome = "success" | "failure" | "denied";

export interface Actor {
  readonly id?: string;
  readonly type?: ActorType;
}

/**
 * An audit event of any cloud. A field that the native record says nothing of is absent, never empty: a filter's
 * comparison with it is then false.
 */
export interface CommonEvent {
  readonly cloud: Cloud;
  /** The AWS account, Google Cloud project or Azure subscription; of Microsoft Entra's logs the tenant. */
  readonly account?: string;
  readonly region?: string;
  readonly category: Category;
  /** The classes of the event in the cross-cloud taxonomy, in their order. */
  readonly activities: readonly string[];
  readonly service?: string;
  /** The cloud's own name, in the record's own case. */
  readonly operation: string;
  readonly access?: "read" | "write";
  readonly actor: Actor;
  /** As recorded, without a port: also the name of a service, or `private`, where the cloud has no address to tell. */
  readonly sourceIp?: string;
  readonly userAgent?: string;
  /** Every name that the record gives of what it was done to; of a name that is a path also the last part. */
  readonly resources?: readonly string[];
  /** Absent while the operation is under way: a record of its start or acceptance says nothing of how it ended. */
  readonly outcome?: Outcome;
  readonly error?: string;
  readonly mfa?: boolean;
  /** The cloud's own word in lower case. */
  readonly severity?: string;
  readonly time?: string;
  readonly id?: string;
  /** The record itself, out of its envelope. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** A record that is no audit event, and why not. */
export interface Rejected {
  readonly rejected: string;
}
