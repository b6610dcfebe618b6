import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "federation-change",
  title: "Trust in another identity provider is changed",
  severity: "critical",
  groups: ["identity"],
  why: "Whoever controls the provider can be anybody.",
  firstSteps: [
    "See which provider is trusted now, and for whom.",
    "Take the trust back unless it was announced.",
    "Look for sign-ins through it.",
  ],
  references: [attack("T1484.002")],
  clouds: {
    aws: {
      when: 'service == "iam.amazonaws.com" && operation in ["CreateSAMLProvider", "UpdateSAMLProvider", "DeleteSAMLProvider", "CreateOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint", "AddClientIDToOpenIDConnectProvider", "DeleteOpenIDConnectProvider"] || service == "rolesanywhere.amazonaws.com" && operation in ["CreateTrustAnchor", "UpdateTrustAnchor", "EnableTrustAnchor"]',
    },
    gcp: {
      when: 'service == "iam.googleapis.com" && operation.matches("\\\\.(?:Create|Update|Delete|Undelete)Workload(?:IdentityPool|IdentityPoolProvider)$|\\\\.(?:Create|Update|Delete)Workforce(?:Pool|PoolProvider)$")',
    },
    azure: {
      when: 'operation in ["Set domain authentication", "Set federation settings on domain", "Add verified domain", "Add unverified domain"]',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("iam", "CreateSAMLProvider", { requestParameters: { name: "idp" } })],
    nearMisses: [aws.look("iam", "ListSAMLProviders")],
  },
  gcp: {
    matching: [gcp.call("iam", "google.iam.v1.WorkloadIdentityPools.CreateWorkloadIdentityPoolProvider")],
    nearMisses: [gcp.look("iam", "google.iam.v1.WorkloadIdentityPools.ListWorkloadIdentityPools")],
  },
  azure: {
    matching: [azure.directory("Set federation settings on domain", { Category: "DirectoryManagement" })],
    nearMisses: [azure.directory("Update domain", { Category: "DirectoryManagement" })],
  },
});
