import { describe, expect, test } from "vitest";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, CONFIG, KEY, key, kmsOn, ofProvider, PROJECT, RING, ring, testCases, typeOf } from "./gcp-case.ts";

const goodRing: Properties = { name: "audit", location: "europe-west1" };
const goodKey: Properties = { name: "logs", keyRing: RING };
const goodGrant: Properties = {
  cryptoKeyId: KEY,
  role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
  member: "serviceAccount:a@acme-prod.iam.gserviceaccount.com",
};
const disabled = {
  name: "Error 403 SERVICE_DISABLED",
  message: /Cloud Key Management Service \(KMS\) API has not been used in project \d{12} before or it is disabled\./,
};
const notFound = (message: RegExp) => ({ name: "Error 404 NOT_FOUND", message });
const exists = (message: RegExp) => ({ name: "Error 409 alreadyExists", message });

const rings: Case[] = [
  {
    rule: "project-is-set",
    when: "a key ring without a project",
    config: {},
    inputs: goodRing,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 31 characters",
    inputs: { ...goodRing, project: "a".repeat(31) },
    refused: ofProvider(/must be 6 to 30/),
    mended: {
      given: [{ ...kmsOn, inputs: { ...kmsOn.inputs, project: "a".repeat(30) } }],
      inputs: { ...goodRing, project: "a".repeat(30) },
    },
  },
  {
    rule: "kms-api-is-enabled-for-key-rings",
    when: "a key ring in a project without the API",
    given: [],
    inputs: goodRing,
    refused: disabled,
    mended: { given: [kmsOn] },
  },
  {
    rule: "kms-location-exists",
    when: "a location of Cloud Storage",
    inputs: { ...goodRing, location: "EU" },
    refused: notFound(/Cloud KMS is not available in 'EU'/),
    mended: { inputs: { ...goodRing, location: "europe" } },
  },
  {
    rule: "kms-key-ring-name-is-valid",
    when: "a key ring's name of 64 characters",
    inputs: { ...goodRing, name: "r".repeat(64) },
    refused: badRequest(/\[a-zA-Z0-9_-\]\{1,63\}/),
    mended: { inputs: { ...goodRing, name: "r".repeat(63) } },
  },
  {
    rule: "kms-key-ring-name-is-valid",
    when: "a key ring's name with a dot",
    inputs: { ...goodRing, name: "a.b" },
    refused: badRequest(/"a\.b"/),
    mended: { inputs: { ...goodRing, name: "a_B-1" } },
  },
  {
    rule: "kms-key-ring-is-new",
    when: "the name of a key ring that has left the state",
    given: [kmsOn, { ...ring, tombstone: true }],
    inputs: goodRing,
    refused: exists(/^googleapi: Error 409: KeyRing projects\/acme-prod\/.*\/keyRings\/audit already exists\./),
    mended: { inputs: { ...goodRing, location: "europe-west3" } },
  },
].map((one) => ({ given: [kmsOn], ...one, token: tokens.keyRing }));

