import fc from "fast-check";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { controls } from "../../core/catalog/controls.ts";
import { presetIds } from "../../core/catalog/preset-ids.ts";
import { deferred } from "../../core/contract/deferred.ts";
import type { AwsPlacement, Placements } from "../../core/contract/placement.ts";
import { dataAccess, dataService } from "../../core/contract/rules.ts";
import { insightType, type SpecOverrides } from "../../core/contract/spec.ts";
import { type Asked, allPlacements, anyOverrides, askedOf, validSpec } from "./arbitrary.ts";

/** Every field that a user can give, together: what may contradict another, does so now and then. */

const some = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const maybeLater = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<T | typeof deferred> =>
  fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.constant(deferred) });

const whens = [
  'operation == "DeleteTrail"',
  'service == "kms.amazonaws.com" || service == "rdsdata.amazonaws.com"',
  'outcome == "denied" && sourceIp != "198.51.100.7"',
  '"encryption.key.use" in activities && actor.type == "service"',
  'category == "data" && access == "write"',
  'operation.like("Delete*") && !(actor.id == "max")',
  "has(native.errorCode)",
] as const;

const when = fc.constantFrom(...whens);
const name = fc.constantFrom("mine", "second-one", "x", "a-name-that-is-as-long-as-it-may");
const severity = fc.constantFrom("low" as const, "medium" as const, "high" as const, "critical" as const);

const custom = fc.record(
  {
    name,
    when,
    severity,
    threshold: fc.record({ count: fc.integer({ min: 1, max: 99 }), withinMinutes: fc.integer({ min: 1, max: 60 }) }),
  },
  { requiredKeys: ["name", "when", "severity"] },
);

const alertId = fc.constantFrom(...catalogAlerts.map(({ id }) => id));
const selection = fc.oneof(fc.constantFrom("cis", "tamper", "identity", "data", "network", "keys", "cost"), alertId);
const reason = fc.constantFrom("noise", "single sign-on only");
const byName = { selector: (one: { name: string }) => one.name };

const rules = some({
  retention: some({ reason: fc.constant("a regulator asks for it") }),
  capture: some({
    data: fc.array(
      fc.record(
        {
          service: fc.constantFrom(...dataService.options),
          access: fc.constantFrom(...dataAccess.options),
          resources: fc.subarray(["prod-*", "dev-data", "*"], { minLength: 1 }),
        },
        { requiredKeys: ["service"] },
      ),
      { maxLength: 3 },
    ),
    insights: fc.uniqueArray(fc.constantFrom(...insightType.options)),
    exclude: fc.uniqueArray(fc.record({ name, when, reason }), { ...byName, maxLength: 3 }),
  }),
  alerts: some({
    catalog: fc.uniqueArray(selection, { maxLength: 4 }),
    mute: fc.array(fc.record({ alert: alertId, reason }), { maxLength: 1 }),
    regions: some({
      aws: fc.subarray(["eu-central-1", "us-east-1"], { minLength: 1 }),
      gcp: fc.constant(["europe-west3"]),
      azure: fc.constant(["westeurope"]),
    }),
    custom: fc.uniqueArray(custom, { ...byName, maxLength: 3 }),
  }),
  compliance: fc.uniqueArray(fc.constantFrom(...presetIds), { maxLength: 2 }),
  waivers: fc.uniqueArray(
    fc.record({
      control: fc.constantFrom(...controls.map(({ id }) => id)),
      reason,
      until: fc.constantFrom("2026-01-01", "2999-12-31"),
    }),
    { selector: ({ control }) => control, maxLength: 2 },
  ),
}) as fc.Arbitrary<SpecOverrides>;

/** A spec without its version, with every field that it may have. */
export const everySpec: fc.Arbitrary<SpecOverrides> = fc.tuple(anyOverrides, rules).map(([base, more]) => ({
  ...base,
  ...more,
  ...((base.capture || more.capture) && { capture: { ...base.capture, ...more.capture } }),
}));

const regionsBeside = (region: string): readonly string[] =>
  ["eu-central-1", "eu-west-1", "us-east-1", "us-gov-west-1", "cn-north-1"].filter((one) => one !== region);

