import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";

export const LOGS = "audit-logs";
export const XML = { name: "MalformedXML", message: /not well-formed/ };

export function bucket(over: Properties = {}): Given {
  return { token: TOKEN.bucket, inputs: { bucket: LOGS, ...over } };
}

export function part(token: string, inputs: Properties): Given {
  return { token, inputs: { bucket: LOGS, ...inputs } };
}

/** A case of a resource that configures the bucket. */
export function partCase(
  rule: string,
  token: string,
  fault: Properties,
  near: Properties,
  refused: Case["refused"],
  when?: string,
  given: Given[] = [bucket()],
): Case {
  return {
    rule,
    ...(when && { when }),
    token,
    given,
    inputs: { bucket: LOGS, ...fault },
    refused,
    mended: { inputs: { bucket: LOGS, ...near } },
  };
}
export function policy(...statements: Json[]): Properties {
  return { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

export function status(value: string): Properties {
  return { versioningConfiguration: { status: value } };
}

export function retention(defaultRetention: Properties): Properties {
  return { rule: { defaultRetention } };
}

export const ARGUMENT = "InvalidArgument";

export function encrypted(sseAlgorithm: string, over: Properties = {}, own: Properties = {}): Properties {
  return { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, ...over }, ...own }] };
}
