import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "quota-raised",
  title: "A higher quota is asked for",
  severity: "low",
  groups: ["cost"],
  why: "Before the big bill there is often a request for more.",
  firstSteps: ["Ask who needs it."],
  references: [attack("T1496")],
  clouds: {
    aws: { when: 'service == "servicequotas.amazonaws.com" && operation == "RequestServiceQuotaIncrease"' },
    gcp: {
      when: 'service == "cloudquotas.googleapis.com" && operation.matches("\\\\.(?:Create|Update)QuotaPreference$")',
    },
    azure: {
      when: 'operation in ["Microsoft.Quota/quotas/write", "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("servicequotas", "RequestServiceQuotaIncrease", {
        requestParameters: { quotaCode: "L-1216C47A", desiredValue: 5000 },
      }),
    ],
    nearMisses: [aws.look("servicequotas", "ListServiceQuotas")],
  },
  gcp: {
    matching: [gcp.call("cloudquotas", "google.api.cloudquotas.v1.CloudQuotas.CreateQuotaPreference")],
    nearMisses: [gcp.look("cloudquotas", "google.api.cloudquotas.v1.CloudQuotas.ListQuotaInfos")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Quota/quotas/write")],
    nearMisses: [azure.activity("Microsoft.Quota/register/action")],
  },
});
