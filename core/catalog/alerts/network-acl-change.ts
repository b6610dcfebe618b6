import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";

export const alert: CatalogAlert = {
  id: "network-acl-change",
  title: "A network ACL is changed",
  severity: "medium",
  groups: ["cis", "network"],
  why: "Network ACLs stand before whole subnets: a wrong one opens or closes all of them.",
  firstSteps: ["Read the entries: what do they open?", "Find the change request behind it."],
  references: [attack("T1562.007"), cis("AWS", "5.11")],
  clouds: {
    aws: {
      when: 'operation in ["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"]',
      native:
        "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }",
    },
    gcp: { none: "networks have firewall rules alone: see firewall-change" },
    azure: { none: "subnets have network security groups alone: see firewall-change" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "CreateNetworkAclEntry", {
        requestParameters: { networkAclId: "acl-0123456789abcdef0", ruleNumber: 100 },
      }),
    ],
    nearMisses: [aws.look("ec2", "DescribeNetworkAcls"), aws.call("ec2", "CreateSubnet")],
  },
});
