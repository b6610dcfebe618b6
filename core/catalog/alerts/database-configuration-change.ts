import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "database-configuration-change",
  title: "The configuration of a database is changed",
  severity: "low",
  groups: ["cis", "data"],
  why: "A setting can open a database to the internet, or switch its log off.",
  firstSteps: ["See which setting changed.", "Find the change request behind it."],
  references: [attack("T1578"), cis("Google Cloud", "2.12")],
  clouds: {
    aws: {
      when: 'service == "rds.amazonaws.com" && operation in ["ModifyDBInstance", "ModifyDBCluster", "ModifyDBParameterGroup", "ModifyDBClusterParameterGroup"]',
    },
    gcp: {
      when: 'operation == "cloudsql.instances.update"',
      native: 'protoPayload.methodName="cloudsql.instances.update"',
    },
    azure: {
      when: 'operation in ["Microsoft.Sql/servers/write", "Microsoft.Sql/servers/databases/write", "Microsoft.DBforPostgreSQL/flexibleServers/configurations/write", "Microsoft.DBforMySQL/flexibleServers/configurations/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("rds", "ModifyDBInstance", { requestParameters: { dBInstanceIdentifier: "prod" } })],
    nearMisses: [aws.look("rds", "DescribeDBInstances"), aws.call("rds", "CreateDBSnapshot")],
  },
  gcp: {
    matching: [gcp.call("cloudsql", "cloudsql.instances.update")],
    nearMisses: [gcp.call("cloudsql", "cloudsql.backupRuns.create")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Sql/servers/write")],
    nearMisses: [azure.activity("Microsoft.Sql/servers/databases/export/action")],
  },
});
