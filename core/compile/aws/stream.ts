import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { because } from "../compiled.ts";
import { notStreamed, type StreamAnswers } from "../stream.ts";
import { endOfRetention, type LifecycleRule } from "./archive.ts";
import { ownName, type PolicyDocument, type Statement } from "./policies.ts";
import { byDay, type StreamFiles, streamFiles } from "./stream-files.ts";
import {
  errorLogGroup,
  errorLogStream,
  firehoseRole,
  type StreamRole,
  streamBucketPolicy,
  streamKeyUses,
  streamOutRole,
  subscriberRole,
} from "./stream-policies.ts";

/** A subscription of the trail's log group, a delivery stream, and the bucket for its files or for what its endpoint doesn't take. */
export interface AwsStream {
  /** Each destination has its own: of a delivery stream it can't be changed, and two can stand side by side meanwhile. */
  name: string;
  subscription: string;
  bucket: { policy: PolicyDocument; lifecycle: LifecycleRule[] };
  errors: { logGroup: string; logStream: string; retentionInDays: number };
  roles: { subscriber: StreamRole; firehose: StreamRole };
  /** Where in the bucket Firehose puts what it could not deliver or convert. */
  errorOutputPrefix: string;
  endpoint: StreamEndpoint | undefined;
  files: StreamFiles | undefined;
}

export interface StreamEndpoint {
  hasAccessKey: boolean;
  buffering: { megabytes: number; seconds: number };
  retrySeconds: number;
}

type Placement = NonNullable<PlannedPlacements["aws"]>;

const hoursADay = 24;

/** The longest that Firehose tries. https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointRetryOptions.html */
const retryHours = 2;

const secondsAnHour = 3600;

/** As long as the archive keeps its events, and no shorter than what waits is to wait. */
const keptDays = ({ retention, stream }: AuditPlan["settings"]): number =>
  Math.max(retention.days, Math.ceil(stream.retentionHours / hoursADay));

/** Small and soon: a SIEM wants events as they arrive. */
const endpointOf = ({ hasAccessKey }: NonNullable<Placement["streamEndpoint"]>): StreamEndpoint => ({
  hasAccessKey,
  buffering: { megabytes: 1, seconds: 60 },
  retrySeconds: retryHours * secondsAnHour,
});

/** `errorDays` is how long Firehose's own errors are kept: CloudWatch Logs offers some periods only. */
export const awsStream = ({ settings }: AuditPlan, placement: Placement, errorDays: number): AwsStream | undefined => {
  if (!settings.stream.enabled) return undefined;
  const { region, streamEndpoint } = placement;
  const days = keptDays(settings);
  const files = streamEndpoint === undefined ? streamFiles(days) : undefined;
  const name = ownName(files ? "stream-files" : "stream-endpoint");
  return {
    name,
    subscription: ownName("stream"),
    bucket: { policy: streamBucketPolicy(placement), lifecycle: endOfRetention(days) },
    errors: { logGroup: errorLogGroup, logStream: errorLogStream, retentionInDays: errorDays },
    roles: {
      subscriber: subscriberRole(ownName("stream-in"), region, name),
      firehose: firehoseRole(streamOutRole, region, settings.encryption.customerManagedKey, files),
    },
    errorOutputPrefix: `failed/!{firehose:error-output-type}/${byDay}`,
    endpoint: streamEndpoint && endpointOf(streamEndpoint),
    files,
  };
};

/** What a stream needs of the key beside what its own roles may. */
export const streamKeyStatements = ({ settings }: AuditPlan, placement: Placement): Statement[] =>
  settings.stream.enabled ? streamKeyUses(placement) : [];

/** A trail of data events writes to no log group, so that what it records is not streamed. */
export const streamAnswers = (
  { settings }: AuditPlan,
  { streamEndpoint }: Placement,
  hasDataTrail: boolean,
): StreamAnswers => {
  const { stream } = settings;
  if (!stream.enabled) return notStreamed;
  const days = keptDays(settings);
  const kept = `the stream's bucket, ${days} days`;
  return {
    "stream.enabled": {
      given:
        streamEndpoint === undefined
          ? "Firehose subscribes to the log group, and writes Parquet files"
          : "Firehose subscribes to the log group, and posts to your endpoint",
      ...(hasDataTrail && { fidelity: "unsupported" as const }),
      issue: because(hasDataTrail ? "warning" : "notice", "aws-stream-from-logs", "stream.enabled", { hasDataTrail }),
    },
    "stream.retentionHours": {
      given: streamEndpoint === undefined ? kept : `Firehose tries for ${retryHours} hours; what failed: ${kept}`,
      ...(days * hoursADay > stream.retentionHours && {
        fidelity: "wider" as const,
        issue: because("notice", "aws-stream-kept", "stream.retentionHours", { hours: stream.retentionHours, days }),
      }),
    },
  };
};
