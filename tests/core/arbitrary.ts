import fc from "fast-check";
import type * as z from "zod";
import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import { deferred } from "../../core/contract/deferred.ts";
import { type Limit, limits } from "../../core/contract/limits.ts";
import {
  type AwsPlacement,
  type AzurePlacement,
  type awsScope,
  azurePrincipalType,
  azureRedundancy,
  type GcpPlacement,
  type gcpScope,
  type Placements,
} from "../../core/contract/placement.ts";
import {
  type AuditSpec,
  captureKind,
  evidence,
  immutability,
  managementCapture,
  type SpecOverrides,
} from "../../core/contract/spec.ts";

/** The ends of a range, which are where mistakes are, as often as the middle. */
const within = ({ min, max }: Limit): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(min, min + 1, max - 1, max),
    fc.integer({ min, max }),
    fc.integer({ min, max: Math.min(max, min + 400) }),
  );

const some = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

/** Any mapping that has the form of a spec without its version, its meaning unchecked. */
export const anyOverrides = some({
  capture: some({
    management: fc.constantFrom(...managementCapture.options),
    identity: fc.boolean(),
    bestEffort: fc.uniqueArray(fc.constantFrom(...captureKind.options)),
  }),
  retention: some({
    days: within(limits.retentionDays),
    searchableDays: within(limits.searchableDays),
    coldAfterDays: within(limits.coldAfterDays),
    immutability: fc.constantFrom(...immutability.options),
  }),
  encryption: some({ customerManagedKey: fc.boolean(), rotationDays: within(limits.rotationDays) }),
  query: some({ saved: fc.boolean(), archive: fc.boolean() }),
  stream: some({ enabled: fc.boolean(), retentionHours: within(limits.streamHours) }),
  health: some({ silenceAfterHours: within(limits.silenceHours) }),
  evidence: fc.constantFrom(...evidence.options),
  acknowledgeIrreversible: fc.boolean(),
}) as fc.Arbitrary<SpecOverrides>;

/** What is asked of the clouds: worked out here once more, so that it checks the plan. */
export interface Asked {
  reads: boolean;
  identity: boolean;
  identityMayBeMissing: boolean;
  days: number;
  searchableDays: number;
  coldAfterDays: number | undefined;
  immutability: "none" | "governance" | "compliance";
  customerManagedKey: boolean;
  rotationDays: number;
  streamed: boolean;
  streamHours: number;
  silenceHours: number | undefined;
  disposable: boolean;
  acknowledged: boolean;
}

export const askedOf = (spec: SpecOverrides, overrides: SpecOverrides): Asked => {
  const disposable = (overrides.evidence ?? spec.evidence) === "disposable";
  const days = overrides.retention?.days ?? spec.retention?.days ?? 400;
  return {
    reads: (overrides.capture?.management ?? spec.capture?.management) !== "write",
    identity: overrides.capture?.identity ?? spec.capture?.identity ?? false,
    identityMayBeMissing: (overrides.capture?.bestEffort ?? spec.capture?.bestEffort ?? []).includes("identity"),
    days,
    searchableDays: overrides.retention?.searchableDays ?? spec.retention?.searchableDays ?? Math.min(days, 90),
    coldAfterDays: overrides.retention?.coldAfterDays ?? spec.retention?.coldAfterDays,
    immutability:
      overrides.retention?.immutability ?? spec.retention?.immutability ?? (disposable ? "none" : "governance"),
    customerManagedKey: overrides.encryption?.customerManagedKey ?? spec.encryption?.customerManagedKey ?? true,
    rotationDays: overrides.encryption?.rotationDays ?? spec.encryption?.rotationDays ?? 90,
    streamed: overrides.stream?.enabled ?? spec.stream?.enabled ?? false,
    streamHours: overrides.stream?.retentionHours ?? spec.stream?.retentionHours ?? 168,
    silenceHours: overrides.health?.silenceAfterHours ?? spec.health?.silenceAfterHours,
    disposable,
    acknowledged: overrides.acknowledgeIrreversible ?? spec.acknowledgeIrreversible ?? false,
  };
};

/** The overrides changed as little as makes them and the spec agree. */
const agreeing = ([spec, given]: [AuditSpec, SpecOverrides]): [AuditSpec, SpecOverrides] => {
  const overrides = { ...given };
  const { days, searchableDays, immutability: lock, disposable, acknowledged } = askedOf(spec, overrides);
  if (searchableDays > days) overrides.retention = { ...overrides.retention, days: searchableDays };
  const { coldAfterDays, days: kept } = askedOf(spec, overrides);
  if ((coldAfterDays ?? 0) >= kept) overrides.retention = { ...overrides.retention, days: coldAfterDays! + 1 };
  if (lock !== "none" && disposable) overrides.evidence = "kept";
  if (lock === "compliance" && !acknowledged) overrides.acknowledgeIrreversible = true;
  return [spec, overrides];
};

