import type { CommonEvent } from "../event/event.ts";
import type { AlertThreshold } from "../plan/plan.ts";
import type { NotUnderstood } from "./resource.ts";

/** A filter as it is deployed. */
export interface NativeFilter {
  /** What evaluates it, as people call it: `EventBridge rule`. */
  readonly kind: string;
  /** What its cloud calls the resource. */
  readonly name: string;
  readonly urn: string;
  /** For people: JSON, a query, a pattern. */
  readonly text: string;
}

/** What stores events, or sends them on to where they are stored. */
export interface DeployedStore extends NativeFilter {
  readonly stores: (event: CommonEvent) => boolean;
}

/** What tells people of events. */
export interface DeployedAlert extends NativeFilter {
  /** How many must be within how many minutes; each event by itself where it is undefined. */
  readonly threshold: AlertThreshold | undefined;
  readonly test: (event: CommonEvent) => boolean;
}

/** What of one cloud was read from a stack. */
export interface DeployedCloud {
  readonly stores: readonly DeployedStore[];
  readonly alerts: readonly DeployedAlert[];
  /**
   * Why the cloud would not have recorded an event at all, were the stack all that turns logs on; undefined where it
   * would have.
   */
  readonly unrecorded: (event: CommonEvent) => string | undefined;
  readonly notUnderstood: readonly NotUnderstood[];
}
