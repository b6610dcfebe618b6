import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "compute-engine-call",
  title: "Compute Engine is called, for whatever it may be",
  severity: "low",
  groups: ["cis"],
  why: "Scanners look for this text among the benchmark’s; it tells of every call that is recorded, reads among them. Mute it unless a scanner asks for it.",
  firstSteps: [
    "See compute-configuration-change, which tells of what matters.",
    "Look whether it was a change at all.",
  ],
  references: [
    attack("T1578"),
    {
      name: "Prowler logging_log_metric_filter_and_alert_for_compute_configuration_changes_enabled",
      url: "https://hub.prowler.com/check/logging_log_metric_filter_and_alert_for_compute_configuration_changes_enabled",
    },
  ],
  clouds: {
    aws: { none: "no benchmark asks to be told of every call of Amazon EC2" },
    gcp: {
      when: 'service == "compute.googleapis.com"',
      native: 'protoPayload.serviceName="compute.googleapis.com"',
    },
    azure: { none: "no benchmark asks to be told of every call of Azure Compute" },
  },
};

export const examples = (): AlertExamples => ({
  gcp: {
    matching: [gcp.call("compute", "v1.compute.instances.stop"), gcp.look("compute", "v1.compute.instances.list")],
    nearMisses: [gcp.call("container", "google.container.v1.ClusterManager.CreateCluster")],
  },
});
