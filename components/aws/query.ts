import { NamedQuery } from "@pulumi/aws/athena/namedQuery.js";
import { Workgroup } from "@pulumi/aws/athena/workgroup.js";
import { QueryDefinition } from "@pulumi/aws/cloudwatch/queryDefinition.js";
import { CatalogDatabase } from "@pulumi/aws/glue/catalogDatabase.js";
import { CatalogTable } from "@pulumi/aws/glue/catalogTable.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { AwsArchiveQuery } from "../../core/compile/aws/query.ts";
import type { SavedQuery } from "../../core/compile/questions.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
import type { UsedKey, UsedLogGroup } from "./existing.ts";

/** What stands in the results is what was asked of the evidence, and not evidence. */
export const createResultsBucket = (room: Room, { region, archiveQuery }: AwsBlueprint): Bucket | undefined =>
  archiveQuery === undefined
    ? undefined
    : new Bucket(childName(room, "query-results"), { region, forceDestroy: true, ...tagged(room) }, child(room));

export const resultsBindings = (results: Bucket | undefined): Bindings =>
  results === undefined ? {} : { queryResults: results.bucket };

const protectResults = (
  room: Room,
  region: string,
  bucket: Bucket,
  { results }: AwsArchiveQuery,
  key: UsedKey | undefined,
  bindings: Bindings,
): pulumi.Resource[] => {
  const name = (part: string): string => childName(room, `query-results-${part}`);
  const of = { bucket: bucket.bucket, region };
  const algorithm = key ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } : { sseAlgorithm: "AES256" };
  const blocked = new BucketPublicAccessBlock(
    name("public-access-block"),
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    child(room),
  );
  return [
    blocked,
    new BucketOwnershipControls(
      name("ownership"),
      { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child(room),
    ),
    new BucketServerSideEncryptionConfiguration(
      name("encryption"),
      {
        ...of,
        rules: [{ applyServerSideEncryptionByDefault: algorithm, ...(key && { bucketKeyEnabled: true }) }],
      },
      child(room),
    ),
    new BucketLifecycleConfiguration(name("lifecycle"), { ...of, rules: results.lifecycle }, child(room)),
    new BucketPolicy(
      name("policy"),
      { ...of, policy: documentText(results.policy, bindings) },
      child(room, { dependsOn: blocked }),
    ),
  ];
};

const createTable = (
  room: Room,
  region: string,
  { database: databaseName, table }: AwsArchiveQuery,
  bindings: Bindings,
): CatalogDatabase => {
  const database = new CatalogDatabase(
    childName(room, "query-database"),
    { region, name: filled(databaseName, bindings), description: `Audit logs of ${room.name}`, ...tagged(room) },
    child(room),
  );
  new CatalogTable(
    childName(room, "query-table"),
    {
      region,
      name: table.name,
      databaseName: database.name,
      description: "The events of CloudTrail's log files",
      tableType: "EXTERNAL_TABLE",
      parameters: filled(table.parameters, bindings),
      partitionKeys: table.partitionKeys,
      // https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
      storageDescriptor: {
        location: filled(table.location, bindings),
        columns: table.columns,
        inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: { serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe" },
      },
    },
    child(room),
  );
  return database;
};

const createWorkgroup = (
  room: Room,
  region: string,
  { workgroup }: AwsArchiveQuery,
  key: UsedKey | undefined,
  bindings: Bindings,
  dependsOn: pulumi.Resource[],
): Workgroup =>
  new Workgroup(
    childName(room, "query-workgroup"),
    {
      region,
      name: filled(workgroup.name, bindings),
      description: `Queries of the audit logs of ${room.name}`,
      configuration: {
        enforceWorkgroupConfiguration: true,
        bytesScannedCutoffPerQuery: workgroup.bytesScannedCutoffPerQuery,
        resultConfiguration: {
          outputLocation: filled(workgroup.outputLocation, bindings),
          encryptionConfiguration: key
            ? { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn }
            : { encryptionOption: "SSE_S3" },
        },
      },
      // Queries that ran in it are content too, and none of it is evidence.
      forceDestroy: true,
      ...tagged(room),
    },
    child(room, { dependsOn }),
  );

export interface QueryNeeds {
  results: Bucket | undefined;
  key: UsedKey | undefined;
  logGroup: UsedLogGroup;
}

/** What the archive and the log group are asked with; the workgroup of the archive, where there is one. */
export const createQueries = (
  room: Room,
  { region, archiveQuery, savedQueries }: AwsBlueprint,
  bindings: Bindings,
  { results, key, logGroup }: QueryNeeds,
): Workgroup | undefined => {
  for (const { id, text } of savedQueries?.search ?? []) {
    new QueryDefinition(
      childName(room, `query-${id}`),
      {
        region,
        name: filled(`${savedQueries!.folder}/${id}`, bindings),
        queryString: text,
        logGroupNames: [logGroup.name],
      },
      child(room),
    );
  }
  if (archiveQuery === undefined || results === undefined) return undefined;
  const database = createTable(room, region, archiveQuery, bindings);
  const ready = protectResults(room, region, results, archiveQuery, key, bindings);
  const workgroup = createWorkgroup(room, region, archiveQuery, key, bindings, ready);
  saveInAthena(room, region, savedQueries?.archive ?? [], database, workgroup);
  return workgroup;
};

const saveInAthena = (
  room: Room,
  region: string,
  queries: readonly SavedQuery[],
  database: CatalogDatabase,
  workgroup: Workgroup,
): void => {
  for (const { id, title, text } of queries) {
    new NamedQuery(
      childName(room, `archive-query-${id}`),
      { region, name: id, description: title, database: database.name, workgroup: workgroup.name, query: text },
      child(room),
    );
  }
};
