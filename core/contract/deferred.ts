import * as z from "zod";

/** Stands for a value that is known only while the stack is being deployed, such as an id of another resource. */
export class Deferred {
  toString(): string {
    return "a value that is not known yet";
  }
}

export const deferred = Object.freeze(new Deferred());

/** An argument that may be an output of another resource: in Pulumi's terms an input, not a plain value. */
export const deferrable = <T extends z.ZodType>(schema: T) => z.union([schema, z.instanceof(Deferred)]);
