import type { Evidence, Immutability, Management } from "../plan/plan.ts";
import type { ControlId } from "./control-ids.ts";
import type { PresetId } from "./preset-ids.ts";

/** The settings that a preset may bound, and their values. */
export interface FloorValues {
  "capture.management": Management;
  "retention.days": number;
  "retention.searchableDays": number;
  "retention.immutability": Immutability;
  "encryption.customerManagedKey": boolean;
  "encryption.rotationDays": number;
  "health.silenceAfterHours": number;
  evidence: Evidence;
}

export type FloorSetting = keyof FloorValues;

interface Bound {
  /** The control that asks for it: a waiver of it lifts the bound. */
  readonly control: ControlId;
  /** What the framework says, and how the value follows from it. */
  readonly says: string;
  readonly source: string;
}

/** Of these a floor is the most: the less, the safer. */
export const safestAtLeast: readonly FloorSetting[] = ["encryption.rotationDays", "health.silenceAfterHours"];

/** The least safe value that a preset allows. */
export type Floor = {
  [S in FloorSetting]: Bound & { readonly setting: S; readonly value: FloorValues[S] };
}[FloorSetting];

/** How long a preset lets events be kept without a reason. */
export interface Ceiling extends Bound {
  readonly setting: "retention.days";
  readonly value: number;
}

export interface Preset {
  readonly id: PresetId;
  readonly title: string;
  /** What it is good for, and what of the framework it can't see. */
  readonly about: string;
  readonly controls: readonly ControlId[];
  readonly floors: readonly Floor[];
  readonly ceilings: readonly Ceiling[];
}
