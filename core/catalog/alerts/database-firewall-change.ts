import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";

export const alert: CatalogAlert = {
  id: "database-firewall-change",
  title: "Who can reach a database is changed",
  severity: "high",
  groups: ["cis", "network", "data"],
  why: "A rule for all addresses puts the database on the internet.",
  firstSteps: ["Read the rule: which addresses does it let in?", "Take it back if nobody asked for it."],
  references: [attack("T1562.007"), cis("Azure", "6.1.2.7"), cis("Azure", "6.1.2.8")],
  clouds: {
    aws: {
      when: 'service == "rds.amazonaws.com" && (operation in ["AuthorizeDBSecurityGroupIngress", "RevokeDBSecurityGroupIngress"] || operation in ["ModifyDBInstance", "CreateDBInstance"] && native.requestParameters.publiclyAccessible == true)',
    },
    gcp: {
      none: "the addresses that Cloud SQL lets in are part of its configuration: see database-configuration-change",
    },
    azure: {
      when: 'operation in ["Microsoft.Sql/servers/firewallRules/write", "Microsoft.Sql/servers/firewallRules/delete"] && has(outcome)',
      native: ["Microsoft.Sql/servers/firewallRules/write", "Microsoft.Sql/servers/firewallRules/delete"],
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("rds", "ModifyDBInstance", {
        requestParameters: { dBInstanceIdentifier: "prod", publiclyAccessible: true },
      }),
    ],
    nearMisses: [
      aws.call("rds", "ModifyDBInstance", {
        requestParameters: { dBInstanceIdentifier: "prod", publiclyAccessible: false },
      }),
    ],
  },
  azure: {
    matching: [azure.activity("Microsoft.Sql/servers/firewallRules/write")],
    nearMisses: [
      azure.activity("Microsoft.Sql/servers/firewallRules/read"),
      azure.activity("Microsoft.Sql/servers/databases/write"),
    ],
  },
});
