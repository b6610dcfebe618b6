import type { Call, Rule } from "../resource.ts";
import { googleError } from "./errors.ts";
import { isStorageLocation, isStorageRegion } from "./locations.ts";
import { number, object, text } from "./read.ts";

const naming = "https://cloud.google.com/storage/docs/buckets#naming";

export function invalid(message: string) {
  return googleError(400, "invalid", message);
}

function nameOf(call: Call): string {
  return text(call.inputs.name) ?? "";
}

const nameIsValid: Rule = {
  id: "storage-bucket-name-is-valid",
  source: naming,
  on: ["create"],
  refuse(call) {
    const name = nameOf(call);
    const lengths = name.split(".").every((part) => part.length <= 63) && name.length >= 3 && name.length <= 222;
    const address = /^\d{1,3}(\.\d{1,3}){3}$/.test(name);
    if (lengths && !address && /^[a-z0-9][a-z0-9._-]*[a-z0-9]$/.test(name)) return undefined;
    return invalid(`Invalid bucket name: '${name}'`);
  },
};

const nameAvoidsGoogle: Rule = {
  id: "storage-bucket-name-avoids-google",
  source: naming,
  on: ["create"],
  refuse(call) {
    const name = nameOf(call);
    if (!name.startsWith("goog") && !/g[o0]{2}gle/.test(name)) return undefined;
    return invalid(
      `Invalid bucket name: '${name}'. It can't begin with "goog", nor contain "google" or a close misspelling`,
    );
  },
};

/** A name with dots is a domain, whose ownership must be proved; the sandbox's user owns none. */
const domainIsVerified: Rule = {
  id: "storage-bucket-domain-is-verified",
  source: "https://cloud.google.com/storage/docs/domain-name-verification",
  on: ["create"],
  refuse(call) {
    const name = nameOf(call);
    if (!name.includes(".")) return undefined;
    return googleError(
      403,
      "forbidden",
      `Another user owns the domain ${name} or a parent domain. You can either verify domain ownership at https://search.google.com/search-console/welcome?new_domain_name=${name} or find the current owner and ask that person to create the bucket for you`,
    );
  },
};

const nameIsFree: Rule = {
  id: "storage-bucket-name-is-free",
  source: "https://cloud.google.com/storage/docs/json_api/v1/status-codes#409_Conflict",
  on: ["create"],
  refuse(call) {
    if (!call.store.get(call.token, nameOf(call))) return undefined;
    return googleError(
      409,
      "conflict",
      "Your previous request to create the named bucket succeeded and you already own it.",
    );
  },
};

const locationIsValid: Rule = {
  id: "storage-bucket-location-is-valid",
  source: "https://cloud.google.com/storage/docs/locations",
  on: ["create"],
  refuse(call) {
    if (isStorageLocation(text(call.inputs.location) ?? "")) return undefined;
    return invalid("The specified location constraint is not valid.");
  },
};

const classes = [
  "STANDARD",
  "NEARLINE",
  "COLDLINE",
  "ARCHIVE",
  "REGIONAL",
  "MULTI_REGIONAL",
  "DURABLE_REDUCED_AVAILABILITY",
];

export function isStorageClass(name: string): boolean {
  return classes.includes(name);
}

const classIsValid: Rule = {
  id: "storage-class-is-valid",
  source: "https://cloud.google.com/storage/docs/storage-classes",
  on: ["create", "update"],
  refuse(call) {
    const name = text(call.inputs.storageClass) ?? "STANDARD";
    return isStorageClass(name) ? undefined : invalid(`Invalid storage class: ${name}`);
  },
};

/** The legacy classes REGIONAL and MULTI_REGIONAL belong to locations of their kind. */
const classFitsLocation: Rule = {
  id: "storage-class-fits-the-location",
  source: "https://cloud.google.com/storage/docs/storage-classes#legacy",
  on: ["create"],
  refuse(call) {
    const region = isStorageRegion(text(call.inputs.location) ?? "");
    if (call.inputs.storageClass !== (region ? "MULTI_REGIONAL" : "REGIONAL")) return undefined;
    return invalid(
      "The combination of locationConstraint and storageClass you provided is not supported for your project",
    );
  },
};

const publicAccessPreventionIsValid: Rule = {
  id: "storage-public-access-prevention-is-valid",
  source: "https://cloud.google.com/storage/docs/json_api/v1/buckets#iamConfiguration.publicAccessPrevention",
  on: ["create", "update"],
  refuse(call) {
    const value = text(call.inputs.publicAccessPrevention) ?? "inherited";
    if (value === "inherited" || value === "enforced") return undefined;
    return invalid(`Invalid value for publicAccessPrevention: ${value}. It can be "inherited" or "enforced"`);
  },
};

const week = 604_800;
const ninetyDays = 7_776_000;

const softDeleteIsInRange: Rule = {
  id: "storage-soft-delete-is-in-range",
  source: "https://cloud.google.com/storage/docs/soft-delete#retention-duration",
  on: ["create", "update"],
  refuse(call) {
    const seconds = number(object(call.inputs.softDeletePolicy)?.retentionDurationSeconds) ?? week;
    if (seconds === 0 || (seconds >= week && seconds <= ninetyDays)) return undefined;
    return invalid(
      `The soft delete retention duration must be 0, or from ${week} to ${ninetyDays} seconds (7 to 90 days), got ${seconds}`,
    );
  },
};

/** Folders need uniform access, and so does the grant of roles under a condition. */
const foldersNeedUniformAccess: Rule = {
  id: "storage-hierarchical-namespace-needs-uniform-access",
  source: "https://cloud.google.com/storage/docs/hns-overview#limitations",
  on: ["create", "update"],
  refuse(call) {
    if (object(call.inputs.hierarchicalNamespace)?.enabled !== true) return undefined;
    if (call.inputs.uniformBucketLevelAccess === true) return undefined;
    return invalid("Hierarchical namespace can only be enabled on buckets with uniform bucket-level access");
  },
};

export const bucketRules: readonly Rule[] = [
  nameIsValid,
  nameAvoidsGoogle,
  domainIsVerified,
  nameIsFree,
  locationIsValid,
  classIsValid,
  classFitsLocation,
  publicAccessPreventionIsValid,
  softDeleteIsInRange,
  foldersNeedUniformAccess,
];
