import type { Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { read, readList, readText } from "./properties.ts";

const SOURCE = "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation#key-rotation-policy";
/** https://learn.microsoft.com/dotnet/api/azure.security.keyvault.keys.keyrotationpolicy.expiresin */
const MINIMUM_EXPIRY_DAYS = 28;
const MINIMUM_TRIGGER_DAYS = 7;

const POLICY = "properties.rotationPolicy";
const AFTER_CREATE = "trigger.timeAfterCreate";
const BEFORE_EXPIRY = "trigger.timeBeforeExpiry";

/** The days of an ISO 8601 duration of whole years, months, weeks and days. */
function toDays(duration: string): number | undefined {
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  if (match === null) return undefined;
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
}

function daysAt(value: Json, path: string): number | undefined {
  const duration = readText(value, path);
  return duration === undefined ? undefined : toDays(duration);
}

const expiryOf = (inputs: Properties) => daysAt(inputs, `${POLICY}.attributes.expiryTime`);
const actionsOf = (inputs: Properties) => readList(inputs, `${POLICY}.lifetimeActions`);

function refuse(message: string) {
  return { name: "BadParameter", message };
}

const durationsAreIso8601: Rule = {
  id: "key-rotation-durations-are-iso-8601",
  source: SOURCE,
  on: ["create"],
  refuse({ inputs }) {
    const durations = [
      readText(inputs, `${POLICY}.attributes.expiryTime`),
      ...actionsOf(inputs).flatMap((action) => [readText(action, AFTER_CREATE), readText(action, BEFORE_EXPIRY)]),
    ];
    const wrong = durations.find((duration) => duration !== undefined && toDays(duration) === undefined);
    return wrong === undefined ? undefined : refuse(`'${wrong}' isn't an ISO 8601 duration, such as P90D or P2Y.`);
  },
};

const expiryIsLongEnough: Rule = {
  id: "key-rotation-expiry-is-long-enough",
  source: "https://learn.microsoft.com/dotnet/api/azure.security.keyvault.keys.keyrotationpolicy.expiresin",
  on: ["create"],
  refuse({ inputs }) {
    const days = expiryOf(inputs);
    if (days === undefined || days >= MINIMUM_EXPIRY_DAYS) return undefined;
    return refuse(`The expiry time of a rotation policy must be at least ${MINIMUM_EXPIRY_DAYS} days.`);
  },
};

function isTooSoon(action: Json, expiry: number | undefined): boolean {
  const after = daysAt(action, AFTER_CREATE);
  const before = daysAt(action, BEFORE_EXPIRY);
  const isTooShort = [after, before].some((days) => days !== undefined && days < MINIMUM_TRIGGER_DAYS);
  const longest = expiry === undefined ? Number.POSITIVE_INFINITY : expiry - MINIMUM_TRIGGER_DAYS;
  return isTooShort || [after, before].some((days) => days !== undefined && days > longest);
}

const triggerKeepsItsDistance: Rule = {
  id: "key-rotation-trigger-keeps-its-distance",
  source: SOURCE,
  on: ["create"],
  refuse({ inputs }) {
    const expiry = expiryOf(inputs);
    if (!actionsOf(inputs).some((action) => isTooSoon(action, expiry))) return undefined;
    return refuse(
      `A lifetime action must be at least ${MINIMUM_TRIGGER_DAYS} days after creation and at least ${MINIMUM_TRIGGER_DAYS} days before expiry.`,
    );
  },
};

const beforeExpiryHasAnExpiry: Rule = {
  id: "key-rotation-before-expiry-has-an-expiry",
  source: SOURCE,
  on: ["create"],
  refuse({ inputs }) {
    if (readText(inputs, `${POLICY}.attributes.expiryTime`) !== undefined) return undefined;
    if (!actionsOf(inputs).some((action) => readText(action, BEFORE_EXPIRY) !== undefined)) return undefined;
    return refuse("A lifetime action with timeBeforeExpiry needs the policy's expiryTime.");
  },
};

const notificationIsBeforeExpiry: Rule = {
  id: "key-rotation-notification-is-before-expiry",
  source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist#trigger",
  on: ["create"],
  refuse({ inputs }) {
    const isWrong = (action: Json) =>
      isSameText(read(action, "action.type"), "notify") && readText(action, AFTER_CREATE) !== undefined;
    if (!actionsOf(inputs).some(isWrong)) return undefined;
    return refuse("timeAfterCreate only applies to the action 'rotate'; a notification has timeBeforeExpiry.");
  },
};

export const rotationRules: readonly Rule[] = [
  durationsAreIso8601,
  expiryIsLongEnough,
  triggerKeepsItsDistance,
  beforeExpiryHasAnExpiry,
  notificationIsBeforeExpiry,
];
