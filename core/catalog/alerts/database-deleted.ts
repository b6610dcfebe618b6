import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "database-deleted",
  title: "A database is deleted",
  severity: "critical",
  groups: ["data"],
  why: "With it goes everything that was in it.",
  firstSteps: ["See whether a last snapshot was kept.", "Restore it, if nobody asked for the deletion."],
  references: [attack("T1485")],
  clouds: {
    aws: {
      when: 'service == "rds.amazonaws.com" && operation in ["DeleteDBInstance", "DeleteDBCluster"] || service == "dynamodb.amazonaws.com" && operation == "DeleteTable" || service == "redshift.amazonaws.com" && operation == "DeleteCluster"',
    },
    gcp: {
      when: 'operation in ["cloudsql.instances.delete", "cloudsql.databases.delete"] || service == "spanner.googleapis.com" && operation.endsWith("DropDatabase") || service == "bigquery.googleapis.com" && operation.endsWith("DatasetService.DeleteDataset")',
    },
    azure: {
      when: 'operation in ["Microsoft.Sql/servers/databases/delete", "Microsoft.Sql/servers/delete", "Microsoft.DocumentDB/databaseAccounts/delete", "Microsoft.DBforPostgreSQL/flexibleServers/delete", "Microsoft.DBforMySQL/flexibleServers/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("rds", "DeleteDBInstance", {
        requestParameters: { dBInstanceIdentifier: "prod", skipFinalSnapshot: true },
      }),
    ],
    nearMisses: [aws.call("rds", "StopDBInstance")],
  },
  gcp: {
    matching: [gcp.call("cloudsql", "cloudsql.instances.delete")],
    nearMisses: [gcp.call("cloudsql", "cloudsql.instances.restart")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Sql/servers/databases/delete")],
    nearMisses: [azure.activity("Microsoft.Sql/servers/databases/pause/action")],
  },
});
