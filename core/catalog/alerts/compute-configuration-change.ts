import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "compute-configuration-change",
  title: "Machines are configured anew",
  severity: "low",
  groups: ["cis", "network"],
  why: "Keys and start-up scripts in a machine’s metadata let whoever sets them in.",
  firstSteps: ["See what was changed: keys, start-up script, service account.", "Find the change request behind it."],
  references: [attack("T1578")],
  clouds: {
    aws: {
      when: 'service == "ec2.amazonaws.com" && operation in ["ModifyInstanceAttribute", "ModifyInstanceMetadataOptions", "ReplaceIamInstanceProfileAssociation", "AssociateIamInstanceProfile"]',
    },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.matches("compute\\\\.(?:projects\\\\.setCommonInstanceMetadata|instances\\\\.(?:setMetadata|setServiceAccount|setTags))$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Compute/virtualMachines/extensions/write", "Microsoft.Compute/virtualMachines/extensions/delete"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("ec2", "ModifyInstanceAttribute", {
        requestParameters: { instanceId: "i-0123456789abcdef0", attribute: "userData" },
      }),
    ],
    nearMisses: [aws.call("ec2", "StopInstances")],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.instances.setMetadata")],
    nearMisses: [gcp.call("compute", "v1.compute.instances.stop")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Compute/virtualMachines/extensions/write")],
    nearMisses: [azure.activity("Microsoft.Compute/virtualMachines/start/action")],
  },
});
