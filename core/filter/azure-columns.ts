import type { RowTable } from "../event/azure-row.ts";

export type ColumnKind = "text" | "flag" | "number" | "time" | "dynamic";

type Columns = Readonly<Partial<Record<ColumnKind, string>>>;

/** The columns of the tables by kind. https://learn.microsoft.com/azure/azure-monitor/reference/tables-index */
const columns: { readonly [T in RowTable]: Columns } = {
  AzureActivity: {
    text: `ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller
      CallerIpAddress Category CategoryValue Claims CorrelationId EventDataId HTTPRequest Hierarchy Level
      OperationId OperationName OperationNameValue Properties Resource ResourceGroup ResourceId
      ResourceProvider ResourceProviderValue SourceSystem SubscriptionId TenantId Type _IsBillable
      _ResourceId _SubscriptionId`,
    number: "_BilledSize",
    time: "EventSubmissionTimestamp TimeGenerated",
    dynamic: "Authorization_d Claims_d Properties_d",
  },
  AuditLogs: {
    text: `AADOperationType AADTenantId ActivityDisplayName Category CorrelationId Id Identity Level Location
      LoggedByService OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider
      Result ResultDescription ResultReason ResultSignature ResultType SourceSystem Type _IsBillable`,
    number: "DurationMs _BilledSize",
    time: "ActivityDateTime TimeGenerated",
    dynamic: "AdditionalDetails InitiatedBy TargetResources",
  },
  SigninLogs: {
    text: `AADTenantId AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies
      AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed
      AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
      AuthenticationRequirementPolicies AutonomousSystemNumber Category ClientAppUsed
      ConditionalAccessStatus CorrelationId CrossTenantAccessType HomeTenantId IPAddress
      IPAddressFromResourceProvider Id Identity Level Location NetworkLocationDetails OperationName
      OperationVersion OriginalRequestId ProcessingTimeInMilliseconds Resource ResourceDisplayName
      ResourceGroup ResourceId ResourceIdentity ResourceProvider ResourceServicePrincipalId
      ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes
      RiskEventTypes_V2 RiskLevel RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId
      ServicePrincipalName SessionLifetimePolicies SignInIdentifier SignInIdentifierType SourceSystem
      TokenIssuerName TokenIssuerType Type UniqueTokenIdentifier UserAgent UserDisplayName UserId
      UserPrincipalName UserType _IsBillable`,
    flag: "FlaggedForReview IsInteractive IsRisky",
    number: "DurationMs _BilledSize",
    time: "CreatedDateTime TimeGenerated",
    dynamic: "AppliedEventListeners ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status",
  },
  AADNonInteractiveUserSignInLogs: {
    text: `AADTenantId Agent AlternateSignInName AppDisplayName AppId AppOwnerTenantId
      AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed
      AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
      AuthenticationRequirementPolicies AuthenticatorAppLocation AutonomousSystemNumber Category
      ClientAppUsed ClientCredentialType ClientSessionId ConditionalAccessAudiences
      ConditionalAccessPolicies ConditionalAccessStatus CorrelationId CrossTenantAccessType DeviceDetail
      FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantId HomeTenantName IPAddress Id Identity
      IncomingTokenType Level Location LocationDetails MfaDetail NetworkLocationDetails OperationName
      OperationVersion OriginalRequestId OriginalTransferMethod ProcessingTimeInMs ResourceDisplayName
      ResourceGroup ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResourceTenantId
      ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes RiskEventTypes_V2
      RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId SessionId
      SessionLifetimePolicies SignInEventTypes SignInIdentifierType SourceSystem Status TenantId
      TokenIssuerName TokenIssuerType TokenProtectionStatusDetails Type UniqueTokenIdentifier UserAgent
      UserDisplayName UserId UserPrincipalName UserType _IsBillable`,
    flag: "IsInteractive IsRisky IsTenantRestricted IsThroughGlobalSecureAccess",
    number: "DurationMs _BilledSize",
    time: "CreatedDateTime TimeGenerated",
    dynamic: "AppliedEventListeners",
  },
  AADServicePrincipalSignInLogs: {
    text: `AADTenantId Agent AppId AppOwnerTenantId AuthenticationContextClassReferences
      AuthenticationProcessingDetails AutonomousSystemNumber Category ClientCredentialType
      ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessStatus CorrelationId
      FederatedCredentialId IPAddress Id Identity Level Location LocationDetails NetworkLocationDetails
      OperationName OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity
      ResourceOwnerTenantId ResourceServicePrincipalId ResultDescription ResultSignature ResultType
      ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId
      ServicePrincipalName SessionId SourceSystem TenantId Type UniqueTokenIdentifier UserAgent _IsBillable`,
    number: "DurationMs _BilledSize",
    time: "CreatedDateTime TimeGenerated",
  },
  AADManagedIdentitySignInLogs: {
    text: `AADTenantId Agent AppId AppOwnerTenantId AuthenticationContextClassReferences
      AuthenticationProcessingDetails Category ClientCredentialType ConditionalAccessAudiences
      ConditionalAccessPolicies ConditionalAccessStatus CorrelationId FederatedCredentialId IPAddress Id
      Identity Level Location LocationDetails ManagedServiceIdentity NetworkLocationDetails OperationName
      OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceOwnerTenantId
      ResourceServicePrincipalId ResultDescription ResultSignature ResultType
      ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId
      ServicePrincipalName SessionId SourceAppClientId SourceSystem TenantId Type UniqueTokenIdentifier
      UserAgent _IsBillable`,
    number: "DurationMs _BilledSize",
    time: "CreatedDateTime TimeGenerated",
  },
  AZKVAuditLogs: {
    text: `AddressAuthorizationType Algorithm AppliedAssignmentId CallerIpAddress ClientInfo CorrelationId
      HsmPoolResourceId Id OperationName OperationVersion RequestUri ResultDescription ResultSignature
      ResultType SourceSystem SubnetId TenantId Tlsversion TrustedService Type _IsBillable _ResourceId
      _SubscriptionId`,
    flag: `EnablePurgeProtection EnableRbacAuthorization EnableSoftDelete EnabledForDeployment
      EnabledForDiskEncryption EnabledForTemplateDeployment IsAccessPolicyMatch IsAddressAuthorized
      IsRbacAuthorized`,
    number: "DurationMs HttpStatusCode SoftDeleteRetentionInDays _BilledSize",
    time: "TimeGenerated",
    dynamic: `CertificateIssuerProperties CertificatePolicyProperties CertificateProperties
      CertificateRequestProperties Identity KeyProperties NetworkAcls Nsp Properties SecretProperties Sku
      StorageAccountProperties StorageSasDefinitionProperties VaultProperties`,
  },
  StorageBlobLogs: {
    text: `AccessTier AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId
      ConditionsUsed CorrelationId DestinationUri Etag Location MetricResponseType ObjectKey OperationName
      OperationVersion Protocol ReferrerHeader RehydratePriority RequestMd5 RequesterAppId
      RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn ResponseMd5
      SasExpiryStatus SchemaVersion ServiceType SourceAccessTier SourceSystem SourceUri StatusCode
      StatusText TenantId TlsVersion Type Uri UserAgentHeader _IsBillable _ResourceId _SubscriptionId`,
    number: `ContentLengthHeader DurationMs OperationCount RequestBodySize RequestHeaderSize ResponseBodySize
      ResponseHeaderSize ServerLatencyMs _BilledSize`,
    time: "LastModifiedTime TimeGenerated",
    dynamic: "AuthorizationDetails",
  },
};

const kinds = (given: Columns): ReadonlyMap<string, ColumnKind> =>
  new Map(
    Object.entries(given).flatMap(([kind, names]) =>
      names.split(/\s+/).map((name): [string, ColumnKind] => [name, kind as ColumnKind]),
    ),
  );

const byTable = new Map<RowTable, ReadonlyMap<string, ColumnKind>>();

/** What a column of a table holds; undefined where the table has no such column. */
export const columnKind = (table: RowTable, column: string): ColumnKind | undefined => {
  const known = byTable.get(table) ?? kinds(columns[table]);
  byTable.set(table, known);
  return known.get(column);
};