const keys: Case[] = [
  {
    rule: "kms-api-is-enabled-for-keys",
    when: "a key in a project without the API",
    given: [ring],
    inputs: goodKey,
    refused: disabled,
    mended: { given: [kmsOn, ring] },
  },
  {
    rule: "kms-key-ring-exists",
    when: "a key in a key ring that doesn't exist",
    given: [kmsOn],
    inputs: goodKey,
    refused: notFound(/KeyRing projects\/acme-prod\/locations\/europe-west1\/keyRings\/audit not found\./),
    mended: { given: [kmsOn, { ...ring, tombstone: true }] },
  },
  {
    rule: "kms-key-ring-exists",
    when: "a key ring given by its bare name",
    inputs: { ...goodKey, keyRing: "audit" },
    refused: ofProvider(/Invalid KeyRing id format/),
    mended: { inputs: { ...goodKey, keyRing: "europe-west1/audit" } },
  },
  {
    rule: "kms-crypto-key-name-is-valid",
    when: "a key's name of 64 characters",
    inputs: { ...goodKey, name: "k".repeat(64) },
    refused: badRequest(/\[a-zA-Z0-9_-\]\{1,63\}/),
    mended: { inputs: { ...goodKey, name: "k".repeat(63) } },
  },
  {
    rule: "kms-purpose-is-valid",
    when: "an unknown purpose",
    inputs: { ...goodKey, purpose: "ENCRYPT" },
    refused: badRequest(/'crypto_key\.purpose'.*"ENCRYPT"/),
    mended: { inputs: { ...goodKey, purpose: "MAC" } },
  },
  {
    rule: "kms-algorithm-fits-the-purpose",
    when: "a signing algorithm for encryption",
    inputs: { ...goodKey, versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" } },
    refused: badRequest(/EC_SIGN_P256_SHA256 is not supported for the purpose ENCRYPT_DECRYPT/),
    mended: { inputs: { ...goodKey, versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" } } },
  },
  {
    rule: "kms-rotation-period-is-in-seconds",
    when: "a rotation period in days",
    inputs: { ...goodKey, rotationPeriod: "90d" },
    refused: ofProvider(/Invalid rotation period format: 90d/),
    mended: { inputs: { ...goodKey, rotationPeriod: "7776000s" } },
  },
  {
    rule: "kms-rotation-period-is-in-range",
    when: "a rotation period a second shorter than a day",
    inputs: { ...goodKey, rotationPeriod: "86399s" },
    refused: ofProvider(/Rotation period must be greater than one day/),
    mended: { inputs: { ...goodKey, rotationPeriod: "86400s" } },
  },
  {
    rule: "kms-rotation-period-is-in-range",
    when: "a rotation period of more than 876,000 hours",
    inputs: { ...goodKey, rotationPeriod: "3153600001s" },
    refused: badRequest(/at most 876,000 hours/),
    mended: { inputs: { ...goodKey, rotationPeriod: "3153600000s" } },
  },
  {
    rule: "kms-rotation-is-for-symmetric-keys",
    when: "the rotation of a signing key",
    inputs: { ...goodKey, purpose: "ASYMMETRIC_SIGN", rotationPeriod: "7776000s" },
    refused: badRequest(/this key's purpose is ASYMMETRIC_SIGN/),
    mended: { inputs: { ...goodKey, purpose: "ASYMMETRIC_SIGN" } },
  },
  ...[
    ["86399s", "86400s"],
    ["10368001s", "10368000s"],
    ["30d", "2592000s"],
  ].map(([wrong = "", right = ""]) => ({
    rule: "kms-destroy-duration-is-in-range",
    when: `a destroy duration of ${wrong}`,
    inputs: { ...goodKey, destroyScheduledDuration: wrong },
    refused: badRequest(/from 24 hours \("86400s"\) to 120 days \("10368000s"\)/),
    mended: { inputs: { ...goodKey, destroyScheduledDuration: right } },
  })),
  {
    rule: "labels-are-valid",
    when: "a label with a blank",
    inputs: { ...goodKey, labels: { "a b": "c" } },
    refused: ofProvider(/"a b" is an invalid label key/),
    mended: { inputs: { ...goodKey, labels: { a_b: "c" } } },
  },
  {
    rule: "kms-crypto-key-is-new",
    when: "the name of a key whose versions were destroyed",
    given: [kmsOn, ring, { ...key, tombstone: true }],
    inputs: goodKey,
    refused: exists(/CryptoKey .*\/cryptoKeys\/logs already exists\./),
    mended: { inputs: { ...goodKey, name: "logs-2" } },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a key whose policy prevents it",
    verb: "delete" as const,
    inputs: { ...goodKey, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy projects\/acme-prod\/.*\/cryptoKeys\/logs/),
    mended: { inputs: goodKey },
  },
].map((one) => ({ given: [kmsOn, ring], ...one, token: tokens.cryptoKey }));

const grants: Case[] = [
  {
    rule: "kms-api-is-enabled-for-grants",
    when: "a grant in a project without the API",
    given: [ring, key],
    inputs: goodGrant,
    refused: disabled,
    mended: { given: [kmsOn, ring, key] },
  },
  {
    rule: "kms-granted-key-exists",
    when: "a grant on a key that doesn't exist",
    inputs: { ...goodGrant, cryptoKeyId: `${RING}/cryptoKeys/other` },
    refused: notFound(/CryptoKey .*\/cryptoKeys\/other not found\./),
    mended: { inputs: { ...goodGrant, cryptoKeyId: `${PROJECT}/europe-west1/audit/logs` } },
  },
].map((one) => ({ given: [kmsOn, ring, key], ...one, token: tokens.keyGrant }));

describe("Cloud KMS", () => {
  describe("key rings", () => testCases(typeOf(tokens.keyRing).rules, rings));
  describe("keys", () => testCases(typeOf(tokens.cryptoKey).rules, keys));
  // The rules of members, roles and conditions have their cases among the grants on buckets.
  const own = typeOf(tokens.keyGrant).rules.filter(({ id }) => !id.startsWith("iam-"));
  describe("grants", () => testCases(own, grants));

  test("Key rings and keys keep their names after a deletion", () => {
    const call = {
      verb: "delete" as const,
      store: { get: () => undefined, list: () => [], where: () => [] },
      config: CONFIG,
    };
    expect(typeOf(tokens.keyRing).onDelete?.({ ...call, token: tokens.keyRing, inputs: goodRing })).toBe("tombstone");
    expect(typeOf(tokens.cryptoKey).onDelete?.({ ...call, token: tokens.cryptoKey, inputs: goodKey })).toBe(
      "tombstone",
    );
    const abandoned = { ...goodKey, deletionPolicy: "ABANDON" };
    expect(typeOf(tokens.cryptoKey).onDelete?.({ ...call, token: tokens.cryptoKey, inputs: abandoned })).toBe("keep");
  });
});
