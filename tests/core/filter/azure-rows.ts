import fc from "fast-check";
import { mutated, type Pool } from "./arbitrary-filter.ts";

type Json = Record<string, unknown>;

const subscription = "0F0E0D0C-0000-4000-8000-00000000000A";
const tenant = "0f0e0d0c-0000-4000-8000-0000000000aa";
const object = "0f0e0d0c-0000-4000-8000-00000000000b";
const vault = `/subscriptions/${subscription}/resourcegroups/prod/providers/microsoft.keyvault/vaults/prod-kv`;
const methods = "http://schemas.microsoft.com/claims/authnmethodsreferences";
const upn = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn";
const objectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

const activity: Json = {
  Type: "AzureActivity",
  TimeGenerated: "2026-03-02T08:15:00.1234567Z",
  OperationNameValue: "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE",
  CategoryValue: "Administrative",
  ActivityStatusValue: "Success",
  ActivitySubstatusValue: "Created",
  Caller: "Ines@example.com",
  CallerIpAddress: "10.1.2.3",
  Level: "Information",
  ResourceProviderValue: "MICROSOFT.AUTHORIZATION",
  SubscriptionId: subscription,
  _ResourceId: vault,
  Claims_d: { [methods]: "pwd,mfa", idtyp: "user", name: "Ines Example" },
  Authorization_d: { scope: vault, action: "x/write", evidence: { role: "Owner", principalType: "User" } },
  Properties_d: { statusCode: "Created", entity: vault, requestbody: { count: 5, tags: ["a", "b"] }, Roles: "prod-kv" },
};

const signIn: Json = {
  Type: "SigninLogs",
  TimeGenerated: "2026-03-02T08:15:00Z",
  OperationName: "Sign-in activity",
  ResultType: "0",
  UserPrincipalName: "ines@example.com",
  UserId: object,
  AppDisplayName: "Azure Portal",
  ResourceDisplayName: "Azure Key Vault",
  ResourceIdentity: object,
  IPAddress: "2001:db8::7",
  UserAgent: "Mozilla/5.0",
  AuthenticationRequirement: "multiFactorAuthentication",
  AADTenantId: tenant,
  Level: "4",
  IsInteractive: true,
  Status: { errorCode: 0, failureReason: "Other." },
};

