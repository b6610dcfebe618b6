import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "network-change",
  title: "A network is changed",
  severity: "medium",
  groups: ["cis", "network"],
  why: "Networks and their peerings decide what can reach what.",
  firstSteps: ["See which networks are connected now.", "Find the change request behind it."],
  references: [attack("T1599"), cis("AWS", "5.14"), cis("Google Cloud", "2.10")],
  clouds: {
    aws: {
      when: 'operation in ["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"]',
      native:
        "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }",
    },
    gcp: {
      when: 'native.resource.type == "gce_network" && (operation.contains("compute.networks.insert") || operation.contains("compute.networks.patch") || operation.contains("compute.networks.delete") || operation.contains("compute.networks.removePeering") || operation.contains("compute.networks.addPeering"))',
      native:
        'resource.type="gce_network" AND (protoPayload.methodName:"compute.networks.insert" OR protoPayload.methodName:"compute.networks.patch" OR protoPayload.methodName:"compute.networks.delete" OR protoPayload.methodName:"compute.networks.removePeering" OR protoPayload.methodName:"compute.networks.addPeering")',
    },
    azure: {
      when: 'operation in ["Microsoft.Network/virtualNetworks/write", "Microsoft.Network/virtualNetworks/delete", "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write", "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "CreateVpcPeeringConnection", { requestParameters: { vpcId: "vpc-0123456789abcdef0" } }),
    ],
    nearMisses: [aws.look("ec2", "DescribeVpcs"), aws.call("ec2", "CreateSubnet")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.networks.addPeering", {}, gcp.resource("gce_network"))],
    nearMisses: [gcp.call("compute", "v1.compute.subnetworks.insert", {}, gcp.resource("gce_subnetwork"))],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write")],
    nearMisses: [azure.activity("Microsoft.Network/virtualNetworks/subnets/join/action")],
  },
});
