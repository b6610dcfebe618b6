import type { AuditPlan } from "../../plan/plan.ts";
import type { OwnTokens } from "../own.ts";

/** https://cloud.google.com/storage/docs/buckets#naming */
const longestBucketName = 63;

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks */
const longestSinkName = 100;

/** https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names */
const longestPubSubName = 255;

/** https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/create */
const longestKeyName = 63;

/** What alerts about the audit log itself name of what is made on Google Cloud. */
export const ownTokens = ({ settings: { encryption, stream } }: AuditPlan): OwnTokens => ({
  archive: longestBucketName,
  archiveSink: longestSinkName,
  searchSink: longestSinkName,
  unique: 7,
  ...(stream.enabled && {
    streamSink: longestSinkName,
    streamTopic: longestPubSubName,
    streamSubscription: longestPubSubName,
  }),
  ...(encryption.customerManagedKey && { key: longestKeyName }),
});
