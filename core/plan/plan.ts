import type * as z from "zod";
import type { azurePrincipalType, azureRedundancy } from "../contract/placement.ts";
import type { captureKind, evidence, immutability, managementCapture } from "../contract/spec.ts";

export type Management = z.infer<typeof managementCapture>;
export type CaptureKind = z.infer<typeof captureKind>;
export type Immutability = z.infer<typeof immutability>;
export type Evidence = z.infer<typeof evidence>;

/** Every value of the spec, decided. */
export interface Settings {
  capture: { management: Management; identity: boolean; bestEffort: readonly CaptureKind[] };
  retention: { days: number; searchableDays: number; immutability: Immutability };
  encryption: { customerManagedKey: boolean; rotationDays: number };
  evidence: Evidence;
  acknowledgeIrreversible: boolean;
}

/** Who said a value: nobody, the spec, or the stack's overrides. */
export type Origin = "default" | "spec" | "overrides";

/** Placements as the plan needs them: readers by their names, since their ids may not be known yet. */
export interface PlannedPlacements {
  aws?: {
    region: string;
    scope: "account" | "organization";
    organizationId: string | undefined;
    readers: readonly string[];
  };
  gcp?: {
    project: string;
    location: string;
    scope: "project" | "organization";
    organizationId: string | undefined;
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
  placements: PlannedPlacements;
}
