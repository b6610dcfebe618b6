import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "alert-muted",
  title: "Alerts are muted for a while",
  severity: "high",
  groups: ["tamper"],
  why: "What mutes them may say no names, and mute all of them: meanwhile nobody is told.",
  firstSteps: ["Remove what mutes them, unless it was planned.", "Look at what they would have told meanwhile."],
  references: [attack("T1562.001")],
  clouds: {
    aws: { when: 'service == "monitoring.amazonaws.com" && operation == "PutAlarmMuteRule"' },
    gcp: {
      when: 'service == "monitoring.googleapis.com" && operation.matches("SnoozeService\\\\.(?:Create|Update)Snooze$")',
    },
    azure: { when: 'operation == "Microsoft.AlertsManagement/actionRules/write" && has(outcome)' },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("monitoring", "PutAlarmMuteRule", { requestParameters: { name: "maintenance" } })],
    nearMisses: [aws.call("monitoring", "DeleteAlarmMuteRule", { requestParameters: { name: "maintenance" } })],
  },
  gcp: {
    matching: [gcp.call("monitoring", "google.monitoring.v3.SnoozeService.CreateSnooze")],
    nearMisses: [gcp.look("monitoring", "google.monitoring.v3.SnoozeService.ListSnoozes")],
  },
  azure: {
    matching: [azure.activity("Microsoft.AlertsManagement/actionRules/write")],
    nearMisses: [azure.activity("Microsoft.AlertsManagement/actionRules/delete")],
  },
});
