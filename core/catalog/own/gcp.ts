/**
 * Conditions on entries of Cloud Audit Logs by which a call is about what this package made on Google Cloud. Tokens stand for
 * names that are known only when it is deployed: `core/compile/gcp/own.ts` says which there are. Alert policies and channels
 * are not among them: Cloud Monitoring gives them numbers, which the policies themselves would have to name.
 */

const endsWith = (end: string): string => `native.protoPayload.resourceName.endsWith("${end}")`;
const within = (part: string): string => `native.protoPayload.resourceName.contains("${part}/")`;

export const ownSinks = `(${["archiveSink", "searchSink", "streamSink"].map((sink) => endsWith(`/sinks/\${${sink}}`)).join(" || ")})`;

/** The topic that is streamed to, and the subscription that is read. */
export const ownStream = `(${endsWith("/topics/${streamTopic}")} || ${endsWith("/subscriptions/${streamSubscription}")})`;

export const ownBucket = 'native.protoPayload.resourceName == "projects/_/buckets/${archive}"';

export const ownObjects = 'native.protoPayload.resourceName.startsWith("projects/_/buckets/${archive}/objects/")';

/** Which has the archive's name. */
export const ownLogBucket = endsWith("/buckets/${archive}");

/** Its views and links. */
export const ownOfLogBucket = within("/buckets/${archive}");

export const ownKey = `(${endsWith("/cryptoKeys/${key}")} || ${within("/cryptoKeys/${key}")})`;

export const ownMetrics = endsWith("-${unique}");
