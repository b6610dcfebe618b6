import type { Call, CloudError, Properties, Rule, Stored } from "../resource.ts";
import { findKey, isEnabled } from "./kms.ts";
import { accountOf, bucketArn, dnsSuffixOf, refusal, regionOf, text } from "./place.ts";
import { destinationOf, replicaKeyOf, replicationRules, selectsKms } from "./s3-replication-parts.ts";
import { defaultEncryptionOf, isLocked } from "./s3-state.ts";
import { mayUse } from "./service-caller.ts";
import { roleMay, trustsService } from "./service-role.ts";

const PERMISSIONS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html";
const ENCRYPTED = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html";
const LOCKED =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication";

/** S3 checks nothing of this when the configuration is put: each object's replication then has the status FAILED. */
function failed(reason: string): CloudError {
  return refusal("ReplicationFailed", `S3 accepts the configuration and then copies nothing: ${reason}.`);
}

/** What a call has: the source bucket, its role, and each enabled rule's destination. */
interface Copy {
  call: Call;
  role: string;
  source: string;
  rule: Properties;
  destination: Stored;
}

function onEachCopy(id: string, source: string, check: (copy: Copy) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse(call) {
      const role = text(call.inputs.role) ?? "";
      for (const rule of replicationRules(call.inputs).filter(({ status }) => status === "Enabled")) {
        const destination = destinationOf(call, rule);
        if (destination === undefined) continue;
        const error = check({ call, role, source: text(call.inputs.bucket) ?? "", rule, destination });
        if (error !== undefined) return error;
      }
      return undefined;
    },
  };
}

const roleTrustsS3: Rule = {
  id: "s3-replication-role-trusts-s3",
  source: PERMISSIONS,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const role = text(inputs.role) ?? "";
    return trustsService(store, role, "s3.amazonaws.com", {})
      ? undefined
      : failed(`the role ${role} does not let s3.amazonaws.com assume it`);
  },
};

/** The actions of these that the role may not do. */
function lacking({ call, role }: Copy, actions: readonly string[], resource: string): string[] {
  return actions.filter((action) => !roleMay(call.store, role, action, resource));
}

function lacks(copy: Copy, actions: readonly string[], resource: string): CloudError | undefined {
  const missing = lacking(copy, actions, resource);
  return missing.length === 0
    ? undefined
    : failed(`the role ${copy.role} may not call ${missing.join(" and ")} on ${resource}`);
}

const arnOfSource = ({ call, source }: Copy): string => bucketArn(source, regionOf(call.inputs, call.config));

/** The name of an object, as CloudTrail writes them, for what a policy says of a prefix. */
const OBJECT = "AWSLogs/111122223333/CloudTrail/us-east-1/2000/01/01/log.json.gz";

const roleReadsTheSource = onEachCopy(
  "s3-replication-role-reads-the-source",
  PERMISSIONS,
  (copy) =>
    lacks(copy, ["s3:GetReplicationConfiguration", "s3:ListBucket"], arnOfSource(copy)) ??
    lacks(copy, ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"], `${arnOfSource(copy)}/${OBJECT}`),
);

const roleReadsLocks = onEachCopy("s3-replication-role-reads-locks", LOCKED, (copy) =>
  isLocked(copy.call.store, copy.source)
    ? lacks(copy, ["s3:GetObjectRetention", "s3:GetObjectLegalHold"], `${arnOfSource(copy)}/${OBJECT}`)
    : undefined,
);

const roleWritesTheDestination = onEachCopy("s3-replication-role-writes-the-destination", PERMISSIONS, (copy) =>
  lacks(copy, ["s3:ReplicateObject"], `${String(copy.destination.outputs.arn)}/${OBJECT}`),
);

const kmsObjectsAreSelected = onEachCopy("s3-replication-selects-what-kms-encrypts", ENCRYPTED, (copy) => {
  const encrypted = defaultEncryptionOf(copy.call.store, copy.source)?.algorithm.startsWith("aws:kms") === true;
  return !encrypted || selectsKms(copy.rule)
    ? undefined
    : failed("the bucket encrypts with KMS, and the rule does not select objects that are encrypted so");
});

/** Why the role can't use a key through S3 in a region, or nothing. */
function keyLacks({ call, role }: Copy, key: Stored, region: string, actions: readonly string[]): string | undefined {
  const account = accountOf(call.config);
  const context = {
    "kms:viaservice": `s3.${region}.${dnsSuffixOf(region)}`,
    "kms:calleraccount": account,
    "aws:principalarn": role,
    "aws:principalaccount": account,
  };
  if (!isEnabled(key)) return `the key ${String(key.outputs.arn)} is disabled`;
  const denied = actions.filter((action) => !mayUse(call.store, key, { arn: role, account }, action, context));
  return denied.length === 0
    ? undefined
    : `the role ${role} may not call ${denied.join(" and ")} with the key ${String(key.outputs.arn)}`;
}

const roleDecryptsTheSource = onEachCopy("s3-replication-role-decrypts-the-source", ENCRYPTED, (copy) => {
  const { call, source, rule } = copy;
  const key = findKey(call.store, defaultEncryptionOf(call.store, source)?.key);
  if (!selectsKms(rule) || key === undefined) return undefined;
  const reason = keyLacks(copy, key, regionOf(call.inputs, call.config), ["kms:Decrypt"]);
  return reason === undefined ? undefined : failed(reason);
});

const replicaKeyIsInTheRegion = onEachCopy(
  "s3-replication-key-is-in-the-region-of-the-destination",
  ENCRYPTED,
  ({ call, rule, destination }) => {
    const reference = replicaKeyOf(rule);
    if (reference === undefined) return undefined;
    const key = findKey(call.store, reference);
    return key?.outputs.region === destination.outputs.region
      ? undefined
      : failed(`there is no key ${reference} in ${String(destination.outputs.region)}, where the destination is`);
  },
);

const roleEncryptsReplicas = onEachCopy("s3-replication-role-encrypts-replicas", ENCRYPTED, (copy) => {
  const { call, rule, destination } = copy;
  const key = findKey(call.store, replicaKeyOf(rule));
  if (key === undefined) return undefined;
  // S3 checks a Bucket Key before it uses it.
  const bucketKey = defaultEncryptionOf(call.store, destination.id)?.bucketKey === true;
  const actions = ["kms:Encrypt", ...(bucketKey ? ["kms:Decrypt"] : [])];
  const reason = keyLacks(copy, key, String(destination.outputs.region), actions);
  return reason === undefined ? undefined : failed(reason);
});

export const deliveryRules: readonly Rule[] = [
  roleTrustsS3,
  roleReadsTheSource,
  roleReadsLocks,
  roleWritesTheDestination,
  kmsObjectsAreSelected,
  roleDecryptsTheSource,
  replicaKeyIsInTheRegion,
  roleEncryptsReplicas,
];
