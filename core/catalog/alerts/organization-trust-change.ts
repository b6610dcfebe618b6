import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";

const trusts =
  'service == "organizations.amazonaws.com" && operation in ["DisableAWSServiceAccess", "DeregisterDelegatedAdministrator", "RegisterDelegatedAdministrator"]';

const administrators =
  'service == "cloudtrail.amazonaws.com" && operation in ["RegisterOrganizationDelegatedAdmin", "DeregisterOrganizationDelegatedAdmin"]';

export const alert: CatalogAlert = {
  id: "organization-trust-change",
  title: "A service loses the organization’s trust, or is put into another account’s hands",
  severity: "high",
  groups: ["tamper"],
  why: "An organization’s audit log lives by that trust: without it the accounts are no longer in the log.",
  firstSteps: [
    "Give the service its access to the organization back.",
    "See which account administers it now.",
    "Find what was not captured meanwhile.",
  ],
  references: [attack("T1562.008")],
  clouds: {
    aws: {
      when: `${trusts} || ${administrators}`,
      own: `${trusts} && native.requestParameters.servicePrincipal == "cloudtrail.amazonaws.com" || ${administrators}`,
    },
    gcp: { none: "an organization’s sinks need no trust between services" },
    azure: { none: "a subscription’s diagnostic settings need no trust between services" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("organizations", "DisableAWSServiceAccess", {
        awsRegion: "us-east-1",
        requestParameters: { servicePrincipal: "cloudtrail.amazonaws.com" },
      }),
      aws.call("cloudtrail", "DeregisterOrganizationDelegatedAdmin", {
        awsRegion: "us-east-1",
        requestParameters: { delegatedAdminAccountId: "444455556666" },
      }),
    ],
    nearMisses: [
      aws.call("organizations", "EnableAWSServiceAccess", {
        awsRegion: "us-east-1",
        requestParameters: { servicePrincipal: "cloudtrail.amazonaws.com" },
      }),
    ],
  },
});
