import * as z from "zod";
import { awsExisting, trailName } from "./aws-existing.ts";
import { awsLogArchive } from "./aws-log-archive.ts";
import type { Cloud } from "./cloud.ts";
import { deferrable } from "./deferred.ts";
import { exampleLocations } from "./locations.ts";
import { protectTrail } from "./protect-trail.ts";
import { awsStreamEndpoint } from "./stream.ts";
import { location, shortName, text } from "./values.ts";

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const readers = <T extends z.ZodType>(principal: T) => z.record(shortName, principal);

export const awsScope = z.enum(["account", "organization"]).meta({
  id: "AwsScope",
  description: "Whose events an AWS trail records.",
  values: {
    account: "Those of the account that the stack is deployed to.",
    organization:
      "Those of every account of the organization; deployed in its management account, or by its delegated administrator with `managementAccount`.",
  },
});

export const awsPlacement = z
  .strictObject({
    region: location("aws").meta({
      description: `The region of the trail, its bucket, log group and key, such as \`${exampleLocations.aws}\`. Events of all regions are recorded.`,
    }),
    scope: awsScope.optional().meta({ description: "Whose events are recorded. Default: `account`." }),
    organizationId: text(/^o-[a-z0-9]{10,32}$/, "an organization's id", "o-a1b2c3d4e5")
      .optional()
      .meta({
        description: "The organization's id, such as `o-a1b2c3d4e5`.",
        errors: "Required with `scope: organization`, refused without it.",
        source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html",
      }),
    replicaRegion: location("aws").optional().meta({
      description:
        "A second region, in which S3 keeps a replica of the archive: with its lock, a key and an access log of its own. What was written before it was asked for is not copied.",
      errors:
        "Refused where it is `region`, or in another partition, such as AWS GovCloud (US) beside the other regions.",
      source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
    }),
    managementAccount: text(/^\d{12}$/, "an account's id of 12 digits", "111122223333")
      .optional()
      .meta({
        description:
          "The organization's management account, such as `111122223333`, where the stack is deployed by CloudTrail's delegated administrator: the trail is the management account's all the same, and policies name it as such. Absent: the stack is deployed in the management account.",
        errors:
          "Refused without `scope: organization`, and in China, where CloudTrail has no delegated administrators.",
        source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html",
      }),
    protectTrail: protectTrail.optional().meta({
      description:
        "Makes a service control policy by which nobody in the accounts below a target may stop, change or delete the organization's trail, such as a delegated " +
        "administrator of CloudTrail, but `breakGlass` roles. It doesn't bind the management account. The organization must have service control policies enabled.",
      errors: "Refused without `scope: organization`.",
      source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    }),
    readers: readers(
      deferrable(
        text(
          /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role)\/[\w+=,.@/-]+)$/,
          "the ARN of an IAM role, user or account",
          "arn:aws:iam::111122223333:role/security-audit",
        ),
      ),
    )
      .optional()
      .meta({
        description:
          "Who may read the archive: a name of yours for each, and the ARN of an IAM role, user or account. Reading CloudWatch Logs is granted by IAM policies of your own.",
      }),
    trailName: trailName.optional(),
    logArchive: awsLogArchive.optional().meta({
      description:
        "Another account that keeps the evidence: bucket, access logs and their key are made there. Absent: they are made in the stack's account.",
    }),
    existing: awsExisting.optional().meta({
      description:
        "What is there already and is adopted: used, but never created, changed or deleted. The policy statements that it needs are in the output `statements`.",
    }),
    breakGlass: readers(
      deferrable(
        text(
          /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
          "the ARN of an IAM role",
          "arn:aws:iam::111122223333:role/break-glass",
        ),
      ),
    )
      .optional()
      .meta({
        description:
          "Who alone may delete the evidence or change what protects it: a name of yours for each, and the ARN of an IAM role. Everybody else, administrators too, is denied it by " +
          "the policies of the buckets and the keys. The role that deploys must be among them. Without any, IAM decides.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
      }),
    alertRegions: z
      .array(location("aws"))
      .optional()
      .meta({
        description: `Further regions whose events alerts are told of, such as \`[${exampleLocations.aws}]\`: a rule in each sends on what alerts may be about, which AWS bills at about 1 USD a million events. The events of global services are sent on anyway. Default: none.`,
        errors: "Refused are the stack's own region, one that is given twice, and one of another partition.",
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html",
      }),
    streamEndpoint: awsStreamEndpoint.optional().meta({
      description:
        "Where the stream goes. Absent: into Parquet files in a bucket of its own, with a table for Athena. What the endpoint doesn't take within 2 hours is kept in that bucket.",
      errors: "Refused where `stream.enabled` is false.",
    }),
    dataEventsInLogs: z.boolean().optional().meta({
      description:
        "Whether CloudWatch Logs gets all the data events of `capture.data` too, and bills each gigabyte of them beside CloudTrail. Default: `false`, only those that alerts count; the archive has all.",
      source: "https://aws.amazon.com/cloudwatch/pricing/",
    }),
  })
  .meta({ id: "AwsPlacement", description: "Where on AWS, and who may read." });

export const gcpScope = z.enum(["project", "organization"]).meta({
  id: "GcpScope",
  description: "Whose events Google Cloud's sinks route.",
  values: {
    project: "Those of the project.",
    organization: "Those of the organization, its folders and all their projects; stored in the project.",
  },
});

