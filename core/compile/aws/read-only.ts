import type { Reach, Tests } from "./reach.ts";

/**
 * Whether a rule is given what only reads, such as `DescribeKey`, beside what changes something.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export type RuleState = "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/**
 * How the names of calls begin that are sent to every rule: those that change something, and the few beside them that only
 * read and whose names say otherwise, such as `StartQuery`.
 */
const changes =
  /^(?:accept|add|allocate|apply|associate|attach|authorize|batchdelete|cancel|change|consolelogin|copy|create|deactivate|deauthorize|delete|deregister|detach|disable|disassociate|enable|import|invite|leave|modify|move|purchase|put|reboot|register|reject|release|remove|replace|request|reset|restore|revoke|run|schedule|send|set|start|stop|subscribe|switchrole|tag|terminate|transfer|unsubscribe|untag|update)/i;

type Operator = { readonly [name: string]: unknown };

const textIn = (value: unknown): string =>
  typeof value === "object" && value !== null ? textIn(Object.values(value)[0]) : String(value);

/** With what a name that passes a test begins; any beginning is the empty text. */
const beginningOf = (test: unknown): string => {
  if (typeof test === "string") return test;
  const [operator = "", value] = Object.entries(Object(test) as Operator)[0] ?? [];
  if (operator === "equals-ignore-case" || operator === "prefix") return textIn(value);
  return operator === "wildcard" ? textIn(value).split(/[*\\]/, 1)[0]! : "";
};

const isNeverTrue = (test: unknown): boolean => test === false || (Object(test) as Operator).exists === false;

/** Whether a test of names lets the name of a call pass that may only read. */
export const mayNameReads = (tests: Tests | undefined): boolean =>
  tests === undefined || !tests.every((test) => changes.test(beginningOf(test)));

const mayRead = (reach: Reach): boolean =>
  mayNameReads(reach["detail.eventName"]) && reach["detail.readOnly"]?.every(isNeverTrue) !== true;

/** A rule without read-only events would miss those that its pattern asks for; with them a broad pattern has the more to match. */
export const stateFor = (reaches: readonly Reach[]): RuleState =>
  reaches.some(mayRead) ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED";
