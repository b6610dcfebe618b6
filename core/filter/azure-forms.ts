import type { RowTable } from "../event/azure-row.ts";
import { activityForm } from "./azure-activity-form.ts";
import { directoryForm, serviceSignInForm, userSignInForm } from "./azure-entra-forms.ts";
import { storageForm, vaultForm } from "./azure-resource-forms.ts";
import type { TableForm } from "./kql-forms.ts";

/** How each table says the fields of the event model. */
export const tableForms: { readonly [T in RowTable]: TableForm } = {
  AzureActivity: activityForm,
  AuditLogs: directoryForm,
  SigninLogs: userSignInForm,
  AADNonInteractiveUserSignInLogs: userSignInForm,
  AADServicePrincipalSignInLogs: serviceSignInForm,
  AADManagedIdentitySignInLogs: serviceSignInForm,
  AZKVAuditLogs: vaultForm,
  StorageBlobLogs: storageForm,
};
