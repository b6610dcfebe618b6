import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "route-change",
  title: "A route is changed",
  severity: "medium",
  groups: ["cis", "network"],
  why: "A changed route sends traffic past the firewall, or through somebody’s machine.",
  firstSteps: ["Read the route: where does it lead?", "Find the change request behind it."],
  references: [attack("T1557"), cis("AWS", "5.13"), cis("Google Cloud", "2.9")],
  clouds: {
    aws: {
      when: 'service == "ec2.amazonaws.com" && operation in ["CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"]',
      native:
        "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }",
    },
    gcp: {
      when: 'native.resource.type == "gce_route" && (operation.contains("compute.routes.delete") || operation.contains("compute.routes.insert"))',
      native:
        'resource.type="gce_route" AND (protoPayload.methodName:"compute.routes.delete" OR protoPayload.methodName:"compute.routes.insert")',
    },
    azure: {
      when: 'operation in ["Microsoft.Network/routeTables/write", "Microsoft.Network/routeTables/delete", "Microsoft.Network/routeTables/routes/write", "Microsoft.Network/routeTables/routes/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "CreateRoute", {
        requestParameters: { routeTableId: "rtb-0123456789abcdef0", destinationCidrBlock: "0.0.0.0/0" },
      }),
    ],
    nearMisses: [aws.look("ec2", "DescribeRouteTables")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.routes.insert", {}, gcp.resource("gce_route"))],
    nearMisses: [gcp.call("compute", "v1.compute.networks.insert", {}, gcp.resource("gce_network"))],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/routeTables/routes/write")],
    nearMisses: [azure.activity("Microsoft.Network/routeTables/join/action")],
  },
});
