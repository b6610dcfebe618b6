// Doesn't prove anything of destinations other than S3 and HTTP endpoints: the sandbox takes those as they are.
import { describe, expect, test } from "vitest";
import { deliveryStream } from "../../sandbox/aws/firehose.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { arnOf, key, worldsOf } from "./aws-alert-world.ts";
import { ACCOUNT, type Case, CONFIG, REGION, testCases } from "./aws-case.ts";
import {
  BUCKET,
  bucket,
  DELIVERY,
  deliveryRole,
  mayDo,
  STREAM,
  s3,
  toBucket,
  toEndpoint,
} from "./aws-firehose-world.ts";
import type { Given } from "./memory-store.ts";
import { memoryStore } from "./memory-store.ts";

const INVALID = "InvalidArgumentException";
const world = [bucket, deliveryRole(), mayDo(toBucket)];
const token = TOKEN.deliveryStream;

const endpoint = (more: Properties): Properties => ({
  ...toEndpoint,
  httpEndpointConfiguration: { ...(toEndpoint.httpEndpointConfiguration as Properties), ...more },
});
const files = (more: Properties): Properties => ({
  name: "lake",
  destination: "extended_s3",
  extendedS3Configuration: { ...s3, ...more },
});

/** The same surroundings, inputs that differ in one thing. */
const bad = (
  rule: string,
  when: string,
  wrong: Properties,
  right: Properties,
  message: RegExp,
  name = INVALID,
): Case => ({
  rule,
  when,
  token,
  given: world,
  inputs: wrong,
  refused: { name, message },
  mended: { inputs: right },
});

const inWorld = worldsOf(token, toEndpoint, world);

const encryption = key([]);
const KEY = arnOf(encryption);
const useKey = (condition: Properties): Json => ({
  Effect: "Allow",
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: KEY,
  Condition: { StringEquals: condition },
});
const throughS3 = useKey({ "kms:ViaService": `s3.${REGION}.amazonaws.com` });
const defaultEncryption: Given = {
  token: TOKEN.encryption,
  inputs: {
    bucket: "lake",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } }],
  },
};

const schema = { databaseName: "audit", tableName: "events", roleArn: DELIVERY };
const conversion = (more: Properties = {}): Properties => ({ schemaConfiguration: { ...schema, ...more } });
const converted = (more: Properties = {}): Properties =>
  files({ bufferingSize: 64, dataFormatConversionConfiguration: conversion(), ...more });
const database: Given = { token: TOKEN.glueDatabase, inputs: { name: "audit" } };
const table: Given = { token: TOKEN.glueTable, inputs: { name: "events", databaseName: "audit" } };
const glue = (...resources: string[]): Json => ({
  Effect: "Allow",
  Action: ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"],
  Resource: resources.map((resource) => `arn:aws:glue:${REGION}:${ACCOUNT}:${resource}`),
});
const readsTable = mayDo(toBucket, glue("catalog", "database/audit", "table/audit/events"));
const converting = [bucket, deliveryRole(), readsTable, database, table];
const inConverting = worldsOf(token, converted(), converting);
const badConversion = (rule: string, when: string, wrong: Properties, right: Properties, message: RegExp): Case => ({
  ...bad(rule, when, wrong, right, message),
  given: converting,
});
const processors = (...types: string[]): Properties => ({
  processingConfiguration: { enabled: true, processors: types.map((type) => ({ type })) },
});

