import * as z from "zod";

export const query = z
  .strictObject({
    saved: z
      .boolean()
      .optional()
      .meta({
        description:
          "Saves the catalog's questions where people look: as queries of CloudWatch Logs Insights, and of Athena where `archive` is on; in the Logs Explorer; " +
          "in the Log Analytics workspace. The `queries` output has their texts anyway.",
        source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html",
      }),
    archive: z.boolean().optional().meta({
      description:
        "Makes the archive a table for SQL. On AWS: a table of Glue over the trail's files, and a workgroup of Athena with a bucket for its results, which is emptied after 30 days.",
      errors: "Google Cloud and Azure have no SQL over their archives: a warning, and nothing is made there.",
      source: "https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html",
    }),
  })
  .meta({ id: "Query", description: "How the audit log is asked, beside the queries that can be pasted." });
