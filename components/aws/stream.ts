import { LogSubscriptionFilter } from "@pulumi/aws/cloudwatch/logSubscriptionFilter.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { FirehoseDeliveryStream, type FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis/firehoseDeliveryStream.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { AwsStream, StreamEndpoint } from "../../core/compile/aws/stream.ts";
import type { StreamFiles } from "../../core/compile/aws/stream-files.ts";
import type { StreamRole } from "../../core/compile/aws/stream-policies.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
import type { UsedKey, UsedLogGroup } from "./existing.ts";
import { createStreamStore, readyFor, type StreamStore } from "./stream-store.ts";

/** What is given of an endpoint: the plan says whether there is one. */
export interface EndpointInputs {
  url: pulumi.Input<string>;
  accessKey?: pulumi.Input<string>;
}

export interface StreamNeeds {
  key: UsedKey | undefined;
  logGroup: UsedLogGroup;
  endpoint: EndpointInputs | undefined;
}

export interface Stream {
  delivery: FirehoseDeliveryStream;
  /** What a destroy leaves, and what alerts call it. */
  kept: pulumi.Output<string>[];
  bindings: Bindings;
}

/** What is captured, sent on as CloudWatch Logs gets it. */
export const createStream = (
  room: Room,
  blueprint: AwsBlueprint,
  known: Bindings,
  { key, logGroup, endpoint }: StreamNeeds,
): Stream | undefined => {
  const { stream, region } = blueprint;
  if (stream === undefined) return undefined;
  const store = createStreamStore(room, blueprint, stream, key, known);
  const out = createRole(
    room,
    "stream-out",
    "Lets Firehose write to the stream's bucket",
    stream.roles.firehose,
    store,
  );
  const delivery = new FirehoseDeliveryStream(
    childName(room, "stream-delivery"),
    {
      region,
      name: filled(stream.name, known),
      ...destination(stream, store, out.role, key, endpoint),
      serverSideEncryption: key
        ? { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn }
        : { enabled: true, keyType: "AWS_OWNED_CMK" },
      ...tagged(room),
    },
    child(room, { dependsOn: [...readyFor(store), out.permissions] }),
  );
  const into = createRole(room, "stream-in", "Lets CloudWatch Logs send to Firehose", stream.roles.subscriber, store);
  new LogSubscriptionFilter(
    childName(room, "stream-subscription"),
    {
      region,
      name: filled(stream.subscription, known),
      logGroup: logGroup.name,
      filterPattern: "",
      destinationArn: delivery.arn,
      roleArn: into.role.arn,
    },
    child(room, { dependsOn: into.permissions }),
  );
  const { bucket } = store.store;
  return { delivery, kept: [bucket.arn], bindings: { streamBucket: bucket.bucket } };
};

const createRole = (
  room: Room,
  part: string,
  description: string,
  { name, trust, permissions }: StreamRole,
  { bindings }: StreamStore,
): { role: Role; permissions: RolePolicy } => {
  const role = new Role(
    childName(room, part),
    { name: filled(name, bindings), description, assumeRolePolicy: documentText(trust, bindings), ...tagged(room) },
    child(room),
  );
  const policy = new RolePolicy(
    childName(room, `${part}-policy`),
    { role: role.name, policy: documentText(permissions, bindings) },
    child(room),
  );
  return { role, permissions: policy };
};

type Destination = Pick<
  FirehoseDeliveryStreamArgs,
  "destination" | "extendedS3Configuration" | "httpEndpointConfiguration"
>;

const destination = (
  { endpoint: planned, files, errorOutputPrefix }: AwsStream,
  { store, errors, table }: StreamStore,
  role: Role,
  key: UsedKey | undefined,
  endpoint: EndpointInputs | undefined,
): Destination => {
  const shared = {
    roleArn: role.arn,
    cloudwatchLoggingOptions: { enabled: true, logGroupName: errors.logGroupName, logStreamName: errors.name },
  };
  const bucket = { ...shared, bucketArn: store.bucket.arn, errorOutputPrefix, ...(key && { kmsKeyArn: key.arn }) };
  if (files && table) {
    const schema = { databaseName: table.databaseName, tableName: table.name, roleArn: role.arn };
    return { destination: "extended_s3", extendedS3Configuration: { ...bucket, ...conversion(files, schema) } };
  }
  if (!planned || !endpoint) throw new Error("a stream without files has an endpoint, which the plan counts on");
  return {
    destination: "http_endpoint",
    httpEndpointConfiguration: {
      ...shared,
      ...request(planned, endpoint),
      // The archive has all of it: only what failed is kept here.
      s3BackupMode: "FailedDataOnly",
      s3Configuration: { ...bucket, compressionFormat: "GZIP" },
    },
  };
};

const request = ({ hasAccessKey, buffering, retrySeconds }: StreamEndpoint, { url, accessKey }: EndpointInputs) => ({
  name: "auditlog",
  url,
  ...(hasAccessKey && accessKey !== undefined && { accessKey }),
  bufferingSize: buffering.megabytes,
  bufferingInterval: buffering.seconds,
  retryDuration: retrySeconds,
});

/** CloudWatch Logs sends its messages compressed, and Firehose converts plain JSON alone. */
const conversion = (
  { prefix, buffering }: StreamFiles,
  schemaConfiguration: Record<"databaseName" | "tableName" | "roleArn", pulumi.Output<string>>,
) => ({
  prefix,
  bufferingSize: buffering.megabytes,
  bufferingInterval: buffering.seconds,
  compressionFormat: "UNCOMPRESSED",
  processingConfiguration: {
    enabled: true,
    processors: [
      { type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] },
    ],
  },
  dataFormatConversionConfiguration: {
    inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
    outputFormatConfiguration: { serializer: { parquetSerDe: { compression: "SNAPPY" } } },
    schemaConfiguration,
  },
});
