import type { ActorType, Outcome } from "./event.ts";
import { type Fields, fieldsOf, firstText, textOf } from "./record.ts";

/** A value that the REST API gives as `{ value, localizedValue }`, and the exports and tables as text. */
export const namedValue = (value: unknown): string | undefined => firstText(fieldsOf(value)("value"), value);

const claimPrefix = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
const entraPrefix = "http://schemas.microsoft.com/identity/claims/";

/** Who the claims of a token name: people by their names, applications by their ids. */
export const claimedName = (claims: Fields): string | undefined =>
  firstText(...["upn", "name", "emailaddress", "spn"].map((name) => claims(`${claimPrefix}${name}`)), claims("upn"));

export const claimedId = (claims: Fields): string | undefined =>
  firstText(claims(`${entraPrefix}objectidentifier`), claims("oid"), claims("appid"));

/** Whose a token is: what has no address but an object's id is an application. `hint` is what else the record says of the principal. */
export const principalType = (claims: Fields, id: string | undefined, hint?: string): ActorType | undefined => {
  const said = (textOf(claims("idtyp")) ?? hint)?.toLowerCase();
  if (said === "app" || said === "serviceprincipal" || said === "managedidentity") return "service";
  if (said === "user" || id?.includes("@")) return "user";
  if (textOf(claims(`${claimPrefix}spn`)) !== undefined) return "service";
  return id !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? "service" : undefined;
};

/** Whether a token says that it was got with a second factor; undefined where it says nothing of how it was got. */
export const claimedMfa = (claims: Fields): boolean | undefined => {
  const methods = claims("http://schemas.microsoft.com/claims/authnmethodsreferences") ?? claims("amr");
  const text = Array.isArray(methods) ? JSON.stringify(methods) : textOf(methods);
  // A term of its own, as a query's `has` finds it: `ngcmfa` is another.
  return text === undefined ? undefined : /(?<![\p{L}\p{N}])mfa(?![\p{L}\p{N}])/iu.test(text);
};

/** An address without the port that resource logs add to it. */
export const addressOf = (value: unknown): string | undefined =>
  textOf(value)
    ?.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/^\[([0-9a-f:.]+)\](?::\d+)?$/i, "$1");

export const subscriptionOf = (resource: string | undefined): string | undefined =>
  /^\/subscriptions\/([^/]+)/i.exec(resource ?? "")?.[1]?.toLowerCase();

export const providerOf = (resource: string | undefined): string | undefined =>
  /.*\/providers\/([^/]+)/i.exec(resource ?? "")?.[1];

/** The levels, which exports and the REST API spell differently, and some exports give as numbers. */
export const severityOf = (value: unknown): string | undefined => {
  const level = textOf(value)?.toLowerCase();
  if (level === undefined || /^\d+$/.test(level)) return undefined;
  return level === "information" ? "informational" : level;
};

/** Exports carry no id of the event: what tells two rows of one operation apart stands for it. */
export const derivedId = (record: Fields, ...parts: readonly unknown[]): string | undefined => {
  const correlation = textOf(record("correlationId"));
  if (correlation === undefined) return undefined;
  return [correlation, ...parts].flatMap((part) => textOf(part) ?? []).join("/");
};

/** The codes, in lower case, of failures that refused the caller. https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export const deniedCodes: readonly string[] = [
  "forbidden",
  "unauthorized",
  "authorizationfailed",
  "linkedauthorizationfailed",
  "requestdisallowedbypolicy",
  "scopelocked",
];

/** Outcome of a directory audit; of a failure by its reason, which has no code. */
export const directoryOutcome = (result: string | undefined, reason: string | undefined): Outcome | undefined => {
  const word = result?.toLowerCase();
  if (word === "success") return "success";
  if (word !== "failure" && word !== "timeout") return undefined;
  return /forbidden|unauthori[sz]ed|accessdenied|insufficient privileges/i.test(reason ?? "") ? "denied" : "failure";
};

/** What all sign-ins are called. https://learn.microsoft.com/entra/identity/monitoring-health/reference-azure-monitor-sign-ins-log-schema */
export const signInOperation = "Sign-in activity";

// Access was refused, not the credentials: conditional access, and no role of the application.
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const deniedSignIns: readonly string[] = ["53000", "53001", "53002", "53003", "53004", "50105"];

export const signInOutcome = (code: string | undefined): Outcome | undefined => {
  if (code === undefined) return undefined;
  if (code === "0") return "success";
  return deniedSignIns.includes(code) ? "denied" : "failure";
};

// Using a key changes nothing: the other clouds call it a read as well.
export const keyVaultRead =
  /(?:get|list|listversions|encrypt|decrypt|wrap|unwrap|sign|verify|backup|listdeleted|getdeleted)$/i;

export const isRefusal = (code: string): boolean => code === "401" || code === "403";

/** By the HTTP status and its text. */
export const storageResult = (
  status: unknown,
  text: unknown,
): { outcome: Outcome | undefined; error: string | undefined } => {
  const code = textOf(status);
  if (code === undefined) return { outcome: undefined, error: undefined };
  if (/^[123]\d\d$/.test(code)) return { outcome: "success", error: undefined };
  return { outcome: isRefusal(code) ? "denied" : "failure", error: firstText(text, code) };
};
