import type { SqlEvents } from "./condition.ts";

/** How one cloud's records become events: what core/event does, as SQL. */
export interface EventsSql {
  /** Objects of a record, also those written as text, by names that the rest uses: opened once. */
  readonly opens?: undefined | readonly Readonly<Record<string, string>>[];
  /** What is read of a record, by names that the rest uses. */
  readonly reads: Readonly<Record<string, string>>;
  /** What is worked out of that before the rest. */
  readonly made?: Readonly<Record<string, string>>;
  /** Whether it is an event of the cloud. */
  readonly isEvent: string;
  /** The fields of the event, from what is read. */
  readonly columns: SqlEvents["columns"];
  /** When it happened, as text. */
  readonly time: string;
}

/** The columns that conditions are asked of, by the fields' names. */
export const columnNames = {
  account: "account",
  region: "region",
  category: "category",
  service: "service",
  operation: "operation",
  access: "access",
  "actor.id": "actor_id",
  "actor.type": "actor_type",
  sourceIp: "source_ip",
  userAgent: "user_agent",
  resource: "resource",
  outcome: "outcome",
  error: "error",
  mfa: "mfa",
  severity: "severity",
} as const satisfies SqlEvents["columns"];
