import type { Channel } from "../../../core/contract/channels.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { Placements } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { resolvePlan } from "../../../core/plan/resolve.ts";

const groups: NonNullable<NonNullable<SpecOverrides["alerts"]>["catalog"]> = [
  "cis",
  "tamper",
  "identity",
  "data",
  "network",
  "keys",
  "cost",
];

const planOf = (
  spec: SpecOverrides,
  placements: Placements,
  channels: Readonly<Record<string, Channel>> = {},
): AuditPlan => {
  const paths = { spec: ["spec"], overrides: ["overrides"], placements: { aws: [], gcp: [], azure: [] } };
  return resolvePlan({ spec, overrides: {}, placements, channels, paths, today: "2026-07-01" }).plan;
};

/** A plan that has all that controls can ask for. */
const strict = planOf(
  {
    capture: {
      identity: true,
      data: [
        { service: "storage" },
        { service: "database", access: "read" },
        { service: "database", access: "write" },
        { service: "secrets", access: "read" },
        { service: "keys", resources: [] },
      ],
    },
    retention: { days: 2192, immutability: "compliance", reason: "six years by law" },
    alerts: { catalog: groups },
    health: { silenceAfterHours: 24 },
    acknowledgeIrreversible: true,
  },
  {
    aws: {
      region: "eu-central-1",
      scope: "organization",
      organizationId: "o-a1b2c3d4e5",
      readers: { audit: "arn:aws:iam::111122223333:role/audit" },
    },
    gcp: {
      project: "acme-audit",
      location: "europe-west3",
      scope: "organization",
      organizationId: "123456789012",
      readers: { audit: "group:audit@example.com" },
    },
    azure: { location: "westeurope", readers: { audit: { principalId: "11111111-2222-3333-4444-555555555555" } } },
  },
  { "on-call": { email: { address: "on-call@example.com" } } },
);

const few: Placements = {
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope", redundancy: "LRS" },
};

/** A plan that has as little as a spec can ask for, but for a key. */
const lax = planOf(
  {
    capture: {
      management: "write",
      data: [{ service: "storage", resources: ["prod-*"] }],
      exclude: [{ name: "noise", when: 'service == "pubsub.googleapis.com"', reason: "machine traffic" }],
      bestEffort: ["identity", "data"],
    },
    retention: { days: 30, searchableDays: 7, immutability: "none" },
    encryption: { rotationDays: 2560 },
    health: { silenceAfterHours: 25 },
    evidence: "disposable",
  },
  few,
);

const everyAlert = strict.rules.catalog.map(({ alert }) => ({ alert: alert.id, reason: "too loud" }));

/** A plan with no key, with all alerts selected and none of them told, and without a reason for its days. */
const muted = planOf(
  {
    retention: { days: 366 },
    encryption: { customerManagedKey: false },
    alerts: { catalog: groups, mute: everyAlert as NonNullable<SpecOverrides["alerts"]>["mute"] & object },
  },
  few,
);

/** The same as the strict plan, but that nobody is told of what is less than high. */
export const fewTold: AuditPlan = {
  ...strict,
  channels: strict.channels.map((channel) => ({ ...channel, minSeverity: "high" })),
};

export const checkedPlans = { strict, lax, muted } as const satisfies Record<string, AuditPlan>;

/** The status of a control in each cloud: one for all where it is the same. */
export const inClouds = (of: (cloud: Cloud) => string): string => {
  const all = clouds.map(of);
  return all.every((one) => one === all[0]) ? all[0]! : all.join(" ");
};
