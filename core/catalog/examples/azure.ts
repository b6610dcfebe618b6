type Json = Readonly<Record<string, unknown>>;

const subscription = "0f0e0d0c-0000-4000-8000-00000000000a";
const tenant = "0f0e0d0c-0000-4000-8000-0000000000aa";
/** What fills the tokens of filters about what this package made, in these examples. */
export const own = {
  subscription,
  setting: "acme-audit-activity-log-0a1b2c3",
  vault: `/subscriptions/${subscription}/resourceGroups/acme-audit-group-4d5e6f7/providers/Microsoft.KeyVault/vaults/kv-abcdefgh23456`,
  vaultSetting: "acme-audit-vault-audit-8a9b0c1",
} as const;

/** The names by which rows call the settings. */
export const ownSetting = `/subscriptions/${subscription}/providers/microsoft.insights/diagnosticsettings/${own.setting}`;
export const ownVaultSetting = `${own.vault}/providers/microsoft.insights/diagnosticsettings/${own.vaultSetting}`;

/** Where the stack is, in these examples. */
export const region = "westeurope";

const person = "0f0e0d0c-0000-4000-8000-00000000000b";

/**
 * A row of AzureActivity: what the activity log says of an operation.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/azureactivity
 */
export const activity = (operation: string, changes: Json = {}): Json => {
  const [provider = "", type = "", name = "prod"] = operation.split("/");
  return {
    Type: "AzureActivity",
    TimeGenerated: "2026-03-04T05:06:07.1234567Z",
    OperationNameValue: operation.toUpperCase(),
    CategoryValue: "Administrative",
    ActivityStatusValue: "Success",
    ActivitySubstatusValue: "OK",
    Caller: "max@example.com",
    CallerIpAddress: "198.51.100.7",
    Level: "Information",
    ResourceProviderValue: provider.toUpperCase(),
    ResourceGroup: "prod",
    SubscriptionId: subscription,
    CorrelationId: "865d9377-9c6b-4fd7-8aad-725e95f6a140",
    EventDataId: "4dd2b3f2-1b7e-4c1e-9a55-3c0f4f4bb2b1",
    _ResourceId:
      `/subscriptions/${subscription}/resourcegroups/prod/providers/${provider}/${type}/${name}`.toLowerCase(),
    Claims_d: { idtyp: "user", "http://schemas.microsoft.com/claims/authnmethodsreferences": "pwd,mfa" },
    Authorization_d: { action: operation, scope: `/subscriptions/${subscription}/resourceGroups/prod` },
    Properties_d: { eventCategory: "Administrative", statusCode: "OK" },
    ...changes,
  };
};

/** What is added to an operation that was refused. */
export const refused: Json = {
  ActivityStatusValue: "Failure",
  ActivitySubstatusValue: "Forbidden",
  Level: "Error",
  Properties_d: {
    statusCode: "Forbidden",
    statusMessage: '{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization"}}',
  },
};

/** The row that says that an operation has begun. */
export const started: Json = { ActivityStatusValue: "Start", ActivitySubstatusValue: "" };

/**
 * A row of AuditLogs: a change of the directory.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs
 */
export const directory = (operation: string, changes: Json = {}): Json => ({
  Type: "AuditLogs",
  TimeGenerated: "2026-03-04T05:06:07.1234567Z",
  Id: "Directory_865d9377_1",
  OperationName: operation,
  LoggedByService: "Core Directory",
  Category: "UserManagement",
  Result: "success",
  ResultReason: "",
  AADTenantId: tenant,
  InitiatedBy: { user: { id: person, userPrincipalName: "max@example.com", ipAddress: "198.51.100.7" } },
  TargetResources: [{ id: "t1", displayName: "Eva Example", userPrincipalName: "eva@example.com", type: "User" }],
  AdditionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0" }],
  Level: "4",
  ...changes,
});

/** A row of SigninLogs. https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs */
export const signIn = (changes: Json = {}): Json => ({
  Type: "SigninLogs",
  TimeGenerated: "2026-03-04T05:06:07.1234567Z",
  Id: "865d9377-9c6b-4fd7-8aad-725e95f6a140",
  OperationName: "Sign-in activity",
  ResultType: "0",
  UserPrincipalName: "max@example.com",
  UserId: person,
  AppDisplayName: "Azure Portal",
  ResourceDisplayName: "Azure Resource Manager",
  IPAddress: "198.51.100.7",
  UserAgent: "Mozilla/5.0",
  AuthenticationRequirement: "multiFactorAuthentication",
  AADTenantId: tenant,
  Level: "4",
  Status: { errorCode: 0 },
  ...changes,
});

/** A row of AZKVAuditLogs: a use of a vault. https://learn.microsoft.com/azure/azure-monitor/reference/tables/azkvauditlogs */
export const vault = (operation: string, changes: Json = {}): Json => ({
  Type: "AZKVAuditLogs",
  TimeGenerated: "2026-03-04T05:06:07.1234567Z",
  OperationName: operation,
  ResultType: "Success",
  ResultSignature: "OK",
  HttpStatusCode: 200,
  CallerIpAddress: "198.51.100.7",
  ClientInfo: "azsdk-js-keyvault-secrets/4.9.0",
  Id: "https://prod-kv.vault.azure.net/secrets/db",
  _SubscriptionId: subscription,
  _ResourceId: `/subscriptions/${subscription}/resourcegroups/prod/providers/microsoft.keyvault/vaults/prod-kv`,
  Identity: { claim: { "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "max@example.com" } },
  ...changes,
});
