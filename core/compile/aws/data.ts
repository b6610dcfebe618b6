import { both, equal, type Filter, recordField } from "../../filter/ast.ts";
import type { FieldSelector } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, DataCapture, DataService, PlannedPlacements } from "../../plan/plan.ts";
import { literal } from "../json.ts";
import { notCaptured, type RuleAnswer, ruleIssue } from "../rules.ts";
import { bucketArn, known } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** How a trail records the data events of a service. */
type Recorded =
  /** By selectors of these types of resources. */
  | { readonly types: readonly ResourceType[] }
  /** CloudTrail counts them among the management events. */
  | { readonly management: string }
  | { readonly lacks: string };

interface ResourceType {
  readonly type: string;
  /** What records may name as the source of its data events. */
  readonly sources: readonly string[];
  /** The conditions on an ARN by which resources of these names are told; absent where they can't be. */
  arns?(resources: readonly string[]): FieldSelector | undefined;
}

const isPrefix = (resource: string): boolean => resource.endsWith("*");

/** Object ARNs begin with their bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html */
const objectArns = (resources: readonly string[]): FieldSelector => ({
  field: "resources.ARN",
  startsWith: resources.map((name) => bucketArn(literal(isPrefix(name) ? name.slice(0, -1) : `${name}/`))),
});

/** An ARN that ends with the name, after account and region, which may be any. */
const endingIn =
  (kind: string) =>
  (resources: readonly string[]): FieldSelector | undefined =>
    resources.some(isPrefix)
      ? undefined
      : { field: "resources.ARN", endsWith: resources.map((name) => `:${kind}${literal(name)}`) };

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-cloudtrail.html
 */
const recorded = {
  storage: { types: [{ type: "AWS::S3::Object", sources: ["s3.amazonaws.com"], arns: objectArns }] },
  database: {
    types: [
      { type: "AWS::DynamoDB::Table", sources: ["dynamodb.amazonaws.com"], arns: endingIn("table/") },
      { type: "AWS::RDS::DBCluster", sources: ["rds.amazonaws.com", "rdsdata.amazonaws.com"] },
    ],
  },
  functions: {
    types: [{ type: "AWS::Lambda::Function", sources: ["lambda.amazonaws.com"], arns: endingIn("function:") }],
  },
  secrets: { management: "AWS Secrets Manager's calls" },
  keys: { management: "AWS KMS's calls" },
  analytics: { management: "Amazon Athena's queries" },
  kubernetes: { lacks: "Amazon EKS writes its audit logs for each cluster, and not to CloudTrail" },
} as const satisfies Record<DataService, Recorded>;

const recordedOf = (service: DataService): Recorded => recorded[service];

/** A trail stores management events all or, by access, in part: reads among them are asked for with the data that they are. */
export const readsAsData = (data: readonly DataCapture[]): boolean =>
  data.some(({ service, access = "all" }) => "management" in recordedOf(service) && access !== "write");

/** What a trail is to select. */
export interface Selection {
  /** The selectors' own where it is absent. */
  readonly name: string | undefined;
  readonly filter: Filter;
  /** The condition on ARNs, which is of the same resource as the type. */
  readonly arn: FieldSelector | undefined;
}

/** What a trail is to select of the data events that the spec asks for. */
export interface DataSelection extends Selection {
  readonly sources: readonly string[];
}

/** Data events of objects by which evidence is lost: an object or a version deleted, a lock shortened or lifted. */
export const lossOfObjects = ["DeleteObject", "DeleteObjects", "PutObjectRetention", "PutObjectLegalHold"] as const;

export const lossOfEvidenceName = "Deletions in the archive";

/** The objects of buckets, as ARNs begin. */
const objectsIn = (buckets: readonly string[]): string[] => buckets.map((bucket) => `${bucketArn(bucket)}/`);

/**
 * How the evidence's own objects are lost, which nothing but data events tells: CloudTrail itself writes them with PutObject,
 * so that this makes no loop.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const lossOfEvidence = (buckets: readonly string[]): DataSelection => ({
  name: lossOfEvidenceName,
  filter: both(
    equal(recordField("eventCategory"), ["Data"], false),
    equal(recordField("resources", "type"), ["AWS::S3::Object"], false),
    equal(recordField("readOnly"), [false], false),
    equal(recordField("eventName"), lossOfObjects, false),
  ),
  arn: { field: "resources.ARN", startsWith: objectsIn(buckets) },
  sources: ["s3.amazonaws.com"],
});

/** The buckets that evidence is in, by their names: an adopted one has no log of its reads that is known. */
export const evidenceBuckets = ({ existing, replicaRegion }: Placement): readonly string[] => [
  known.archive,
  ...(existing.includes("bucket") ? [] : [known.accessLogs]),
  ...(replicaRegion === undefined ? [] : [known.replica, known.replicaLogs]),
];

/** Delivered and copied files are objects too: recorded, each would make the next. */
const arnOf = (
  { type, arns }: ResourceType,
  resources: readonly string[],
  ownBuckets: readonly string[],
): FieldSelector | undefined => {
  const asked = resources.length === 0 ? undefined : arns?.(resources);
  if (type !== "AWS::S3::Object") return asked;
  return { field: "resources.ARN", notStartsWith: objectsIn(ownBuckets), ...asked };
};

/** What a trail is to select of the data events of one kind of service, but for what is delivered to its own buckets. */
export const dataSelections = (
  { service, access = "all", resources = [] }: DataCapture,
  ownBuckets: readonly string[],
): DataSelection[] => {
  const how = recordedOf(service);
  if (!("types" in how)) return [];
  return how.types.map((one) => ({
    name: `Data events of ${service}`,
    filter: both(
      equal(recordField("eventCategory"), ["Data"], false),
      equal(recordField("resources", "type"), [one.type], false),
      ...(access === "all" ? [] : [equal(recordField("readOnly"), [access === "read"], false)]),
    ),
    arn: arnOf(one, resources, ownBuckets),
    sources: one.sources,
  }));
};

const untold = (how: { types: readonly ResourceType[] }, resources: readonly string[]): string[] =>
  resources.length === 0 ? [] : how.types.filter(({ arns }) => arns?.(resources) === undefined).map(({ type }) => type);

/** What AWS does about data events of one kind of service. */
export const dataAnswer = (plan: AuditPlan, capture: DataCapture): RuleAnswer => {
  const { service, access = "all", resources = [] } = capture;
  const how = recordedOf(service);
  if ("lacks" in how) return notCaptured(plan, "aws", capture, how.lacks);
  const target = "CloudTrail event selectors";
  if ("management" in how) {
    const isWider = access !== "all" || resources.length > 0;
    return {
      given: `CloudTrail, ${how.management} among the management events`,
      fidelity: isWider ? "wider" : "exact",
      native: [{ target, text: "eventCategory = Management" }],
      whenAsking: undefined,
      issues: isWider
        ? [ruleIssue("notice", "data-wider", { cloud: "aws", what: `${how.management} are management events` })]
        : [],
    };
  }
  const all = untold(how, resources);
  const what = `CloudTrail can't tell the beginnings of names of ${all.join(" and ")}`;
  return {
    given: `CloudTrail, data events of ${how.types.map(({ type }) => type).join(" and ")}`,
    fidelity: all.length > 0 ? "wider" : "exact",
    native: how.types.map(({ type }) => ({ target, text: `eventCategory = Data, resources.type = ${type}` })),
    whenAsking: undefined,
    issues: all.length > 0 ? [ruleIssue("warning", "data-wider", { cloud: "aws", what })] : [],
  };
};
