import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";

export const alert: CatalogAlert = {
  id: "configuration-recorder-change",
  title: "The record of configurations is changed",
  severity: "medium",
  groups: ["cis", "tamper"],
  why: "Without it, nobody can tell how a resource was configured before.",
  firstSteps: ["Switch the recorder on again.", "Find out what changed while it was off."],
  references: [attack("T1562.001"), cis("AWS", "5.9")],
  clouds: {
    aws: {
      when: 'service == "config.amazonaws.com" && operation in ["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"]',
      native:
        "{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }",
    },
    gcp: { none: "Cloud Asset Inventory keeps the history of configurations by itself, and can’t be stopped" },
    azure: { none: "Azure Resource Graph keeps the history of configurations by itself, and can’t be stopped" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("config", "StopConfigurationRecorder", { requestParameters: { configurationRecorderName: "default" } }),
    ],
    nearMisses: [aws.call("config", "StartConfigurationRecorder"), aws.call("config", "PutConfigRule")],
  },
});
