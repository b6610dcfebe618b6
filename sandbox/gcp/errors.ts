import type { CloudError } from "../resource.ts";

/** An answer of a Google API, as the provider prints it: the JSON APIs' reason (`forbidden`) follows the message, a status (`NOT_FOUND`) doesn't. */
export function googleError(status: number, reason: string, message: string): CloudError {
  const printed = /^[a-z]/.test(reason) ? `${message}, ${reason}` : message;
  return { name: `Error ${status} ${reason}`, message: `googleapi: Error ${status}: ${printed}` };
}

export function invalidArgument(message: string): CloudError {
  return googleError(400, "INVALID_ARGUMENT", message);
}

/** A refusal by the provider itself, before it calls the API. */
export function providerError(message: string): CloudError {
  return { name: "Invalid configuration", message };
}
