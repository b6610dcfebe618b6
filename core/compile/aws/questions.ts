import type { ToldColumn } from "../../filter/kql-forms.ts";
import { toAthenaSql } from "../../filter/to-athena-sql.ts";
import { toLogsInsights } from "../../filter/to-logs-insights.ts";
import type { QueryLanguage } from "../query-language.ts";

/** What people are told of an event, from a CloudTrail record's fields in CloudWatch Logs. */
const insightsFields: { readonly [C in ToldColumn]: string } = {
  Who: "coalesce(userIdentity.arn, userIdentity.userName, userIdentity.principalId, userIdentity.invokedBy)",
  What: "eventName",
  Target: "coalesce(resources.0.ARN, requestParameters.bucketName, requestParameters.name)",
  Account: "recipientAccountId",
  SourceIp: "sourceIPAddress",
  Outcome: "coalesce(errorCode, errorMessage)",
};

const told = Object.keys(insightsFields) as readonly ToldColumn[];

/** The most rows that CloudWatch Logs Insights gives. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const mostRows = 10_000;

const named = (columns: readonly ToldColumn[], fields: Readonly<Record<ToldColumn, string>>): string =>
  columns.map((column) => (fields[column] === column ? column : `${fields[column]} as ${column}`)).join(", ");

const comments = (sign: string, lines: readonly string[]): readonly string[] => lines.map((line) => `${sign} ${line}`);

/** Of the trail's log group. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
export const searchQuery: QueryLanguage = {
  target: "CloudWatch Logs Insights",
  compile: toLogsInsights,
  write: ({ question: { by }, comments: lines, condition }) =>
    [
      ...comments("#", lines),
      ...(by === undefined
        ? [`fields @timestamp, ${named(told, insightsFields)}`, `| filter ${condition}`, "| sort @timestamp desc"]
        : [
            `fields ${named(by, insightsFields)}`,
            `| filter ${condition}`,
            `| stats count(*) as Events, max(@timestamp) as Last by ${by.join(", ")}`,
            "| sort Events desc",
          ]),
      `| limit ${mostRows}`,
    ].join("\n"),
};

/** The table's own name: queries name no database, so that they serve in each. */
export const archiveTable = "cloudtrail_logs";

const sqlColumns: { readonly [C in ToldColumn]: string } = {
  Who: "coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby)",
  What: "eventname",
  Target: "coalesce((element_at(resources, 1)).arn, requestparameters)",
  Account: "recipientaccountid",
  SourceIp: "sourceipaddress",
  Outcome: "coalesce(errorcode, errormessage, 'success')",
};

/** The account whose files are read: a query over an organization's names one. */
const exampleAccount = "111122223333";

/** Of the archive's table, by the SQL of Athena. */
export const archiveQuery: QueryLanguage = {
  target: "Athena",
  compile: toAthenaSql,
  write: ({ question: { by }, isOrganization, comments: lines, condition }) => {
    const columns = by ?? told;
    const list = columns.map((column) => `  ${sqlColumns[column]} AS ${column}`);
    return [
      ...comments("--", isOrganization ? [...lines, `Put the account in the place of ${exampleAccount}`] : lines),
      "SELECT",
      by === undefined
        ? ["  eventtime AS Time", ...list].join(",\n")
        : [...list, "  count(*) AS Events", "  max(eventtime) AS Last"].join(",\n"),
      `FROM ${archiveTable}`,
      // Partitions by day: what isn't read costs nothing.
      "WHERE day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')",
      ...(isOrganization ? [`  AND account = '${exampleAccount}'`] : []),
      `  AND (${condition.replaceAll("\n", "\n    ")})`,
      by === undefined
        ? "ORDER BY Time DESC"
        : `GROUP BY ${columns.map((_, at) => at + 1).join(", ")}\nORDER BY Events DESC`,
    ].join("\n");
  },
};
