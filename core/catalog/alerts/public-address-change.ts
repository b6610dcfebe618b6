import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "public-address-change",
  title: "A public address is made, changed or attached",
  severity: "low",
  groups: ["cis", "network"],
  why: "What gets a public address can be reached from everywhere.",
  firstSteps: ["See what has the address now.", "Find out whether it was meant to be reached from outside."],
  references: [attack("T1133"), cis("Azure", "6.1.2.9"), cis("Azure", "6.1.2.10")],
  clouds: {
    aws: {
      when: 'service == "ec2.amazonaws.com" && operation in ["AllocateAddress", "AssociateAddress", "ReleaseAddress", "DisassociateAddress"]',
    },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.matches("compute\\\\.(?:addresses|globalAddresses)\\\\.(?:insert|delete)$|compute\\\\.instances\\\\.addAccessConfig$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Network/publicIPAddresses/write", "Microsoft.Network/publicIPAddresses/delete"] && has(outcome)',
      native: ["Microsoft.Network/publicIPAddresses/write", "Microsoft.Network/publicIPAddresses/delete"],
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("ec2", "AssociateAddress", { requestParameters: { instanceId: "i-0123456789abcdef0" } })],
    nearMisses: [aws.look("ec2", "DescribeAddresses")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.instances.addAccessConfig")],
    nearMisses: [gcp.call("compute", "v1.compute.instances.start")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Network/publicIPAddresses/write")],
    nearMisses: [azure.activity("Microsoft.Network/publicIPAddresses/join/action")],
  },
});