/** One of each kind that the tables have. */
const rows: readonly Json[] = [
  activity,
  {
    ...activity,
    OperationNameValue: "Microsoft.KeyVault/vaults/delete",
    ActivityStatusValue: "Failure",
    ActivitySubstatusValue: "Forbidden",
    Caller: object,
    Claims_d: { idtyp: "app", appid: object },
    Properties_d: { statusCode: "Forbidden", statusMessage: '{"error":{"code":"AuthorizationFailed","message":"no"}}' },
    Level: "Error",
  },
  {
    Type: "AzureActivity",
    OperationNameValue: "Microsoft.Authorization/policies/deny/action",
    CategoryValue: "Policy",
    ActivityStatusValue: "Failed",
    Caller: "Azure Policy",
    SubscriptionId: subscription,
    _ResourceId: vault,
    Level: "Warning",
    Properties_d: { resourceLocation: "westeurope", isComplianceCheck: "False", policies: [{ name: "prod-kv" }] },
  },
  {
    Type: "AzureActivity",
    OperationNameValue: "Add member to role completed (PIM activation)",
    CategoryValue: "Administrative",
    ActivityStatusValue: "Start",
    Properties_d: { ResourceProviderName: "azurerbac" },
    _ResourceId: `/subscriptions/${subscription}/ünïcode-日本`,
  },
  {
    Type: "AzureActivity",
    OperationNameValue: "Resource Health/x",
    CategoryValue: "ResourceHealth",
    Level: "Critical",
  },
  {
    Type: "AuditLogs",
    OperationName: "Add member to role ",
    LoggedByService: "Core Directory",
    Result: "success",
    ResultReason: "",
    Identity: "Microsoft Entra",
    InitiatedBy: { user: { id: object, userPrincipalName: "ines@example.com", ipAddress: "10.1.2.3" } },
    TargetResources: [
      { id: object, displayName: 'Max "the" é', userPrincipalName: "max@example.com" },
      { displayName: "prod-kv" },
    ],
    AdditionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0" }],
    AADTenantId: tenant,
    Level: "4",
  },
  {
    Type: "AuditLogs",
    OperationName: "Add service principal",
    Result: "failure",
    ResultReason: "Insufficient privileges to complete the operation.",
    InitiatedBy: { app: { displayName: "Deployer", servicePrincipalId: object } },
    TargetResources: [],
    Level: "Informational",
  },
  signIn,
  {
    ...signIn,
    Type: "AADNonInteractiveUserSignInLogs",
    ResultType: "53003",
    AuthenticationRequirement: "singleFactorAuthentication",
    Status: '{"errorCode":53003}',
  },
  {
    Type: "AADServicePrincipalSignInLogs",
    OperationName: "Sign-in activity",
    ResultType: "7000215",
    ServicePrincipalId: object,
    AppId: tenant,
    ResourceDisplayName: "Azure Key Vault",
    IPAddress: "198.51.100.7",
  },
  { Type: "AADManagedIdentitySignInLogs", OperationName: "Sign-in activity", ResultType: "0", AppId: object },
  {
    Type: "AZKVAuditLogs",
    OperationName: "SecretGet",
    ResultType: "Success",
    ResultSignature: "Forbidden",
    HttpStatusCode: 403,
    CallerIpAddress: "10.1.2.3",
    ClientInfo: "azsdk-js",
    Id: "https://prod-kv.vault.azure.net/secrets/db",
    Identity: { claim: { [objectId]: object, appid: tenant, idtyp: "app" } },
    _ResourceId: vault,
    _SubscriptionId: subscription,
    DurationMs: 5,
    IsRbacAuthorized: false,
  },
  {
    Type: "AZKVAuditLogs",
    OperationName: "KeyDelete",
    ResultType: "Success",
    ResultSignature: "OK",
    HttpStatusCode: 200,
    Identity: { claim: { [upn]: "ines@example.com", [methods]: '["pwd","mfa"]' } },
    Id: "https://prod-kv.vault.azure.net/keys/k1",
    _ResourceId: vault,
  },
  {
    Type: "StorageBlobLogs",
    OperationName: "DeleteBlob",
    Category: "StorageDelete",
    StatusCode: "404",
    StatusText: "BlobNotFound",
    CallerIpAddress: "10.1.2.3:4567",
    RequesterObjectId: object,
    UserAgentHeader: "azsdk-js",
    ObjectKey: "/app/logs/1.json",
    Location: "westeurope",
    _ResourceId: `/subscriptions/${subscription}/providers/microsoft.storage/storageaccounts/app`,
    _SubscriptionId: subscription,
    RequestBodySize: 1000,
  },
  {
    Type: "StorageBlobLogs",
    OperationName: "GetBlob",
    Category: "StorageRead",
    StatusCode: "403",
    CallerIpAddress: "[2001:db8::1]:4567",
    AuthenticationType: "Anonymous",
    ObjectKey: "/app/logs/prod-kv",
  },
];

/** Each a copy of its own, as changes are made within it. */
const values = fc
  .oneof(
    fc.constantFrom<unknown>("prod-kv", "", "5", 5, 1000, true, false, "true", "a", "é"),
    fc.constantFrom<unknown>(["a", "b"], [5, "5"], [], {}, { tags: "a" }, [{ tags: ["a"] }], [[1], ["b"]], [null]),
  )
  .map((value) => structuredClone(value));

/** Below a dynamic column, anything. */
const open: Readonly<Record<string, readonly (readonly string[])[]>> = {
  AzureActivity: [
    ["Properties_d", "requestbody"],
    ["Properties_d", "requestbody", "count"],
    ["Properties_d", "requestbody", "tags"],
    ["Properties_d", "Roles"],
  ],
  AZKVAuditLogs: [["SecretProperties", "attributes", "enabled"]],
};

type Change = readonly [path: readonly string[], values: readonly unknown[]];

const shared: readonly Change[] = [
  [["Level"], ["Error", "Information", "Informational", "4"]],
  [["_ResourceId"], [vault, vault.toUpperCase(), "/subscriptions/x/prod-kv", "/subscriptions/x/prod-kv/"]],
];

