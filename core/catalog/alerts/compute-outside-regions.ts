import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "compute-outside-regions",
  title: "Compute is started in a region that is not on the list",
  severity: "high",
  groups: ["cost"],
  why: "Miners and intruders work where nobody looks.",
  firstSteps: [
    "See who started it, and ask for what.",
    "Stop it if nobody asked for it, and disable the credential.",
    "If the region is meant, add it to alerts.regions.",
  ],
  references: [attack("T1535"), attack("T1496")],
  threshold: { count: 1, withinMinutes: 5 },
  clouds: {
    aws: {
      when: 'native.eventName in ["RunInstances", "CreateFleet", "RequestSpotInstances", "RequestSpotFleet", "CreateFunction20150331", "CreateNotebookInstance"] && !has(native.errorCode) && !(region in ["${regions}"])',
    },
    gcp: {
      when: 'service == "compute.googleapis.com" && operation.matches("compute\\\\.(?:instances|regionInstances)\\\\.(?:insert|bulkInsert)$") && outcome == "success" && (has(native.resource.labels.zone) || has(native.resource.labels.region)) && !(native.resource.labels.zone.startsWith("${regions}-") || native.resource.labels.region == "${regions}")',
    },
    azure: {
      when: 'operation in ["Microsoft.Authorization/policies/audit/action", "Microsoft.Authorization/policies/deny/action", "Microsoft.Authorization/policies/append/action", "Microsoft.Authorization/policies/modify/action"] && has(region) && !(region in ["${regions}", "global"])',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("ec2", "RunInstances", { awsRegion: "ap-south-1" })],
    nearMisses: [
      aws.call("ec2", "RunInstances", { awsRegion: "ap-south-1", errorCode: "Client.InstanceLimitExceeded" }),
      aws.call("ec2", "RunInstances", { awsRegion: aws.region }),
    ],
  },
  gcp: {
    matching: [
      gcp.call(
        "compute",
        "v1.compute.instances.insert",
        {},
        gcp.resource("gce_instance", { zone: "asia-south1-a", instance_id: "1234567890123456789" }),
      ),
    ],
    nearMisses: [
      gcp.call("compute", "v1.compute.instances.insert", {}, gcp.resource("gce_instance", { zone: `${gcp.region}-a` })),
      gcp.call("compute", "v1.compute.instances.stop", {}, gcp.resource("gce_instance", { zone: "asia-south1-a" })),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.Authorization/policies/audit/action", {
        CategoryValue: "Policy",
        Properties_d: { eventCategory: "Policy", isComplianceCheck: "False", resourceLocation: "southindia" },
      }),
    ],
    nearMisses: [
      azure.activity("Microsoft.Authorization/policies/audit/action", {
        CategoryValue: "Policy",
        Properties_d: { eventCategory: "Policy", isComplianceCheck: "False", resourceLocation: azure.region },
      }),
      azure.activity("Microsoft.Compute/virtualMachines/write"),
    ],
  },
});
