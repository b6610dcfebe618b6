import type { AuditPlan } from "../../plan/plan.ts";
import { because } from "../compiled.ts";
import { notStreamed, type StreamAnswers } from "../stream.ts";

/** An event hub that the diagnostic settings send to, in a namespace of its own. */
export interface AzureStream {
  /** Throughput units: 1 MB or 1,000 events a second each. They grow with what arrives, and never shrink. */
  units: { first: number; most: number };
  /** Of a standard namespace it can't be changed later. */
  partitionCount: number;
  retentionTimeInHours: number;
}

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-auto-inflate */
const units = { first: 1, most: 20 };

const partitionCount = 4;

export const azureStream = ({ settings: { stream } }: AuditPlan): AzureStream | undefined =>
  stream.enabled ? { units, partitionCount, retentionTimeInHours: stream.retentionHours } : undefined;

export const streamAnswers = ({ settings: { stream, encryption } }: AuditPlan): StreamAnswers =>
  stream.enabled
    ? {
        "stream.enabled": {
          given: "the diagnostic settings send to an event hub too",
          ...(encryption.customerManagedKey && {
            issue: because("warning", "azure-stream-microsoft-key", "stream.enabled", {}),
          }),
        },
        "stream.retentionHours": { given: `event hub, ${stream.retentionHours} hours` },
      }
    : notStreamed;