/** Documented columns, with values such as they have; each may also be missing. */
const documented: Readonly<Record<string, readonly Change[]>> = {
  AzureActivity: [
    ...shared,
    [
      ["OperationNameValue"],
      ["microsoft.keyvault/vaults/delete", "Microsoft.Authorization/x/read", "Add member to role", "prod-kv"],
    ],
    [["ActivityStatusValue"], ["Success", "succeeded", "Failure", "Canceled", "Start", "Accept"]],
    [["ActivitySubstatusValue"], ["Forbidden", "Conflict", "unauthorized", "OK"]],
    [["CategoryValue"], ["Administrative", "Policy", "Security", "alert", "Recommendation"]],
    [["Caller"], ["ines@example.com", object, "Microsoft.Insights/autoscaleSettings"]],
    [["CallerIpAddress"], ["10.1.2.3", "2001:db8::1", "198.51.100.7", "::ffff:10.1.2.3"]],
    [["ResourceProviderValue"], ["MICROSOFT.KEYVAULT"]],
    [
      ["Claims_d", "idtyp"],
      ["app", "user"],
    ],
    [
      ["Claims_d", methods],
      ["pwd", "pwd, mfa", "ngcmfa"],
    ],
    [
      ["Claims_d", "amr"],
      ['["mfa"]', "pwd"],
    ],
    [
      ["Authorization_d", "evidence", "principalType"],
      ["ServicePrincipal", "User", "Group"],
    ],
    [
      ["Properties_d", "statusCode"],
      ["Forbidden", "Conflict"],
    ],
    [
      ["Properties_d", "statusMessage"],
      ['{"error":{"code":"ScopeLocked"}}', "no JSON", '{"error":{"code":"BadRequest"}}'],
    ],
    [
      ["Properties_d", "resourceLocation"],
      ["westeurope", "eastus"],
    ],
    [["SubscriptionId"], [subscription.toLowerCase(), "other"]],
  ],
  AuditLogs: [
    [["Level"], ["Informational", "4"]],
    [["OperationName"], ["Add member to role", "Add service principal", " Consent to application "]],
    [["Result"], ["success", "Failure", "timeout", "unknownFutureValue"]],
    [["ResultReason"], ["Forbidden.", "Unauthorised", "Other"]],
    [["ResultDescription"], ["AccessDenied", "Other"]],
    [["InitiatedBy"], [{ user: { id: object } }, { app: { appId: object } }, { user: null, app: null }]],
    [["LoggedByService"], ["PIM", "Core Directory"]],
    [["Identity"], ["Ines Example"]],
    [
      ["TargetResources"],
      [[{ displayName: "a" }, { displayName: "prod-kv", id: "5" }], [{ displayName: "ünïcode-日本" }], [{ id: vault }]],
    ],
    [
      ["AdditionalDetails"],
      [
        [
          { key: "x", value: "y" },
          { key: "user-agent", value: "Terraform/1" },
        ],
      ],
    ],
  ],
  SigninLogs: [
    [["ResultType"], ["0", "50126", "53003"]],
    [["AuthenticationRequirement"], ["singleFactorAuthentication", "multiFactorAuthentication"]],
    [["UserPrincipalName"], ["MAX@example.com"]],
    [["UserId"], [object]],
    [["AppDisplayName"], ["prod-kv"]],
    [["ResourceDisplayName"], ["prod-kv", "Microsoft Graph"]],
    [["Status"], [{ errorCode: 5 }, { errorCode: 53003 }]],
    [["IsInteractive"], [true, false]],
    [["Level"], ["4", "Error"]],
  ],
  AZKVAuditLogs: [
    [["_ResourceId"], [vault.toUpperCase()]],
    [["OperationName"], ["SecretGet", "KeyGetDeleted", "VaultPut"]],
    [["HttpStatusCode"], [200, 401, 404, 500]],
    [["ResultSignature"], ["OK", "Not Found", "Unauthorized", "None"]],
    [["ResultType"], ["Success", "Failed"]],
    [["Identity"], [{ claim: { appid: object } }, { claim: { [upn]: "max@example.com" } }, {}]],
    [["Id"], ["https://prod-kv.vault.azure.net/secrets/prod-kv", "prod-kv"]],
    [["DurationMs"], [5, 1000]],
    [["IsRbacAuthorized"], [true, false]],
  ],
  StorageBlobLogs: [
    [["StatusCode"], ["200", "206", "401", "500"]],
    [["StatusText"], ["Success", "AuthorizationFailure"]],
    [["Category"], ["StorageRead", "StorageWrite"]],
    [["CallerIpAddress"], ["10.9.9.9", "2001:db8::1", "[2001:db8::1]:1", "10.1.2.3:1"]],
    [["RequesterUpn"], ["ines@example.com"]],
    [["RequesterAppId"], [object]],
    [["AuthenticationType"], ["anonymous", "OAuth"]],
    [["ObjectKey"], ["/app/logs/prod-kv", "/app/", "/app/ünïcode-日本"]],
    [["Location"], ["westeurope", "eastus"]],
    [["RequestBodySize"], [5, 1000]],
  ],
};

