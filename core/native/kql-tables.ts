import type { ColumnType } from "./kql-ast.ts";

export interface KqlTable {
  readonly name: string;
  /** The page of Microsoft's reference that lists the columns. */
  readonly source: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

const reference = "https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/";

/** Columns by type, several names in one text. */
function table(name: string, types: Partial<Record<ColumnType, string>>): KqlTable {
  const columns = Object.entries(types).flatMap(([type, names]) =>
    names.split(/\s+/).map((column) => [column, type as ColumnType] as const),
  );
  return { name, source: `${reference}${name.toLowerCase()}`, columns: Object.fromEntries(columns) };
}

/** Every one of these tables has them. */
const common = "SourceSystem TenantId Type _IsBillable";

const signIn = `AADTenantId AppId AppOwnerTenantId AuthenticationContextClassReferences AuthenticationProcessingDetails
  Category ConditionalAccessAudiences ConditionalAccessStatus CorrelationId FederatedCredentialId Id Identity IPAddress
  Level Location NetworkLocationDetails OperationName OperationVersion ResourceDisplayName ResourceGroup
  ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResultDescription ResultSignature ResultType
  ServicePrincipalId SessionId UniqueTokenIdentifier UserAgent ClientCredentialType`;

const servicePrincipalSignIn = `${signIn} Agent ConditionalAccessPolicies LocationDetails
  ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalName`;

const userSignIn = `AlternateSignInName AppDisplayName AuthenticationDetails AuthenticationMethodsUsed
  AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies AutonomousSystemNumber
  ClientAppUsed CrossTenantAccessType HomeTenantId OriginalRequestId ResourceTenantId RiskDetail RiskEventTypes
  RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState SessionLifetimePolicies SignInIdentifierType
  TokenIssuerName TokenIssuerType UserDisplayName UserId UserPrincipalName UserType`;

const storage = `AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId ConditionsUsed
  CorrelationId Etag Location OperationName OperationVersion Protocol ReferrerHeader
  RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestMd5
  _ResourceId ResponseMd5 SchemaVersion ServiceType StatusCode StatusText _SubscriptionId TlsVersion Uri
  UserAgentHeader`;

const objectStorage = `${storage} MetricResponseType ObjectKey SasExpiryStatus`;

const storageTypes = {
  dynamic: "AuthorizationDetails",
  datetime: "TimeGenerated LastModifiedTime",
  int: "OperationCount",
  long: "ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize",
  real: "DurationMs ServerLatencyMs _BilledSize",
} as const;

const tables: readonly KqlTable[] = [
  table("AzureActivity", {
    string: `${common} ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller
      CallerIpAddress Category CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId
      OperationName OperationNameValue Properties Resource ResourceGroup ResourceId _ResourceId ResourceProvider
      ResourceProviderValue SubscriptionId _SubscriptionId`,
    dynamic: "Authorization_d Claims_d Properties_d",
    datetime: "TimeGenerated EventSubmissionTimestamp",
    real: "_BilledSize",
  }),
  table("AuditLogs", {
    string: `SourceSystem Type _IsBillable AADOperationType AADTenantId ActivityDisplayName Category CorrelationId Id
      Identity Level Location LoggedByService OperationName OperationVersion Resource ResourceGroup ResourceId
      ResourceProvider Result ResultDescription ResultReason ResultSignature ResultType`,
    dynamic: "AdditionalDetails InitiatedBy TargetResources",
    datetime: "TimeGenerated ActivityDateTime",
    long: "DurationMs",
    real: "_BilledSize",
  }),
  table("SigninLogs", {
    string: `SourceSystem Type _IsBillable ${userSignIn} AADTenantId AppId AppliedConditionalAccessPolicies
      AuthenticationContextClassReferences AuthenticationProcessingDetails Category ConditionalAccessStatus CorrelationId
      Id Identity IPAddress IPAddressFromResourceProvider Level Location NetworkLocationDetails OperationName
      OperationVersion ProcessingTimeInMilliseconds Resource ResourceDisplayName ResourceGroup ResourceId ResourceIdentity
      ResourceProvider ResourceServicePrincipalId ResultDescription ResultSignature ResultType RiskLevel
      ServicePrincipalId ServicePrincipalName SignInIdentifier UniqueTokenIdentifier UserAgent`,
    dynamic: "AppliedEventListeners ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status",
    datetime: "TimeGenerated CreatedDateTime",
    bool: "FlaggedForReview IsInteractive IsRisky",
    long: "DurationMs",
    real: "_BilledSize",
  }),
  table("AADNonInteractiveUserSignInLogs", {
    string: `${common} ${signIn} ${userSignIn} Agent AuthenticatorAppLocation ClientSessionId ConditionalAccessPolicies
      DeviceDetail GlobalSecureAccessIpAddress HomeTenantName IncomingTokenType LocationDetails MfaDetail
      OriginalTransferMethod ProcessingTimeInMs SignInEventTypes Status TokenProtectionStatusDetails`,
    dynamic: "AppliedEventListeners",
    datetime: "TimeGenerated CreatedDateTime",
    bool: "IsInteractive IsRisky IsTenantRestricted IsThroughGlobalSecureAccess",
    long: "DurationMs",
    real: "_BilledSize",
  }),
  table("AADServicePrincipalSignInLogs", {
    string: `${common} ${servicePrincipalSignIn} AutonomousSystemNumber`,
    datetime: "TimeGenerated CreatedDateTime",
    long: "DurationMs",
    real: "_BilledSize",
  }),
  table("AADManagedIdentitySignInLogs", {
    string: `${common} ${servicePrincipalSignIn} ManagedServiceIdentity SourceAppClientId`,
    datetime: "TimeGenerated CreatedDateTime",
    long: "DurationMs",
    real: "_BilledSize",
  }),
  table("AZKVAuditLogs", {
    string: `${common} AddressAuthorizationType Algorithm AppliedAssignmentId CallerIpAddress ClientInfo CorrelationId
      HsmPoolResourceId Id OperationName OperationVersion RequestUri _ResourceId ResultDescription ResultSignature
      ResultType SubnetId _SubscriptionId Tlsversion TrustedService`,
    dynamic: `CertificateIssuerProperties CertificatePolicyProperties CertificateProperties CertificateRequestProperties
      Identity KeyProperties NetworkAcls Nsp Properties SecretProperties Sku StorageAccountProperties
      StorageSasDefinitionProperties VaultProperties`,
    bool: `EnabledForDeployment EnabledForDiskEncryption EnabledForTemplateDeployment EnablePurgeProtection
      EnableRbacAuthorization EnableSoftDelete IsAccessPolicyMatch IsAddressAuthorized IsRbacAuthorized`,
    datetime: "TimeGenerated",
    int: "DurationMs HttpStatusCode SoftDeleteRetentionInDays",
    real: "_BilledSize",
  }),
  table("StorageBlobLogs", {
    string: `${common} ${objectStorage} AccessTier DestinationUri RehydratePriority SourceAccessTier SourceUri`,
    ...storageTypes,
  }),
  table("StorageFileLogs", {
    string: `${common} ${storage} RequesterUserName SmbCommandDetail SmbPrimarySID`,
    ...storageTypes,
    int: `${storageTypes.int} SmbCommandMajor SmbCommandMinor SmbCreditsConsumed SmbTreeConnectID`,
    long: `${storageTypes.long} SmbFileId SmbMessageID SmbPersistentHandleID SmbSessionID SmbVolatileHandleID`,
  }),
  table("StorageQueueLogs", { string: `${common} ${objectStorage}`, ...storageTypes }),
  table("StorageTableLogs", { string: `${common} ${objectStorage}`, ...storageTypes }),
  // Those that any workspace's table has and Key Vault fills. Others, such as identity_claim_upn_s, are there once a
  // record had them: column_ifexists() reads them.
  table("AzureDiagnostics", {
    string: `${common} CallerIPAddress Category CorrelationId Level OperationName OperationVersion Resource ResourceGroup
      _ResourceId ResourceProvider ResourceType ResultDescription ResultSignature ResultType clientInfo_s
      httpStatusCode_s id_s identity_claim_ipaddr_s properties_sku_Family_s properties_sku_Name_s requestUri_s`,
    dynamic: "AdditionalFields",
    bool: `isAccessPolicyMatch_b properties_enabledForDeployment_b properties_enabledForDiskEncryption_b
      properties_enabledForTemplateDeployment_b`,
    datetime: "TimeGenerated",
    guid: "identity_claim_appid_g properties_tenantId_g",
    long: "DurationMs",
    real: "httpStatusCode_d _BilledSize",
  }),
];

/** The tables that queries can read, by name. KQL tells names apart by case. */
export const kqlTables: ReadonlyMap<string, KqlTable> = new Map(tables.map((one) => [one.name, one]));
