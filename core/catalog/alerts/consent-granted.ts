import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "consent-granted",
  title: "An application is given access to people’s data",
  severity: "high",
  groups: ["identity", "data"],
  why: "The application keeps the access, whatever passwords change.",
  firstSteps: ["See what the application may read, and whose it is.", "Withdraw the consent unless it is known."],
  references: [attack("T1528")],
  clouds: {
    aws: { none: "applications have no consent of users: access is by roles" },
    gcp: { when: 'operation == "google.admin.AdminService.authorizeApiClientAccess"' },
    azure: {
      when: 'operation in ["Consent to application", "Add delegated permission grant", "Add app role assignment to service principal"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  gcp: {
    matching: [gcp.call("admin", "google.admin.AdminService.authorizeApiClientAccess")],
    nearMisses: [gcp.call("admin", "google.admin.AdminService.removeApiClientAccess")],
  },
  azure: {
    matching: [azure.directory("Consent to application", { Category: "ApplicationManagement" })],
    nearMisses: [azure.directory("Remove delegated permission grant", { Category: "ApplicationManagement" })],
  },
});