const changesOf = (table: string): fc.Arbitrary<readonly (readonly [readonly string[], unknown])[]> => {
  const all = documented[table] ?? documented.SigninLogs!;
  const change = fc
    .constantFrom(...all)
    .chain(([path, list]) =>
      fc.tuple(
        fc.constant(path),
        fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: fc.constantFrom(...list) }),
      ),
    );
  return fc.array(change, { maxLength: 4 });
};

const put = (root: Json, path: readonly string[], value: unknown): void => {
  let at = root;
  for (const step of path.slice(0, -1)) {
    if (typeof at[step] !== "object" || at[step] === null) at[step] = {};
    at = at[step] as Json;
  }
  if (value === undefined) delete at[path[path.length - 1]!];
  else at[path[path.length - 1]!] = value;
};

/** Kusto has no empty texts: a column that is empty is left out of a row. */
const withoutEmpty = (row: Json): Json => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));

/** Rows of the tables, changed as documented, and below dynamic columns at will. */
export const azureRows: fc.Arbitrary<Json> = fc.constantFrom(...rows).chain((row) => {
  const table = String(row.Type);
  const free = open[table];
  const changed = free === undefined ? fc.constant(structuredClone(row)) : mutated(row, free, values);
  return fc.tuple(changed, changesOf(table)).map(([copy, changes]) => {
    const next = structuredClone(copy);
    for (const [path, value] of changes) {
      // Only SigninLogs has these as anything but texts.
      if (row.Type !== "SigninLogs" && (path[0] === "Status" || path[0] === "IsInteractive")) continue;
      put(next, path, value);
    }
    return withoutEmpty(next);
  });
});

export const azurePool: Pool = {
  texts: {
    operation: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.KeyVault/vaults/delete",
      "Add member to role",
      "Sign-in activity",
      "SecretGet",
      "DeleteBlob",
    ],
    service: ["Microsoft.KeyVault", "Microsoft.Authorization", "Core Directory", "azurerbac", "Azure Portal"],
    "actor.id": ["ines@example.com", "max@example.com", object, "Azure Policy"],
    resource: ["prod-kv", vault, "ünïcode-日本", "max@example.com", "/app/logs/1.json", "1.json", "app/"],
    account: [subscription.toLowerCase(), tenant],
    region: ["westeurope", "eastus"],
    userAgent: ["Mozilla/5.0", "azsdk-js", "Terraform/1"],
    sourceIp: ["10.1.2.3", "2001:db8::1"],
    error: ["AuthorizationFailed", "Forbidden", "53003", "BlobNotFound", "Not Found"],
    severity: ["error", "informational", "information"],
    "native.Caller": ["Ines@example.com", "ines@example.com"],
    "native.Properties_d.statusCode": ["Forbidden", "forbidden"],
    "native.Properties_d.requestbody.tags": ["a", "b", "5"],
    "native.Properties_d.Roles": ["prod-kv", "5", "a"],
    [`native.Claims_d["${methods}"]`]: ["pwd,mfa", "pwd"],
    "native.TargetResources.displayName": ["prod-kv", 'Max "the" é'],
    "native.InitiatedBy.user.userPrincipalName": ["ines@example.com"],
    "native.properties.statusCode": ["Forbidden"],
    "native.TimeGenerated": ["2026-03-02T08:15:00Z"],
  },
  choices: {
    cloud: ["aws", "azure"],
    category: ["management", "data", "identity", "system", "policy"],
    access: ["read", "write"],
    "actor.type": ["user", "root", "service", "anonymous"],
    outcome: ["success", "failure", "denied"],
  },
  flags: ["mfa"],
  truths: ["native.IsInteractive", "native.IsRbacAuthorized", "native.Properties_d.Roles"],
  numbers: {
    "native.Properties_d.requestbody.count": [5, 1000],
    "native.Status.errorCode": [5, 53003],
    "native.DurationMs": [5, 1000],
    "native.RequestBodySize": [5, 1000],
  },
  present: [
    "outcome",
    "error",
    "region",
    "actor.id",
    "actor.type",
    "severity",
    "native.Claims_d",
    "native.Properties_d.requestbody",
    "native.IsInteractive",
    "native.DurationMs",
    "native.TimeGenerated",
    "native.CallerIpAddress",
  ],
  addresses: ["10.0.0.0/8", "2001:db8::/32", "10.1.2.3/32", "::/0"],
  activities: ["access.grant", "access.denied", "data.read", "data.write", "auth.failure", "platform.event"],
};
