import type * as z from "zod";
import type { CatalogAlert } from "../catalog/alert.ts";
import type { ControlId } from "../catalog/control-ids.ts";
import type { PresetId } from "../catalog/preset-ids.ts";
import type { AwsExistingPart } from "../contract/aws-existing-parts.ts";
import type { channelKinds, pagerDutyServiceRegion } from "../contract/channels.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { waiver } from "../contract/compliance.ts";
import type { ComplianceRow } from "../contract/outputs.ts";
import type { azurePrincipalType, azureRedundancy, gcpDataAccessLogs } from "../contract/placement.ts";
import type { alertSeverity, alertThreshold, dataAccess, dataService } from "../contract/rules.ts";
import type { captureKind, evidence, immutability, insightType, managementCapture } from "../contract/spec.ts";
import type { Filter } from "../filter/ast.ts";

export type Management = z.infer<typeof managementCapture>;
export type CaptureKind = z.infer<typeof captureKind>;
export type InsightType = z.infer<typeof insightType>;
export type Immutability = z.infer<typeof immutability>;
export type DataService = z.infer<typeof dataService>;
export type DataAccess = z.infer<typeof dataAccess>;
export type AlertSeverity = z.infer<typeof alertSeverity>;
export type AlertThreshold = z.infer<typeof alertThreshold>;
export type Evidence = z.infer<typeof evidence>;
export type Waiver = z.infer<typeof waiver>;

export interface DataCapture {
  service: DataService;
  access?: DataAccess | undefined;
  resources?: readonly string[] | undefined;
}

/** A rule as it was written. */
export interface WrittenRule {
  name: string;
  when: string;
}

export interface Exclusion extends WrittenRule {
  reason: string;
}

export interface CustomAlert extends WrittenRule {
  severity: AlertSeverity;
  threshold?: AlertThreshold | undefined;
}

/** An alert of the catalog that nobody is told of. */
export interface MutedAlert {
  alert: string;
  reason: string;
}

/** An alert of the catalog that the spec selects, or a preset for it. */
export interface SelectedAlert {
  readonly alert: CatalogAlert;
  /** Why nobody is told of it. */
  readonly muted: string | undefined;
  /** The preset that asks for it, where the spec itself doesn't select it. */
  readonly preset: PresetId | undefined;
}

/** A rule with its filter read. */
export type Read<R extends WrittenRule> = R & { readonly filter: Filter };

/** Every value of the spec, decided. */
export interface Settings {
  compliance: readonly PresetId[];
  capture: {
    management: Management;
    identity: boolean;
    data: readonly DataCapture[];
    exclude: readonly Exclusion[];
    insights?: readonly InsightType[] | undefined;
    bestEffort: readonly CaptureKind[];
  };
  retention: {
    days: number;
    searchableDays: number;
    coldAfterDays?: number | undefined;
    immutability: Immutability;
    reason?: string | undefined;
  };
  encryption: { customerManagedKey: boolean; rotationDays: number };
  alerts: {
    catalog: readonly string[];
    mute: readonly MutedAlert[];
    custom: readonly CustomAlert[];
    regions: { readonly [C in Cloud]?: readonly string[] | undefined };
  };
  query: { saved: boolean; archive: boolean };
  stream: { enabled: boolean; retentionHours: number };
  /** Nothing where nobody is told of silence. */
  health: { silenceAfterHours: number | undefined };
  evidence: Evidence;
  acknowledgeIrreversible: boolean;
  waivers: readonly Waiver[];
}

export type ChannelKind = keyof typeof channelKinds;

/** A way to tell people. */
export interface PlannedChannel {
  name: string;
  kind: ChannelKind;
  minSeverity: AlertSeverity;
  /** What is given of it, by name, since the values may not be known yet. */
  given: readonly string[];
  /** The Slack channel that a token's bot writes to. */
  slackChannel?: string | undefined;
  pagerDutyRegion: z.infer<typeof pagerDutyServiceRegion>;
}

/** Who said a value: nobody, a preset, the spec, or the stack's overrides. */
export type Origin = "default" | "preset" | "spec" | "overrides";

/** The preset that decided a setting which nobody wrote, and its control that asked for it. */
export interface Decision {
  readonly preset: PresetId;
  readonly control: ControlId;
}

/** Placements as the plan needs them: readers by their names, since their ids may not be known yet. */
export interface PlannedPlacements {
  aws?: {
    region: string;
    scope: "account" | "organization";
    organizationId: string | undefined;
    replicaRegion?: string;
    breakGlass?: readonly string[];
    /** The id of what the trail is protected from. */
    protectTrail?: string;
    readers: readonly string[];
    trailName: string | undefined;
    /** Whose the organization's trail is, where the stack is another account's. */
    managementAccount: string | undefined;
    /** The account that keeps the evidence, where it is another. */
    logArchive: string | undefined;
    /** What is adopted: its names and ARNs may not be known yet. */
    existing: readonly AwsExistingPart[];
    /** In the order of their names. */
    alertRegions?: readonly string[];
    /** Whether a stream goes to an endpoint, and what is given of it. */
    streamEndpoint?: { hasAccessKey: boolean };
    dataEventsInLogs: boolean;
  };
  gcp?: {
    project: string;
    location: string;
    scope: "project" | "organization";
    organizationId: string | undefined;
    dataAccessLogs: z.infer<typeof gcpDataAccessLogs>;
    readers: readonly string[];
  };
  azure?: {
    location: string;
    redundancy: z.infer<typeof azureRedundancy>;
    lockExistingAccount: boolean;
    readers: readonly { name: string; principalType: z.infer<typeof azurePrincipalType> }[];
  };
}

/** What is to be done, in no cloud's words: frozen, and decided by plain values alone. */
export interface AuditPlan {
  settings: Settings;
  /** The origin of each setting, by its path, such as `retention.days`. */
  origins: Readonly<Record<string, Origin>>;
  /** Of each setting whose origin is a preset, which one. */
  decisions: Readonly<Record<string, Decision>>;
  placements: PlannedPlacements;
  /** In the order of their names. */
  channels: readonly PlannedChannel[];
  /** The rules whose filters could be read, which is all of them where there is no error. */
  rules: {
    exclude: readonly Read<Exclusion>[];
    catalog: readonly SelectedAlert[];
    alerts: readonly Read<CustomAlert>[];
  };
  /** What each control of each selected preset comes to in each cloud. */
  compliance: readonly ComplianceRow[];
}
