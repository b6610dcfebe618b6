import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { bucketOf, destinationOf, FIREHOSE_API, invalidArgument, rule } from "./firehose-destination.ts";
import { findKey, isEnabled, keyAllows } from "./kms.ts";
import { accountOf, dnsSuffixOf, ofBucket, record, refusal, regionOf, TOKEN, text } from "./place.ts";
import { roleMay, trustsService } from "./service-role.ts";

const GUIDE = "https://docs.aws.amazon.com/firehose/latest/dev/";
const ACCESS = `${GUIDE}controlling-access.html`;
const ERRORS = `${GUIDE}monitoring-with-cloudwatch-logs.html`;

/** What Firehose itself says only when it delivers, in its error log; the sandbox says it at once. */
function undeliverable(name: string, reason: string): CloudError {
  return refusal(name, `Firehose makes the delivery stream and then delivers nothing: ${reason}.`);
}

function rolesOf({ inputs }: Call): string[] {
  const roles = [text(destinationOf(inputs).roleArn), text(bucketOf(inputs).roleArn)];
  return [...new Set(roles.filter((role) => role !== undefined))];
}

const roleTrustsFirehose = rule("firehose-role-trusts-firehose", `${ACCESS}#firehose-assume-role`, (_, call) => {
  const context = { "sts:externalid": accountOf(call.config), "aws:sourceaccount": accountOf(call.config) };
  const wrong = rolesOf(call).find((role) => !trustsService(call.store, role, "firehose.amazonaws.com", context));
  if (wrong === undefined) return undefined;
  return invalidArgument(`Firehose is unable to assume role ${wrong}. Please check the role provided.`);
});

function findBucketOf({ inputs, store }: Call): Stored | undefined {
  return store.where(TOKEN.bucket, "arn", text(bucketOf(inputs).bucketArn) ?? "")[0];
}

const bucketExists = rule("firehose-bucket-exists", ERRORS, (inputs, call) => {
  const arn = text(bucketOf(inputs).bucketArn);
  if (arn === undefined || findBucketOf(call) !== undefined) return undefined;
  return undeliverable("S3.NoSuchBucket", `the bucket ${arn} does not exist`);
});

const BUCKET_ACTIONS = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"];
const OBJECT_ACTIONS = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"];

const roleMayWrite = rule("firehose-role-may-write-to-the-bucket", `${ACCESS}#using-iam-s3`, (inputs, call) => {
  const arn = text(bucketOf(inputs).bucketArn);
  const role = text(bucketOf(inputs).roleArn);
  if (arn === undefined || role === undefined) return undefined;
  const may = (resource: string) => (action: string) => roleMay(call.store, role, action, resource);
  const allowed = BUCKET_ACTIONS.every(may(arn)) && OBJECT_ACTIONS.every(may(`${arn}/object`));
  return allowed ? undefined : undeliverable("S3.AccessDenied", `the role ${role} may not write to ${arn}`);
});

/** The key that objects get: the delivery stream's, or that of the bucket's default encryption. */
function keyOf(call: Call): Stored | undefined {
  const given = text(bucketOf(call.inputs).kmsKeyArn);
  const bucket = text(findBucketOf(call)?.outputs.bucket);
  const [byDefault] = [bucket === undefined ? undefined : ofBucket(call.store, TOKEN.encryption, bucket)];
  const [rules] = [record(byDefault?.inputs).rules].flat();
  const ofBucketItself = text(record(record(rules).applyServerSideEncryptionByDefault).kmsMasterKeyId);
  return findKey(call.store, given ?? ofBucketItself);
}

const roleMayUseKey = rule("firehose-role-may-use-the-bucket-key", `${ACCESS}#using-iam-s3`, (inputs, call) => {
  const key = keyOf(call);
  const role = text(bucketOf(inputs).roleArn);
  if (key === undefined || role === undefined) return undefined;
  const region = regionOf(inputs, call.config);
  const context = {
    "kms:viaservice": `s3.${region}.${dnsSuffixOf(region)}`,
    "kms:encryptioncontext:aws:s3:arn": text(bucketOf(inputs).bucketArn) ?? "",
  };
  const account = accountOf(call.config);
  const allowed = ["kms:Decrypt", "kms:GenerateDataKey"].every(
    (action) =>
      keyAllows(key, { arn: role, account, action, context }) &&
      roleMay(call.store, role, action, String(key.outputs.arn), context),
  );
  return allowed
    ? undefined
    : undeliverable("S3.KMS.AccessDeniedException", `the role ${role} may not use the key ${String(key.outputs.arn)}`);
});

const encryptionKeyIsUsable = rule(
  "firehose-encryption-key-is-usable",
  `${FIREHOSE_API}API_DeliveryStreamEncryptionConfigurationInput.html`,
  (inputs, { store }) => {
    const { enabled, keyType, keyArn } = record(inputs.serverSideEncryption);
    if (enabled !== true || keyType !== "CUSTOMER_MANAGED_CMK") return undefined;
    const key = findKey(store, text(keyArn));
    if (key !== undefined && isEnabled(key)) return undefined;
    return refusal(
      "InvalidKMSResourceException",
      `KMS key ${text(keyArn) ?? "(none)"} is not accessible: with CUSTOMER_MANAGED_CMK it must be given, and be enabled`,
    );
  },
);

export const accessRules: readonly Rule[] = [
  roleTrustsFirehose,
  bucketExists,
  roleMayWrite,
  roleMayUseKey,
  encryptionKeyIsUsable,
];
