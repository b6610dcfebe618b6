import type { JsonObject } from "../event/record.ts";

/** A resource as the state of a stack has it, or as a preview plans it. */
export interface NativeResource {
  readonly urn: string;
  readonly type: string;
  /** In the program. */
  readonly name: string;
  readonly id: string | undefined;
  /** The URN of the component that it is a part of, or of the stack. */
  readonly parent: string | undefined;
  /** What it was made of, and what its cloud answered; a `NotKnown` stands for what nobody can tell from the file. */
  readonly properties: JsonObject;
  /** The resources of whose outputs a property was made, by their URNs. */
  readonly madeOf: Readonly<Record<string, readonly string[]>>;
}

/** Stands for a value that the file does not have. */
export class NotKnown {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A resource, or a part of one, of which nothing is counted, and why. */
export interface NotUnderstood {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly reason: string;
}

export const notUnderstood = ({ urn, type, name }: NativeResource, reason: string): NotUnderstood => ({
  urn,
  type,
  name,
  reason,
});
