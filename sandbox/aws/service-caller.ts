import type { Store, Stored } from "../resource.ts";
import { findKey, isEnabled, keyAllows } from "./kms.ts";
import type { PolicyRequest } from "./policy.ts";
import { roleMay } from "./service-role.ts";

/** Who sends to a topic or a queue: a service on its own account, or a role that a service assumed. */
export type Sender = Pick<PolicyRequest, "service" | "arn" | "account">;

type Context = PolicyRequest["context"];

/** The condition keys of every call that a service makes by itself. */
export function serviceContext(service: string): Context {
  return {
    "aws:securetransport": "true",
    "aws:principalisawsservice": "true",
    "aws:principalservicename": service,
  };
}

/** Those of a call that a service makes for a resource of the account, and says so. */
export function sourcedContext(service: string, arn: string, account: string): Context {
  return { ...serviceContext(service), "aws:sourcearn": arn, "aws:sourceaccount": account };
}

/**
 * Why a sender can't use the key that encrypts a topic or a queue, or nothing. The AWS managed key lets no service
 * use it, and its policy can't be changed:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function keyFault(store: Store, encrypted: Stored, sender: Sender, context: Context): string | undefined {
  const reference = String(encrypted.inputs.kmsMasterKeyId ?? "");
  const who = sender.service ?? sender.arn ?? "";
  if (reference === "") return undefined;
  if (/(^|:)alias\/aws\//.test(reference)) {
    return `it is encrypted with the AWS managed key, whose policy lets no other service use it and can't be changed`;
  }
  const key = findKey(store, reference);
  // Another rule's matter, of the topic or queue itself.
  if (key === undefined) return undefined;
  if (!isEnabled(key)) return `its KMS key ${String(key.outputs.arn)} is disabled`;
  const denied = ["kms:GenerateDataKey", "kms:Decrypt"].filter(
    (action) => !mayUse(store, key, sender, action, context),
  );
  return denied.length === 0
    ? undefined
    : `the policy of its KMS key ${String(key.outputs.arn)} doesn't let ${who} call ${denied.join(" and ")}`;
}

/** A key's policy lets a role use it by name, or leaves that to the account, whose policies then have to allow it. */
export function mayUse(store: Store, key: Stored, sender: Sender, action: string, context: Context): boolean {
  if (!keyAllows(key, { ...sender, action, context })) return false;
  const byName = keyAllows(key, { ...sender, account: "", action, context });
  return sender.arn === undefined || byName || roleMay(store, sender.arn, action, String(key.outputs.arn), context);
}
