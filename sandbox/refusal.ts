import { status } from "@grpc/grpc-js";
import { StoreError } from "./stored-file.ts";

/** An answer of the cloud or the provider that the user must see; the code says if the engine may go on. */
export class Refusal extends Error {
  readonly code: status;
  constructor(message: string, code: status = status.FAILED_PRECONDITION) {
    super(message);
    this.code = code;
  }
}

/** Runs a part of a type or a rule: what it throws is a bug of that part, and named as one. */
export function guarded<T>(where: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new Refusal(`bug in the sandbox's ${where}: ${messageOf(error)}`, status.INTERNAL);
  }
}

export function statusOf(error: unknown): { code: status; details: string } {
  if (error instanceof Refusal) return { code: error.code, details: error.message };
  if (error instanceof StoreError) return { code: status.FAILED_PRECONDITION, details: error.message };
  return { code: status.INTERNAL, details: `bug in the sandbox: ${messageOf(error)}` };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
