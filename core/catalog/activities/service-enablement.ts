import type { Activity } from "../activity.ts";

export const serviceEnablement: Activity = {
  id: "service.enablement",
  title: "Services, regions and quotas switched on",
  description: "An API, resource provider, region, model or quota is switched on or off, or raised.",
  aws: {
    "account.amazonaws.com": ["DisableRegion", "EnableRegion"],
    "bedrock.amazonaws.com": [
      "CreateFoundationModelAgreement",
      "PutFoundationModelEntitlement",
      "PutUseCaseForModelAccess",
    ],
    "organizations.amazonaws.com": ["DisableAWSServiceAccess", "EnableAWSServiceAccess"],
    "servicequotas.amazonaws.com": ["RequestServiceQuotaIncrease"],
  },
  gcp: {
    "cloudquotas.googleapis.com": ["*.CreateQuotaPreference", "*.UpdateQuotaPreference"],
    "servicemanagement.googleapis.com": [
      "*.ActivateServices",
      "*.DeactivateServices",
      "*.DisableService",
      "*.EnableService",
    ],
    "serviceusage.googleapis.com": [
      "*.BatchEnableServices",
      "*.CreateAdminOverride",
      "*.CreateConsumerOverride",
      "*.DeleteConsumerOverride",
      "*.DisableService",
      "*.EnableService",
      "*.UpdateConsumerOverride",
      "*.UpdateConsumerPolicy",
    ],
  },
  azure: {
    "*": ["register/action", "unregister/action"],
    "Microsoft.Features": ["*"],
    "Microsoft.Quota": ["quotas/write"],
  },
};