export const gcpDataAccessLogs = z.enum(["managed", "external"]).meta({
  id: "GcpDataAccessLogs",
  description:
    "Who says which Data Access audit logs Google Cloud writes: of each service a project, or an organization, has one audit configuration.",
  values: {
    managed: "This stack: it replaces what was configured there.",
    external: "Others, such as another stack: this one leaves the audit configuration as it is.",
  },
});

export const gcpPlacement = z
  .strictObject({
    project: text(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "a project id", "acme-audit").meta({
      description:
        "The id of the project that holds the stores and the key, and whose events are routed unless `scope` says otherwise.",
      source: "https://cloud.google.com/resource-manager/docs/creating-managing-projects",
    }),
    location: location("gcp").meta({
      description: `The region of the bucket, the log bucket and the key, such as \`${exampleLocations.gcp}\`, or \`us\` or \`eu\` for the multi-regions.`,
    }),
    scope: gcpScope.optional().meta({ description: "Whose events are routed. Default: `project`." }),
    organizationId: text(/^[0-9]{1,19}$/, "an organization's number", "123456789012")
      .optional()
      .meta({
        description: "The organization's number, such as `123456789012`.",
        errors: "Required with `scope: organization`, refused without it.",
        source: "https://cloud.google.com/resource-manager/docs/creating-managing-organization",
      }),
    dataAccessLogs: gcpDataAccessLogs.optional().meta({
      description:
        "Who says which Data Access audit logs are written. Default: `managed`. Where two audit logs share a project or organization, let one " +
        "of them ask for all that both capture, and set the other to `external`: else the later deployment replaces what the earlier one turned on.",
      source: "https://cloud.google.com/logging/docs/audit/configure-data-access",
    }),
    readers: readers(
      deferrable(
        text(
          /^(?:(?:user|group|serviceAccount):[^\s@]+@[^\s@]+|domain:[^\s@]+|principal(?:Set)?:\/\/\S+)$/,
          "a member that is not public",
          "group:security@example.com",
        ),
      ),
    )
      .optional()
      .meta({
        description:
          "Who may read the archive and the log bucket: a name of yours for each, and the member, such as `group:security@example.com`.",
      }),
  })
  .meta({ id: "GcpPlacement", description: "Where on Google Cloud, and who may read." });

export const azureScope = z.enum(["subscription"]).meta({
  id: "AzureScope",
  description: "Whose events Azure's diagnostic setting exports.",
  values: { subscription: "Those of the subscription that the stack is deployed to." },
});

export const azurePrincipalType = z.enum(["User", "Group", "ServicePrincipal"]).meta({
  id: "AzurePrincipalType",
  description: "The kind of a Microsoft Entra principal.",
  values: { User: "A user.", Group: "A group.", ServicePrincipal: "An application or a managed identity." },
});

export const azureRedundancy = z.enum(["LRS", "ZRS", "GRS", "GZRS"]).meta({
  id: "AzureRedundancy",
  description: "Where Azure Storage keeps the copies of the archive.",
  values: {
    LRS: "Three in one data center.",
    ZRS: "In three availability zones of the location.",
    GRS: "Three in one data center, three in the paired location.",
    GZRS: "In three availability zones, and three in the paired location.",
  },
});

export const azureReader = z
  .strictObject({
    principalId: deferrable(text(guid, "the object id of a principal", "11111111-2222-3333-4444-555555555555")).meta({
      description: "The principal's object id in Microsoft Entra, a UUID.",
    }),
    principalType: azurePrincipalType.optional().meta({ description: "The principal's kind. Default: `Group`." }),
  })
  .meta({ id: "AzureReader", description: "A Microsoft Entra principal that may read." });

export const azurePlacement = z
  .strictObject({
    location: location("azure").meta({
      description: `The location of the storage account, the workspace and the key vault, such as \`${exampleLocations.azure}\`.`,
    }),
    scope: azureScope.optional().meta({ description: "Whose events are exported. Default: `subscription`." }),
    redundancy: azureRedundancy.optional().meta({
      description:
        "Where Azure Storage keeps the copies of the archive. Default: `ZRS`; take `LRS` in a location without availability zones.",
      source: "https://learn.microsoft.com/azure/storage/common/storage-redundancy",
    }),
    lockExistingAccount: z.boolean().optional().meta({
      description:
        "Says that an earlier deployment made the storage account, with `immutability: governance`: Azure locks an immutability policy only after it has existed unlocked.",
      errors: "`immutability: compliance` is refused without it.",
      source: "https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope",
    }),
    readers: readers(azureReader).optional().meta({
      description: "Who may read the archive and the workspace: a name of yours for each, and the principal.",
    }),
  })
  .meta({ id: "AzurePlacement", description: "Where on Azure, and who may read." });

export const placements = { aws: awsPlacement, gcp: gcpPlacement, azure: azurePlacement } as const satisfies Record<
  Cloud,
  z.ZodType
>;

export type AwsPlacement = z.infer<typeof awsPlacement>;
export type GcpPlacement = z.infer<typeof gcpPlacement>;
export type AzurePlacement = z.infer<typeof azurePlacement>;
export type Placements = { aws?: AwsPlacement; gcp?: GcpPlacement; azure?: AzurePlacement };