testCases(deliveryStream.rules, [
  bad(
    "firehose-name-is-valid",
    "a slash",
    { ...toEndpoint, name: "a/b" },
    { ...toEndpoint, name: "a_b.c-D" },
    /a\/b/,
    "ValidationException",
  ),
  bad(
    "firehose-name-is-valid",
    "65 characters",
    { ...toEndpoint, name: "a".repeat(65) },
    { ...toEndpoint, name: "a".repeat(64) },
    /1 to 64/,
    "ValidationException",
  ),
  bad(
    "firehose-destination-is-configured",
    "a bucket without its configuration",
    { name: "lake", destination: "extended_s3" },
    files({}),
    /extendedS3Configuration is required/,
    "Invalid configuration",
  ),
  bad(
    "firehose-buffer-is-in-range",
    "65 MB for an endpoint",
    endpoint({ bufferingSize: 65 }),
    endpoint({ bufferingSize: 64 }),
    /1 to 64/,
  ),
  bad(
    "firehose-buffer-is-in-range",
    "129 MB for a bucket",
    files({ bufferingSize: 129 }),
    files({ bufferingSize: 128 }),
    /1 to 128/,
  ),
  bad(
    "firehose-buffer-is-in-range",
    "901 seconds",
    endpoint({ bufferingInterval: 901 }),
    endpoint({ bufferingInterval: 900 }),
    /0 to 900, not 901/,
  ),
  bad(
    "firehose-endpoint-url-is-https",
    "plain HTTP",
    endpoint({ url: "http://siem.example.com" }),
    endpoint({ url: "https://siem.example.com" }),
    /https:/,
    "ValidationException",
  ),
  bad(
    "firehose-endpoint-url-is-https",
    "a URL of 1,001 characters",
    endpoint({ url: `https://${"a".repeat(993)}` }),
    endpoint({ url: `https://${"a".repeat(992)}` }),
    /1000 characters/,
    "ValidationException",
  ),
  bad(
    "firehose-endpoint-port-is-443",
    "another port",
    endpoint({ url: "https://siem.example.com:8443/a" }),
    endpoint({ url: "https://siem.example.com:443/a:8443" }),
    /not 8443/,
  ),
  bad(
    "firehose-endpoint-access-key-fits",
    "a key of 4,097 characters",
    endpoint({ accessKey: "k".repeat(4097) }),
    endpoint({ accessKey: "k".repeat(4096) }),
    /less than or equal to 4096$/,
    "ValidationException",
  ),
  bad(
    "firehose-retry-is-at-most-2-hours",
    "two hours and a second",
    endpoint({ retryDuration: 7201 }),
    endpoint({ retryDuration: 7200 }),
    /0 to 7200, not 7201/,
    "ValidationException",
  ),
  bad(
    "firehose-prefixes-fit",
    "a prefix by day without one for errors",
    files({ prefix: "dt=!{timestamp:yyyy-MM-dd}/" }),
    files({ prefix: "dt=!{timestamp:yyyy-MM-dd}/", errorOutputPrefix: "failed/" }),
    /cannot be null or empty/,
  ),
  bad(
    "firehose-prefixes-fit",
    "errors by day and not by kind",
    files({ errorOutputPrefix: "failed/!{timestamp:yyyy}/" }),
    files({ errorOutputPrefix: "failed/!{firehose:error-output-type}/!{timestamp:yyyy}/" }),
    /must contain !\{firehose:error-output-type\}/,
  ),
  bad(
    "firehose-prefixes-fit",
    "a kind of error where there is none",
    files({ prefix: "!{firehose:error-output-type}/" }),
    files({ prefix: "events/" }),
    /Prefix cannot contain/,
  ),
  badConversion(
    "firehose-conversion-is-uncompressed",
    "Parquet in GZIP",
    converted({ compressionFormat: "GZIP" }),
    converted({ compressionFormat: "UNCOMPRESSED" }),
    /must be UNCOMPRESSED/,
  ),
  badConversion(
    "firehose-conversion-buffers-at-least-64-megabytes",
    "a buffer of 63 MB",
    converted({ bufferingSize: 63 }),
    converted({ bufferingSize: 64 }),
    /at least 64 .* not 63/,
  ),
  badConversion(
    "firehose-conversion-table-exists",
    "a table that doesn't exist",
    converted({ dataFormatConversionConfiguration: conversion({ tableName: "other" }) }),
    converted({ dataFormatConversionConfiguration: { ...conversion({ tableName: "other" }), enabled: false } }),
    /table other of the database audit was not found/,
  ),
  inConverting(
    "firehose-conversion-role-may-read-the-table",
    "a role that may not look at the catalog",
    [bucket, deliveryRole(), mayDo(toBucket, glue("database/audit", "table/audit/events")), database, table],
    INVALID,
    /^Access was denied when calling Glue/,
  ),
  bad(
    "firehose-message-extraction-needs-decompression",
    "messages taken out of what is compressed",
    files(processors("CloudWatchLogProcessing")),
    files(processors("Decompression", "CloudWatchLogProcessing")),
    /together with Decompression/,
  ),
  inWorld(
    "firehose-role-trusts-firehose",
    "a role for another account's delivery streams",
    [bucket, deliveryRole({ StringEquals: { "sts:ExternalId": "444455556666" } }), mayDo(toBucket)],
    INVALID,
    /^Firehose is unable to assume role .*role\/delivery/,
  ),
  inWorld(
    "firehose-bucket-exists",
    "no bucket",
    [deliveryRole(), mayDo(toBucket)],
    "S3.NoSuchBucket",
    /lake does not exist/,
  ),
  inWorld(
    "firehose-role-may-write-to-the-bucket",
    "a role that may not list uploads",
    [
      bucket,
      deliveryRole(),
      mayDo({ ...toBucket, Action: ["s3:Get*", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListBucket"] }),
    ],
    "S3.AccessDenied",
    /may not write to arn:aws:s3:::lake/,
  ),
  inWorld(
    "firehose-role-may-write-to-the-bucket",
    "a role that may write to another bucket",
    [bucket, deliveryRole(), mayDo({ ...toBucket, Resource: [`${BUCKET}2`, `${BUCKET}2/*`] })],
    "S3.AccessDenied",
    /may not write/,
  ),
  inWorld(
    "firehose-role-may-use-the-bucket-key",
    "a bucket with a key that the role has nothing of",
    [...world, encryption, defaultEncryption],
    "S3.KMS.AccessDeniedException",
    /may not use the key/,
    { near: [bucket, deliveryRole(), mayDo(toBucket, throughS3), encryption, defaultEncryption] },
  ),
  {
    ...bad(
      "firehose-role-may-use-the-bucket-key",
      "a key of the delivery stream's that the role may use through another service",
      endpoint({ s3Configuration: { ...s3, kmsKeyArn: KEY } }),
      endpoint({ s3Configuration: { ...s3, kmsKeyArn: KEY } }),
      /may not use the key/,
      "S3.KMS.AccessDeniedException",
    ),
    given: [bucket, deliveryRole(), mayDo(toBucket, useKey({ "kms:ViaService": "sqs.amazonaws.com" })), encryption],
    mended: { given: [bucket, deliveryRole(), mayDo(toBucket, throughS3), encryption] },
  },
  {
    ...bad(
      "firehose-encryption-key-is-usable",
      "a key of one's own that is not given",
      { ...toEndpoint, serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } },
      { ...toEndpoint, serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: KEY } },
      /\(none\) is not accessible/,
      "InvalidKMSResourceException",
    ),
    given: [...world, encryption],
  },
]);

describe("a delivery stream", () => {
  test("is known by its ARN", () => {
    expect(deliveryStream.id(toEndpoint, CONFIG)).toBe(STREAM);
    expect(deliveryStream.outputs(toEndpoint, CONFIG, memoryStore([]))).toEqual({
      arn: STREAM,
      destinationId: "destinationId-000000000001",
      versionId: "1",
      region: REGION,
      tagsAll: {},
    });
  });
});