const awsMore = (region: string): fc.Arbitrary<Partial<AwsPlacement>> =>
  some({
    trailName: fc.constantFrom("acme-audit", "a1b", "x".repeat(123)),
    managementAccount: fc.constant("444455556666"),
    logArchive: fc.constant({
      account: "222233334444",
      provider: "urn:pulumi:dev::acme::pulumi:providers:aws::archive::0b5d3b2c",
    }),
    existing: some({
      bucket: maybeLater(fc.constant("acme-central-logs")),
      key: maybeLater(
        fc.constantFrom(region, "eu-west-3").map((one) => `arn:aws:kms:${one}:111122223333:key/1234abcd`),
      ),
      logGroup: maybeLater(fc.constant("/acme/central-audit-log")),
      topic: maybeLater(fc.constant(`arn:aws:sns:${region}:111122223333:security`)),
    }),
    alertRegions: fc.subarray([...regionsBeside(region)], { minLength: 1 }),
    streamEndpoint: fc.record(
      {
        url: maybeLater(fc.constant("https://siem.example.com/firehose")),
        accessKey: maybeLater(fc.constant("a1b2c3d4")),
      },
      { requiredKeys: ["url"] },
    ),
    dataEventsInLogs: fc.boolean(),
  }) as fc.Arbitrary<Partial<AwsPlacement>>;

const managed = <T>(placed: T, dataAccessLogs: "managed" | "external" | undefined): T =>
  dataAccessLogs === undefined ? placed : { ...placed, dataAccessLogs };

/** A placement in all three clouds, with every field that it may have. */
export const everyPlacement: fc.Arbitrary<Required<Placements>> = allPlacements.chain(({ aws, gcp, azure }) =>
  fc.record({
    aws: awsMore(aws.region).map((more) => ({ ...aws, ...more })),
    gcp: fc.constantFrom("managed" as const, "external" as const, undefined).map((one) => managed(gcp, one)),
    azure: fc.constant(azure),
  }),
);

const integrationKey = "a".repeat(32);

/** Channels of every kind, as a component gets them. */
export const everyChannels = some({
  mail: fc.constant({ email: { address: "security@example.com" }, minSeverity: "low" }),
  hook: fc.constant({ slack: { webhookUrl: "https://hooks.slack.com/services/T0/B0/x" } }),
  bot: fc.constant({ slack: { token: "xoxb-1", channel: "#security" } }),
  chat: fc.constant({ slack: { workspaceId: "T0123456789", channelId: "C0123456789" }, minSeverity: "high" }),
  phone: some({
    pagerDuty: some({
      eventsKey: fc.constant(integrationKey),
      cloudWatchKey: fc.constant(integrationKey),
      googleCloudKey: fc.constant(integrationKey),
      azureKey: fc.constant(integrationKey),
      serviceRegion: fc.constantFrom("us", "eu"),
    }),
    minSeverity: fc.constant("critical"),
  }),
  siem: fc.constant({ webhook: { url: "https://siem.example.com/hook", token: "s3cret" } }),
});

const partitionOf = (region: string): string => /^(?:cn|us-gov)-/.exec(region)?.[0] ?? "";

/** A placement without what contradicts what is asked, or itself. */
const agreeing = (given: AwsPlacement, { streamed, immutability, customerManagedKey }: Asked): AwsPlacement => {
  const aws = { ...given };
  const { region, scope, alertRegions = [], existing = {} } = aws;
  const regions = alertRegions.filter((one) => partitionOf(one) === partitionOf(region));
  const { bucket, key, ...others } = existing;
  const adopted = {
    ...others,
    ...(bucket !== undefined && immutability !== "compliance" && { bucket }),
    ...(key !== undefined && customerManagedKey && (typeof key !== "string" || key.includes(region)) && { key }),
  };
  const namesTrail = "bucket" in adopted || "key" in adopted;
  if (!streamed) delete aws.streamEndpoint;
  if (scope !== "organization" || partitionOf(region) === "cn-") delete aws.managementAccount;
  if (namesTrail) delete aws.logArchive;
  if (namesTrail || aws.logArchive !== undefined) delete aws.replicaRegion;
  delete aws.alertRegions;
  return {
    ...aws,
    existing: adopted,
    ...(regions.length > 0 && { alertRegions: regions }),
    ...(namesTrail && { trailName: aws.trailName ?? "acme-audit" }),
  };
};

/** Arguments in which hardly anything contradicts: what is adopted, in another account, streamed and told, all together. */
export const agreedArgs = fc
  .tuple(validSpec, rules, everyPlacement)
  .map(([[spec, overrides], { capture, alerts: { mute, ...alerts } = {} }, placements]) => {
    const bestEffort = ["identity", "data", "insights"] as const;
    return {
      spec: { ...spec, capture: { ...spec.capture, ...capture, bestEffort: [...bestEffort] }, alerts },
      overrides: { ...overrides, capture: { ...overrides.capture, bestEffort: [...bestEffort] } },
      channels: { mail: { email: { address: "security@example.com" } } },
      ...placements,
      aws: agreeing(placements.aws, askedOf(spec, overrides)),
      azure: { ...placements.azure, lockExistingAccount: true },
    };
  });