export const anySpec: fc.Arbitrary<AuditSpec> = anyOverrides.map((spec) => ({ version: 1 as const, ...spec }));

/** A spec and overrides without errors of meaning. */
export const validSpec = fc.tuple(anySpec, anyOverrides).map(agreeing);

const readerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,29}$/);

/** Readers of which the ids are known, or not yet. */
const readers = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T | typeof deferred>> =>
  fc.dictionary(readerName, fc.oneof(known, fc.constant(deferred)), { maxKeys: 4, noNullPrototype: true });

type Scoped = { scope?: string; organizationId?: string };

const scoped = (own: string, id: fc.Arbitrary<string>): fc.Arbitrary<Scoped> =>
  fc.oneof(
    fc.constantFrom<Scoped>({}, { scope: own }),
    id.map((organizationId) => ({ scope: "organization", organizationId })),
  );

const principalOfAws = fc.constantFrom(
  "arn:aws:iam::111122223333:root",
  "arn:aws:iam::111122223333:role/audit/reader",
  "arn:aws-cn:sts::444455556666:assumed-role/reader/jane@example.com",
);
const principalOfGcp = fc.constantFrom("group:security@example.com", "domain:example.com", "principalSet://goog/x");

/** Regions, and another of the same partition. */
const replicaOf = {
  "eu-central-1": "eu-west-1",
  "us-gov-west-1": "us-gov-east-1",
  "cn-north-1": "cn-northwest-1",
  "us-east-1": "eu-central-1",
} as const;

const aws = fc
  .tuple(
    fc.constantFrom(...(Object.keys(replicaOf) as (keyof typeof replicaOf)[])),
    scoped("account" satisfies z.infer<typeof awsScope>, fc.stringMatching(/^o-[a-z0-9]{10,32}$/)),
    some({
      replicaRegion: fc.boolean(),
      protectTrail: fc.boolean(),
      readers: readers(principalOfAws),
      breakGlass: readers(fc.constant("arn:aws:iam::111122223333:role/admin/break-glass")),
    }),
  )
  .map(([region, scope, { replicaRegion, protectTrail, ...more }]) => {
    const replica = replicaRegion ? { replicaRegion: replicaOf[region] } : {};
    const isProtected = protectTrail && scope.scope === "organization";
    return {
      region,
      ...scope,
      ...replica,
      ...(isProtected && { protectTrail: { target: "r-a1b2" } }),
      ...more,
    } as AwsPlacement;
  });

const gcp = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    fc.constantFrom("europe-west3", "us", "eu", "africa-south1"),
    scoped("project" satisfies z.infer<typeof gcpScope>, fc.stringMatching(/^[0-9]{1,19}$/)),
    some({ readers: readers(principalOfGcp) }),
  )
  .map(([project, location, scope, more]) => ({ project, location, ...scope, ...more }) as GcpPlacement);

const azureReaders = fc.dictionary(
  readerName,
  fc.record(
    {
      principalId: fc.oneof(fc.uuid(), fc.constant(deferred)),
      principalType: fc.constantFrom(...azurePrincipalType.options),
    },
    { requiredKeys: ["principalId"] },
  ),
  { maxKeys: 4, noNullPrototype: true },
);

const azure = fc
  .tuple(
    fc.constantFrom("westeurope", "southafricawest", "usgovvirginia"),
    some({
      scope: fc.constant("subscription"),
      redundancy: fc.constantFrom(...azureRedundancy.options),
      lockExistingAccount: fc.boolean(),
      readers: azureReaders,
    }),
  )
  .map(([location, more]) => ({ location, ...more }) as AzurePlacement);

const placementOf: { [C in Cloud]: fc.Arbitrary<NonNullable<Placements[C]>> } = { aws, gcp, azure };

/** A placement in one cloud or more. */
export const anyPlacements: fc.Arbitrary<Placements> = some(placementOf).filter((placed) =>
  clouds.some((cloud) => placed[cloud] !== undefined),
) as fc.Arbitrary<Placements>;

/** A placement in all clouds. */
export const allPlacements = fc.record(placementOf) as fc.Arbitrary<Required<Placements>>;

const tagName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _.:=+@-]{0,20}$/).filter((name) => !name.startsWith("aws:"));

export const anyTags = fc.dictionary(
  tagName,
  fc.oneof(fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{0,20}$/), fc.constant(deferred)),
  { maxKeys: 5, noNullPrototype: true },
);

/** The same value with the keys of every mapping in an order of chance. */
export const reordered = <T>(value: T): fc.Arbitrary<T> =>
  fc.infiniteStream(fc.nat()).map((stream) => {
    const next = () => stream.next().value as number;
    const shuffle = (part: unknown): unknown => {
      if (Array.isArray(part)) return part.map(shuffle);
      if (typeof part !== "object" || part === null || part === deferred) return part;
      const entries = Object.entries(part).map(([key, inner]) => ({ key, inner: shuffle(inner), rank: next() }));
      return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ key, inner }) => [key, inner]));
    };
    return shuffle(value) as T;
  });
