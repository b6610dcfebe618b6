import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "gateway-change",
  title: "A network gateway is changed",
  severity: "medium",
  groups: ["cis", "network"],
  why: "A gateway is a way out for data and in for attackers.",
  firstSteps: ["See which network it is attached to.", "Find the change request behind it."],
  references: [attack("T1133"), cis("AWS", "5.12")],
  clouds: {
    aws: {
      when: 'operation in ["CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"]',
      native:
        "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }",
    },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.matches("compute\\\\.(?:routers|vpnGateways|vpnTunnels|targetVpnGateways|externalVpnGateways)\\\\.(?:insert|patch|update|delete)$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Network/virtualNetworkGateways/write", "Microsoft.Network/virtualNetworkGateways/delete", "Microsoft.Network/connections/write", "Microsoft.Network/connections/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("ec2", "AttachInternetGateway", { requestParameters: { vpcId: "vpc-0123456789abcdef0" } })],
    nearMisses: [aws.look("ec2", "DescribeInternetGateways"), aws.call("ec2", "CreateNatGateway")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.vpnTunnels.insert")],
    nearMisses: [gcp.look("compute", "v1.compute.routers.list")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/virtualNetworkGateways/write")],
    nearMisses: [azure.activity("Microsoft.Network/virtualNetworks/write")],
  },
});
