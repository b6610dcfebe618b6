import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "remote-command",
  title: "A command is run on a machine from outside",
  severity: "medium",
  groups: ["identity"],
  why: "It needs no login on the machine, and leaves no trace there.",
  firstSteps: ["See which command, on which machine.", "Ask who ran it."],
  references: [attack("T1651"), attack("T1021")],
  clouds: {
    aws: {
      when: 'service == "ssm.amazonaws.com" && operation in ["SendCommand", "StartSession", "StartAutomationExecution"] || service == "ec2-instance-connect.amazonaws.com" && operation in ["SendSSHPublicKey", "SendSerialConsoleSSHPublicKey"] || service == "ecs.amazonaws.com" && operation == "ExecuteCommand"',
    },
    gcp: {
      when: 'service == "osconfig.googleapis.com" && operation.matches("\\\\.(?:ExecutePatchJob|CreateOSPolicyAssignment)$") || service == "iap.googleapis.com" && operation == "AuthorizeUser"',
    },
    azure: {
      when: 'operation in ["Microsoft.Compute/virtualMachines/runCommand/action", "Microsoft.Compute/virtualMachines/runCommands/write", "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("ssm", "SendCommand", { requestParameters: { documentName: "AWS-RunShellScript" } })],
    nearMisses: [aws.look("ssm", "ListCommands")],
  },
  gcp: {
    matching: [gcp.call("osconfig", "google.cloud.osconfig.v1.OsConfigZonalService.CreateOSPolicyAssignment")],
    nearMisses: [gcp.look("osconfig", "google.cloud.osconfig.v1.OsConfigZonalService.ListOSPolicyAssignments")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Compute/virtualMachines/runCommand/action")],
    nearMisses: [azure.activity("Microsoft.Compute/virtualMachines/restart/action")],
  },
});
