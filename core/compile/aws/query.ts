import { glueColumns } from "../../filter/cloudtrail-table.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answer, because } from "../compiled.ts";
import { literal, token } from "../json.ts";
import { type SavedQuery, savedQueries } from "../questions.ts";
import type { LifecycleRule } from "./archive.ts";
import { archiveRegions } from "./archive-regions.ts";
import {
  bucketArn,
  denyInsecureTransport,
  known,
  ownName,
  type PolicyDocument,
  policy,
  type Statement,
} from "./policies.ts";
import { archiveTable } from "./questions.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** What the archive is asked with. `${…}` is filled in with what AWS answers. */
export interface AwsArchiveQuery {
  database: string;
  table: {
    name: string;
    location: string;
    columns: { name: string; type: string }[];
    partitionKeys: { name: string; type: string }[];
    parameters: Record<string, string>;
  };
  workgroup: { name: string; bytesScannedCutoffPerQuery: number; outputLocation: string };
  results: { policy: PolicyDocument; lifecycle: LifecycleRule[] };
}

/** The name of the bucket of results. */
const results = token("queryResults");

/** 1 TiB: what one query may read, which costs about 5 dollars; a query that would read more is stopped. */
const mostBytesOfAQuery = 1_099_511_627_776;

const resultDays = 30;

/** CloudTrail writes a day's last files on the next; the archive is emptied once a day. */
const marginDays = 3;

/** A place that Athena fills in, and not the component. */
const placeholder = (name: string): string => literal(`\${${name}}`);

/** The trail's folders: of an account, or of an organization with the account in it. */
const folder = ({ scope, organizationId }: Placement): string =>
  scope === "organization" ? `AWSLogs/${organizationId}` : `AWSLogs/${known.account}`;

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
const projection = (placement: Placement, days: number): Record<string, string> => {
  const isOrganization = placement.scope === "organization";
  const account = isOrganization ? `${placeholder("account")}/` : "";
  const root = `s3://${known.archive}/${folder(placement)}`;
  return {
    EXTERNAL: "TRUE",
    classification: "cloudtrail",
    "projection.enabled": "true",
    ...(isOrganization && { "projection.account.type": "injected" }),
    "projection.region.type": "enum",
    "projection.region.values": archiveRegions(placement.region).join(","),
    "projection.day.type": "date",
    "projection.day.format": "yyyy/MM/dd",
    "projection.day.range": `NOW-${days + marginDays}DAYS,NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
    "storage.location.template": `${root}/${account}CloudTrail/${placeholder("region")}/${placeholder("day")}/`,
  };
};

const readers = (names: readonly string[]): Statement["Principal"] => ({ AWS: names.map(known.reader) });

/** https://docs.aws.amazon.com/athena/latest/ug/querying.html#query-results-specify-location-previous-defaults */
const resultsPolicy = (names: readonly string[]): PolicyDocument =>
  policy(
    denyInsecureTransport(results),
    ...(names.length === 0
      ? []
      : [
          {
            Sid: "ReadersFindResults",
            Effect: "Allow" as const,
            Principal: readers(names),
            Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            Resource: bucketArn(results),
          },
          {
            Sid: "ReadersKeepResults",
            Effect: "Allow" as const,
            Principal: readers(names),
            Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            Resource: `${bucketArn(results)}/*`,
          },
        ]),
  );

/** Readers' queries write their results with the key, and read them, and nothing else with it. */
export const queryKeyStatements = (plan: AuditPlan, { region, readers: names }: Placement): readonly Statement[] =>
  !plan.settings.query.archive || names.length === 0
    ? []
    : [
        {
          Sid: "ReadersUseResults",
          Effect: "Allow",
          Principal: readers(names),
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: "*",
          Condition: {
            StringEquals: { "kms:ViaService": `s3.${region}.${known.dnsSuffix}` },
            StringLike: { "kms:EncryptionContext:aws:s3:arn": `${bucketArn(results)}*` },
          },
        },
      ];

/** What the saved questions are; absent without any. */
export interface AwsSavedQueries {
  /** The folder that they stand in, among the account's queries. */
  folder: string;
  search: SavedQuery[];
  archive: SavedQuery[];
}

export const savedQueriesOf = (plan: AuditPlan): AwsSavedQueries | undefined =>
  plan.settings.query.saved
    ? {
        folder: `auditlog-${known.unique}`,
        search: savedQueries(plan, "aws", "search"),
        archive: plan.settings.query.archive ? savedQueries(plan, "aws", "archive") : [],
      }
    : undefined;

export const archiveQueryOf = (plan: AuditPlan, placement: Placement): AwsArchiveQuery | undefined => {
  if (!plan.settings.query.archive) return undefined;
  const text = (name: string): { name: string; type: string } => ({ name, type: "string" });
  return {
    // A name with a dash would need quotes in SQL.
    database: `auditlog_${known.unique}`,
    table: {
      name: archiveTable,
      location: `s3://${known.archive}/${folder(placement)}/`,
      columns: glueColumns.map((column) => ({ ...column })),
      partitionKeys: [...(placement.scope === "organization" ? ["account"] : []), "region", "day"].map(text),
      parameters: projection(placement, plan.settings.retention.days),
    },
    workgroup: {
      name: ownName("query"),
      bytesScannedCutoffPerQuery: mostBytesOfAQuery,
      outputLocation: `s3://${results}/`,
    },
    results: {
      policy: resultsPolicy(placement.readers),
      lifecycle: [
        {
          id: "end-of-results",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: resultDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
  };
};

const archiveAnswer = (plan: AuditPlan, { region, scope }: Placement): Answer | undefined => {
  if (!plan.settings.query.archive) return undefined;
  return {
    given: `Athena, a table of Glue over the ${scope}'s files, ${plan.settings.retention.days} days`,
    issue: because("notice", "aws-archive-table", "query.archive", { count: archiveRegions(region).length, scope }),
  };
};

const savedGiven = (count: number, isArchive: boolean): string =>
  `${count} queries of CloudWatch Logs Insights${isArchive ? ", and of Athena" : ""}`;

/** What AWS does of `query`. */
export const queryAnswers = (plan: AuditPlan, placement: Placement) => ({
  "query.saved": plan.settings.query.saved
    ? { given: savedGiven(savedQueries(plan, "aws", "search").length, plan.settings.query.archive) }
    : undefined,
  "query.archive": archiveAnswer(plan, placement),
});
