import type { ActivityId } from "./activity-ids.ts";

/**
 * Operations by service. A service is written as events of its cloud name it, `*` is any; operations may have the glob
 * `*`, which stands for any text. Case doesn't matter.
 */
export type Selectors = Readonly<Record<string, readonly string[]>>;

/**
 * A class of events in the cross-cloud taxonomy: what an event of each cloud must be to belong to it. Belonging to
 * several is common: `PutBucketPolicy` grants access and changes a store's policy.
 */
export interface Activity {
  /** As filters write it: `"identity.change" in activities`. */
  readonly id: ActivityId;
  /** Short and plain, for lists. */
  readonly title: string;
  /** What belongs here, and what of its neighbours doesn't. */
  readonly description: string;
  /** By `eventSource`, such as `iam.amazonaws.com`. A glob stands where CloudTrail's name carries an API version. */
  readonly aws?: Selectors;
  /** By `serviceName`, such as `iam.googleapis.com`. */
  readonly gcp?: Selectors;
  /** The Activity Log's, by provider: what follows `Microsoft.Authorization/` in the operation. */
  readonly azure?: Selectors;
  /** Microsoft Entra's, by the display name of the activity. */
  readonly entra?: readonly string[];
  /** Of resource logs: Key Vault's AuditEvent and Storage's StorageRead, StorageWrite and StorageDelete. */
  readonly azureResource?: Selectors;
  /** Filters in our own language beside the selectors: an event belongs where either says so. */
  readonly when?: { readonly aws?: string; readonly gcp?: string; readonly azure?: string };
}
