import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "compute-burst",
  title: "Many machines are started",
  severity: "high",
  groups: ["cost"],
  why: "Miners start as many machines as the quota allows.",
  firstSteps: [
    "See who started them, where, and of which size.",
    "Stop them if nobody asked for them, and disable the credential.",
  ],
  references: [attack("T1496")],
  threshold: { count: 30, withinMinutes: 10 },
  clouds: {
    aws: { when: 'service == "ec2.amazonaws.com" && operation == "RunInstances" && outcome == "success"' },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.endsWith("compute.instances.insert") && outcome != "failure" && outcome != "denied"',
    },
    azure: { when: 'operation == "Microsoft.Compute/virtualMachines/write" && outcome == "success"' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("ec2", "RunInstances", { requestParameters: { instanceType: "p5.48xlarge" } })],
    nearMisses: [aws.call("ec2", "RunInstances", { errorCode: "Client.InstanceLimitExceeded" })],
  },
  gcp: {
    matching: [gcp.call("compute", "v1.compute.instances.insert")],
    nearMisses: [gcp.call("compute", "v1.compute.instances.insert", gcp.refused)],
  },
  azure: {
    matching: [azure.activity("Microsoft.Compute/virtualMachines/write")],
    nearMisses: [azure.activity("Microsoft.Compute/virtualMachines/write", azure.refused)],
  },
});
