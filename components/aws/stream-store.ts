import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { LogStream } from "@pulumi/aws/cloudwatch/logStream.js";
import { CatalogDatabase } from "@pulumi/aws/glue/catalogDatabase.js";
import { CatalogTable } from "@pulumi/aws/glue/catalogTable.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { AwsStream } from "../../core/compile/aws/stream.ts";
import type { StreamFiles } from "../../core/compile/aws/stream-files.ts";
import { type Bindings, child, childName, evidence, filled, type Room, tagged } from "../room.ts";
import { createBucketPolicy } from "./access.ts";
import type { UsedKey } from "./existing.ts";
import { protect, type Store } from "./store.ts";

/** The bucket of what is streamed into files, or could not be delivered: evidence, like the archive. */
export const createStreamBucket = (room: Room, { region }: AwsBlueprint): Bucket =>
  new Bucket(childName(room, "stream"), { region, forceDestroy: !room.keep, ...tagged(room) }, evidence(room));

export const protectStreamBucket = (
  room: Room,
  region: string,
  { bucket: { policy, lifecycle } }: AwsStream,
  bucket: Bucket,
  key: UsedKey | undefined,
  bindings: Bindings,
): Store => {
  const ready = protect(room, "stream", region, bucket, key, lifecycle);
  return { bucket, ready: [...ready, createBucketPolicy(room, "stream", region, bucket, policy, bindings, ready)] };
};

/** Where Firehose says what went wrong. */
export const createErrorLog = (
  room: Room,
  region: string,
  { errors }: AwsStream,
  key: UsedKey | undefined,
  bindings: Bindings,
): LogStream => {
  const group = new LogGroup(
    childName(room, "stream-errors"),
    {
      region,
      name: filled(errors.logGroup, bindings),
      retentionInDays: errors.retentionInDays,
      ...(key && { kmsKeyId: key.arn }),
      ...tagged(room),
    },
    child(room),
  );
  return new LogStream(
    childName(room, "stream-error-log"),
    { region, logGroupName: group.name, name: errors.logStream },
    child(room),
  );
};

const parquet = {
  inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
  serDeInfo: { serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
};

/** What is in the files. */
export const createTable = (room: Room, region: string, files: StreamFiles, bindings: Bindings): CatalogTable => {
  const database = new CatalogDatabase(
    childName(room, "stream-database"),
    { region, name: filled(files.database, bindings), description: `What ${room.name} streams`, ...tagged(room) },
    child(room),
  );
  return new CatalogTable(
    childName(room, "stream-table"),
    {
      region,
      databaseName: database.name,
      name: files.table,
      tableType: "EXTERNAL_TABLE",
      parameters: files.parameters,
      partitionKeys: files.partitionKeys,
      storageDescriptor: { ...parquet, location: filled(files.location, bindings), columns: files.columns },
    },
    child(room),
  );
};

/** What Firehose must find when the delivery stream is made. */
export interface StreamStore {
  store: Store;
  errors: LogStream;
  table: CatalogTable | undefined;
  bindings: Bindings;
}

export const createStreamStore = (
  room: Room,
  blueprint: AwsBlueprint,
  stream: AwsStream,
  key: UsedKey | undefined,
  known: Bindings,
): StreamStore => {
  const { region } = blueprint;
  const bucket = createStreamBucket(room, blueprint);
  const bindings: Bindings = { ...known, streamBucket: bucket.bucket, ...(key && { keyArn: key.arn }) };
  return {
    store: protectStreamBucket(room, region, stream, bucket, key, bindings),
    errors: createErrorLog(room, region, stream, key, bindings),
    table: stream.files && createTable(room, region, stream.files, bindings),
    bindings,
  };
};

/** In the order in which Firehose needs them. */
export const readyFor = ({ store, errors, table }: StreamStore): pulumi.Resource[] => [
  ...store.ready,
  errors,
  ...(table ? [table] : []),
];
