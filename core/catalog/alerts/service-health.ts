import { type AlertExamples, type CatalogAlert, cis } from "../alert.ts";
import * as azure from "../examples/azure.ts";

export const alert: CatalogAlert = {
  id: "service-health",
  title: "The cloud reports an incident of its own",
  severity: "low",
  groups: ["cis"],
  why: "What looks like an attack, or a hole in the log, may be the cloud’s own trouble.",
  firstSteps: ["Read the incident.", "Look for gaps in the log while it lasted."],
  references: [cis("Azure", "6.1.2.11")],
  clouds: {
    aws: { none: "AWS Health has events of its own, which CloudTrail doesn’t record" },
    gcp: { none: "Service Health has a log of its own, which is no audit log" },
    azure: {
      when: 'native.CategoryValue == "ServiceHealth" && native.Properties_d.incidentType == "Incident"',
      native: JSON.stringify({
        allOf: [
          { field: "category", equals: "ServiceHealth" },
          { field: "properties.incidentType", equals: "Incident" },
        ],
      }),
    },
  },
};

export const examples = (): AlertExamples => ({
  azure: {
    matching: [
      azure.activity("Microsoft.ServiceHealth/incident/action", {
        CategoryValue: "ServiceHealth",
        ActivityStatusValue: "Active",
        Caller: "",
        Properties_d: { incidentType: "Incident", title: "Storage, West Europe", service: "Storage" },
      }),
    ],
    nearMisses: [
      azure.activity("Microsoft.ServiceHealth/maintenance/action", {
        CategoryValue: "ServiceHealth",
        Properties_d: { incidentType: "Maintenance" },
      }),
    ],
  },
});
