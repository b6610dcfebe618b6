import { issue } from "../../contract/issues.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import type { Placed } from "../compiled.ts";
import { accessLogPolicy, readerStatements } from "./archive.ts";
import { onlyBreakGlassChanges, onlyBreakGlassChangesKey } from "./break-glass.ts";
import { enableIamPolicies, readersDecrypt } from "./key.ts";
import { bucketArn, denyInsecureTransport, keyArn, known, ownName, type PolicyDocument, policy } from "./policies.ts";
import type { PolicyDocumentWithoutPrincipal } from "./trail.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;
type Permission = PolicyDocumentWithoutPrincipal["Statement"][number];

/** What S3 copies where. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html */
export type ReplicationRule = {
  id: string;
  priority: number;
  status: "Enabled";
  filter: { prefix: string };
  deleteMarkerReplication: { status: "Disabled" };
  sourceSelectionCriteria?: { sseKmsEncryptedObjects: { status: "Enabled" } };
  destination: {
    bucket: string;
    metrics: { status: "Enabled" };
    encryptionConfiguration?: { replicaKmsKeyId: string };
  };
};

/** The archive once more, in a second region: kept, locked and encrypted like it. */
export interface AwsReplica {
  region: string;
  policy: PolicyDocument;
  accessLogs: PolicyDocument;
  key: PolicyDocument | undefined;
  replication: {
    role: string;
    trust: PolicyDocument;
    permissions: PolicyDocumentWithoutPrincipal;
    rule: ReplicationRule;
  };
}

export const awsReplica = (plan: AuditPlan, placement: Placement): AwsReplica | undefined => {
  const { replicaRegion: region, readers } = placement;
  if (region === undefined) return undefined;
  const { customerManagedKey } = plan.settings.encryption;
  return {
    region,
    policy: policy(
      denyInsecureTransport(known.replica),
      ...readerStatements(readers, known.replica),
      ...onlyBreakGlassChanges(placement, known.replica),
    ),
    accessLogs: accessLogPolicy(
      known.replicaLogs,
      known.replica,
      known.account,
      onlyBreakGlassChanges(placement, known.replicaLogs),
    ),
    // A key is of one region; a multi-region key would be one whose loss takes both copies.
    key: customerManagedKey
      ? policy(
          enableIamPolicies,
          readers.length === 0 ? undefined : readersDecrypt(region, readers),
          ...onlyBreakGlassChangesKey(placement, known.account),
        )
      : undefined,
    replication: {
      role: ownName("replication"),
      trust: trust(),
      permissions: permissions(placement.region, region, customerManagedKey),
      rule: replicationRule(region, customerManagedKey),
    },
  };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html */
const trust = (): PolicyDocument =>
  policy({
    Sid: "S3Assume",
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sts:AssumeRole",
  });

const permissions = (from: string, to: string, encrypted: boolean): PolicyDocumentWithoutPrincipal => {
  const allow = (Sid: string, Action: string[], Resource: string): Permission => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: [Resource],
  });
  const throughS3 = (region: string) => ({
    Condition: { StringEquals: { "kms:ViaService": `s3.${region}.${known.dnsSuffix}` } },
  });
  const archive = bucketArn(known.archive);
  return {
    Version: "2012-10-17",
    Statement: [
      allow("ReadTheRule", ["s3:GetReplicationConfiguration", "s3:ListBucket"], archive),
      allow("ReadVersions", readVersions, `${archive}/*`),
      // Deletions are not replicated: nothing that is deleted here is lost there.
      allow("WriteReplicas", ["s3:ReplicateObject", "s3:ReplicateTags"], `${bucketArn(known.replica)}/*`),
      ...(encrypted
        ? [
            { ...allow("Decrypt", ["kms:Decrypt"], keyArn(from, known.key)), ...throughS3(from) },
            // Of a Bucket Key, S3 makes one and checks it again.
            {
              ...allow("Encrypt", ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"], keyArn(to, known.replicaKey)),
              ...throughS3(to),
            },
          ]
        : []),
    ],
  };
};

/** The last two because of the lock. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication */
const readVersions = [
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionTagging",
  "s3:GetObjectRetention",
  "s3:GetObjectLegalHold",
];

/**
 * Everything is copied. The metrics tell of what could not be; a promised time, which is billed by the GB, is not asked for:
 * CloudTrail itself promises none.
 */
const replicationRule = (region: string, encrypted: boolean): ReplicationRule => ({
  id: "replica",
  priority: 1,
  status: "Enabled",
  filter: { prefix: "" },
  deleteMarkerReplication: { status: "Disabled" },
  ...(encrypted && { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } }),
  destination: {
    bucket: bucketArn(known.replica),
    metrics: { status: "Enabled" },
    ...(encrypted && { encryptionConfiguration: { replicaKmsKeyId: keyArn(region, known.replicaKey) } }),
  },
});

export const replicaPlaced = ({ replicaRegion }: Placement): Placed[] =>
  replicaRegion === undefined
    ? []
    : [
        {
          rule: "replicaRegion",
          asked: replicaRegion,
          answer: {
            given: `S3 replication of what is new to a bucket in ${replicaRegion}, locked and kept alike`,
            issue: issue("notice", "aws-replica-from-now-on", ["replicaRegion"], {}),
          },
        },
      ];
