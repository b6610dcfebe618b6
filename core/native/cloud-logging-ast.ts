import type { RE2JS } from "re2js";

/** A text to compare with. */
export interface Literal {
  text: string;
  /** The text as strings are compared: see foldText. */
  folded: string;
}

export type ValueType = "string" | "bool" | "int" | "double" | "timestamp" | "duration" | "severity";

export interface Step {
  name: string;
  /** The keys of maps and structs keep their letters' case; the names of protocol buffer fields don't matter in case. */
  exact: boolean;
}

export interface Field {
  kind: "field";
  path: Step[];
  /**
   * What its values are. `json`: what the JSON says. `proto`: of a message that the query doesn't know, so texts may
   * be instants, durations or 64-bit integers. `message`: fields of its own.
   */
  type: ValueType | "json" | "proto" | "message";
  /** Compared with as its type's default where an entry doesn't have it; else every comparison is false. */
  defaulted: boolean;
}

export interface Cast {
  kind: "cast";
  of: Subject;
  to: ValueType;
  timeZone?: string;
}

export interface Extract {
  kind: "extract";
  of: Subject;
  pattern: RE2JS;
}

/** What stands left of an operator. */
export type Subject = Field | Cast | Extract;

export type Comparator = "=" | "!=" | "<" | "<=" | ">" | ">=" | ":";

/** An IP address or range: the first bits of the address that are the same in all of it. */
export interface Network {
  version: 4 | 6;
  address: bigint;
  prefix: number;
}

/** A token, or the text of a phrase. */
export interface SearchTerm {
  folded: string;
  phrase: boolean;
}

export type Expression =
  | { kind: "and" | "or"; terms: Expression[] }
  | { kind: "not"; term: Expression }
  | { kind: "compare"; subject: Subject; comparator: Comparator; literal: Literal }
  | { kind: "match"; subject: Subject; pattern: RE2JS; negated: boolean }
  | { kind: "present"; subject: Subject }
  | { kind: "anywhere"; literal: Literal }
  | { kind: "log-id"; folded: string }
  | { kind: "source"; folded: string }
  | { kind: "sample"; field: Field; fraction: number }
  | { kind: "in-network"; field: Field; network: Network }
  | { kind: "search"; field?: Field; terms: SearchTerm[] };

/** A query of the Logging query language, read by parseCloudLoggingQuery. */
export interface CloudLoggingQuery {
  kind: "cloud-logging-query";
  expression: Expression;
}

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry as JSON. */
export type LogEntry = Readonly<Record<string, unknown>>;
