import type { Call, Rule } from "../resource.ts";
import { secondsOf } from "./duration.ts";
import { googleError, invalidArgument, providerError } from "./errors.ts";
import { keyRingId, parseKeyRing } from "./keys.ts";
import { object, text } from "./read.ts";
import { tokens } from "./tokens.ts";

const reference = "https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys";
const hour = 3_600;
const minRotation = 24 * hour;
const maxRotation = 876_000 * hour;
const minDestroy = 24 * hour;
const maxDestroy = 120 * 24 * hour;

function purposeOf(call: Call): string {
  return text(call.inputs.purpose) ?? "ENCRYPT_DECRYPT";
}

const ringExists: Rule = {
  id: "kms-key-ring-exists",
  source: `${reference}/create`,
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.keyRing) ?? "";
    const ring = parseKeyRing(name, call.config);
    if (!ring) {
      return providerError(
        "Invalid KeyRing id format, expecting `{projectId}/{locationId}/{keyRingName}` or `{locationId}/{keyRingName}.`",
      );
    }
    const rings = call.store.list(tokens.keyRing, { tombstones: true });
    if (rings.some(({ id }) => id === keyRingId(ring))) return undefined;
    return googleError(404, "NOT_FOUND", `KeyRing ${keyRingId(ring)} not found.`);
  },
};

const nameIsValid: Rule = {
  id: "kms-crypto-key-name-is-valid",
  source: `${reference}/create`,
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.name) ?? "";
    if (/^[a-zA-Z0-9_-]{1,63}$/.test(name)) return undefined;
    return invalidArgument(`The crypto key id "${name}" does not match the expected pattern [a-zA-Z0-9_-]{1,63}.`);
  },
};

/** https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys#cryptokeypurpose */
const purposes = [
  "ENCRYPT_DECRYPT",
  "ASYMMETRIC_SIGN",
  "ASYMMETRIC_DECRYPT",
  "RAW_ENCRYPT_DECRYPT",
  "MAC",
  "KEY_ENCAPSULATION",
];

const purposeIsValid: Rule = {
  id: "kms-purpose-is-valid",
  source: `${reference}#cryptokeypurpose`,
  on: ["create"],
  refuse(call) {
    if (purposes.includes(purposeOf(call))) return undefined;
    return invalidArgument(
      `Invalid value at 'crypto_key.purpose' (type.googleapis.com/google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose), "${purposeOf(call)}"`,
    );
  },
};

const algorithmFitsPurpose: Rule = {
  id: "kms-algorithm-fits-the-purpose",
  source: "https://cloud.google.com/kms/docs/algorithms#key_purposes",
  on: ["create", "update"],
  refuse(call) {
    const algorithm = text(object(call.inputs.versionTemplate)?.algorithm);
    if (algorithm === undefined) return undefined;
    const symmetric = /^(GOOGLE|EXTERNAL)_SYMMETRIC_ENCRYPTION$/.test(algorithm);
    if (symmetric === (purposeOf(call) === "ENCRYPT_DECRYPT")) return undefined;
    return invalidArgument(`The algorithm ${algorithm} is not supported for the purpose ${purposeOf(call)}.`);
  },
};

const rotationPeriodIsWritten: Rule = {
  id: "kms-rotation-period-is-in-seconds",
  source: `${reference}#CryptoKey.FIELDS.rotation_period`,
  on: ["create", "update"],
  refuse(call) {
    const period = text(call.inputs.rotationPeriod) ?? "";
    if (period === "" || secondsOf(period) !== undefined) return undefined;
    return providerError(`Invalid rotation period format: ${period}`);
  },
};

const rotationPeriodIsInRange: Rule = {
  id: "kms-rotation-period-is-in-range",
  source: `${reference}#CryptoKey.FIELDS.rotation_period`,
  on: ["create", "update"],
  refuse(call) {
    const seconds = secondsOf(text(call.inputs.rotationPeriod) ?? "");
    if (seconds === undefined) return undefined;
    if (seconds < minRotation) return providerError("Rotation period must be greater than one day");
    if (seconds <= maxRotation) return undefined;
    return invalidArgument("The rotation period must be at least 24 hours and at most 876,000 hours.");
  },
};

const rotationFitsPurpose: Rule = {
  id: "kms-rotation-is-for-symmetric-keys",
  source: "https://cloud.google.com/kms/docs/key-rotation#asymmetric",
  on: ["create", "update"],
  refuse(call) {
    if (!text(call.inputs.rotationPeriod) || purposeOf(call) === "ENCRYPT_DECRYPT") return undefined;
    return invalidArgument(
      `Keys with purpose ENCRYPT_DECRYPT support automatic rotation; this key's purpose is ${purposeOf(call)}.`,
    );
  },
};

const destroyDurationIsInRange: Rule = {
  id: "kms-destroy-duration-is-in-range",
  source: "https://cloud.google.com/kms/docs/create-key#soft-delete",
  on: ["create"],
  refuse(call) {
    const duration = text(call.inputs.destroyScheduledDuration);
    if (duration === undefined) return undefined;
    const seconds = secondsOf(duration);
    if (seconds !== undefined && seconds >= minDestroy && seconds <= maxDestroy) return undefined;
    return invalidArgument(
      `The destroy_scheduled_duration "${duration}" is out of range: it must be from 24 hours ("${minDestroy}s") to 120 days ("${maxDestroy}s").`,
    );
  },
};

export const keyRules: readonly Rule[] = [
  ringExists,
  nameIsValid,
  purposeIsValid,
  algorithmFitsPurpose,
  rotationPeriodIsWritten,
  rotationPeriodIsInRange,
  rotationFitsPurpose,
  destroyDurationIsInRange,
];
