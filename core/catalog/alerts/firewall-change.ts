import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "firewall-change",
  title: "A firewall rule is changed",
  severity: "medium",
  groups: ["cis", "network"],
  why: "A rule that opens a port to the world is found by scanners within minutes.",
  firstSteps: [
    "Read the rule: what does it open, and to whom?",
    "Find the change request behind it.",
    "Take it back if there is none.",
  ],
  references: [
    attack("T1562.007"),
    cis("AWS", "5.10"),
    cis("Google Cloud", "2.8"),
    cis("Azure", "6.1.2.3"),
    cis("Azure", "6.1.2.4"),
  ],
  clouds: {
    aws: {
      when: 'operation in ["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"]',
      native:
        "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
    },
    gcp: {
      when: 'native.resource.type == "gce_firewall_rule" && (operation.contains("compute.firewalls.patch") || operation.contains("compute.firewalls.insert") || operation.contains("compute.firewalls.delete"))',
      native:
        'resource.type="gce_firewall_rule" AND (protoPayload.methodName:"compute.firewalls.patch" OR protoPayload.methodName:"compute.firewalls.insert" OR protoPayload.methodName:"compute.firewalls.delete")',
    },
    azure: {
      when: 'operation in ["Microsoft.Network/networkSecurityGroups/write", "Microsoft.Network/networkSecurityGroups/delete"] && has(outcome)',
      native: ["Microsoft.Network/networkSecurityGroups/write", "Microsoft.Network/networkSecurityGroups/delete"],
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "AuthorizeSecurityGroupIngress", { requestParameters: { groupId: "sg-0123456789abcdef0" } }),
    ],
    nearMisses: [aws.look("ec2", "DescribeSecurityGroups"), aws.call("ec2", "CreateTags")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.firewalls.insert", {}, gcp.resource("gce_firewall_rule"))],
    nearMisses: [gcp.call("compute", "v1.compute.instances.insert", {}, gcp.resource("gce_instance"))],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/networkSecurityGroups/write")],
    nearMisses: [azure.activity("Microsoft.Network/networkSecurityGroups/join/action")],
  },
});
