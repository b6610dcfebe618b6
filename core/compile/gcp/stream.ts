import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { notStreamed, type StreamAnswers } from "../stream.ts";

/** A topic that a sink of its own routes to, and the subscription that is read. */
export interface GcpStream {
  /** Where Pub/Sub may store what waits: nowhere else. */
  allowedPersistenceRegions: string[];
  messageRetentionDuration: string;
}

type Placement = NonNullable<PlannedPlacements["gcp"]>;

const secondsAnHour = 3600;

/** Pub/Sub is told regions: of the multi-regions some. https://cloud.google.com/pubsub/docs/resource-location-restriction */
const regionsOf: Readonly<Record<string, readonly string[]>> = {
  eu: ["europe-west1", "europe-west3", "europe-west4"],
  us: ["us-central1", "us-east1", "us-west1"],
};

export const gcpStream = ({ settings: { stream } }: AuditPlan, { location }: Placement): GcpStream | undefined =>
  stream.enabled
    ? {
        allowedPersistenceRegions: [...(regionsOf[location] ?? [location])],
        messageRetentionDuration: `${stream.retentionHours * secondsAnHour}s`,
      }
    : undefined;

export const streamAnswers = ({ settings: { stream, encryption } }: AuditPlan): StreamAnswers =>
  stream.enabled
    ? {
        "stream.enabled": {
          given: `a sink of its own to Pub/Sub${encryption.customerManagedKey ? ", with your key" : ""}`,
        },
        "stream.retentionHours": { given: `Pub/Sub subscription, ${stream.retentionHours} hours` },
      }
    : notStreamed;
