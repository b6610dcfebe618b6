import type { Fidelity } from "../../../core/contract/outputs.ts";

export interface CloudLoggingCase {
  readonly filter: string;
  readonly fidelity: Fidelity;
  /** What Cloud Logging lacks. */
  readonly lacks?: readonly string[];
  readonly query: string | undefined;
  /** The text of an exclusion, where it isn't that of the query: it may leave out less, and never more. */
  readonly exclusion?: string | undefined;
}

/** Filters and the whole texts that they become. */
export const cloudLoggingCases: readonly CloudLoggingCase[] = [
  // Every field of an audit log.
  {
    filter: 'account == "acme-prod"',
    fidelity: "exact",
    query:
      'resource.labels.project_id="acme-prod" OR (NOT resource.labels.project_id:* AND logName=~"(?i)^(?:projects|folders|organizations|billingAccounts)/acme-prod/")',
  },
  {
    filter: 'account != "acme-prod"',
    fidelity: "wider",
    lacks: ["no such test of a part of a name"],
    query:
      'NOT resource.labels.project_id="acme-prod" AND (resource.labels.project_id:* OR NOT logName=~"(?i)^(?:projects|folders|organizations|billingAccounts)/acme-prod/")',
    exclusion:
      'resource.labels.project_id:* AND NOT resource.labels.project_id="acme-prod" AND (resource.labels.project_id:* OR NOT logName=~"(?i)^(?:projects|folders|organizations|billingAccounts)/acme-prod/")',
  },
  {
    filter: 'account.startsWith("acme-")',
    fidelity: "exact",
    query:
      'resource.labels.project_id=~"(?is)^acme-" OR (NOT resource.labels.project_id:* AND logName=~"(?is)^(?:projects|folders|organizations|billingAccounts)/acme-[^/]*/")',
  },
  {
    filter: 'account == ""',
    fidelity: "exact",
    query:
      'resource.labels.project_id=~"(?i)^$" OR (NOT resource.labels.project_id:* AND logName=~"(?i)^(?:projects|folders|organizations|billingAccounts)//")',
  },
  {
    filter: 'region == "europe-west3"',
    fidelity: "wider",
    lacks: ["no first of several locations"],
    query:
      'protoPayload.resourceLocation.currentLocations=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.location=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.region=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.zone=~"(?i)^europe-west3(?:-[a-z])?$"',
    exclusion: undefined,
  },
  {
    filter: 'region.startsWith("europe-")',
    fidelity: "wider",
    lacks: ["no first of several locations"],
    query:
      'protoPayload.resourceLocation.currentLocations=~"(?is)^europe-.*(?:-[a-z])?$" OR resource.labels.location=~"(?is)^europe-.*(?:-[a-z])?$" OR resource.labels.region=~"(?is)^europe-.*(?:-[a-z])?$" OR resource.labels.zone=~"(?is)^europe-.*(?:-[a-z])?$"',
    exclusion: undefined,
  },
  {
    filter: 'category == "management"',
    fidelity: "exact",
    query:
      '(log_id("cloudaudit.googleapis.com/activity") AND NOT protoPayload.serviceName=("login.googleapis.com" OR "admin.googleapis.com" OR "cloudidentity.googleapis.com")) OR (log_id("cloudaudit.googleapis.com/data_access") AND NOT protoPayload.serviceName=("login.googleapis.com" OR "admin.googleapis.com" OR "cloudidentity.googleapis.com") AND protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_READ|ADMIN_WRITE)$" AND NOT protoPayload.authorizationInfo.permissionType=~"^(?:DATA_READ|DATA_WRITE)$")',
  },
  {
    filter: 'category == "data"',
    fidelity: "exact",
    query:
      'log_id("cloudaudit.googleapis.com/data_access") AND NOT protoPayload.serviceName=("login.googleapis.com" OR "admin.googleapis.com" OR "cloudidentity.googleapis.com") AND (NOT protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_READ|ADMIN_WRITE)$" OR protoPayload.authorizationInfo.permissionType=~"^(?:DATA_READ|DATA_WRITE)$")',
  },
  {
    filter: 'category == "identity"',
    fidelity: "exact",
    query:
      '(log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access")) AND protoPayload.serviceName=("login.googleapis.com" OR "admin.googleapis.com" OR "cloudidentity.googleapis.com")',
  },
  {
    filter: 'category in ["system", "policy"]',
    fidelity: "exact",
    query: 'log_id("cloudaudit.googleapis.com/system_event") OR log_id("cloudaudit.googleapis.com/policy")',
  },
  {
    filter: 'service == "storage.googleapis.com"',
    fidelity: "exact",
    query: 'protoPayload.serviceName="storage.googleapis.com"',
  },
  {
    filter: 'service in ["storage.googleapis.com", "kms.googleapis.com"]',
    fidelity: "exact",
    query: 'protoPayload.serviceName=("storage.googleapis.com" OR "kms.googleapis.com")',
  },
  {
    filter: 'service.endsWith(".googleapis.com")',
    fidelity: "exact",
    query: 'protoPayload.serviceName=~"(?is)\\\\.googleapis\\\\.com$"',
  },
  { filter: 'service.contains("sql")', fidelity: "exact", query: 'protoPayload.serviceName:"sql"' },
  {
    filter: 'operation == "storage.buckets.delete"',
    fidelity: "exact",
    query: 'protoPayload.methodName="storage.buckets.delete"',
  },
  {
    filter: 'operation != "storage.buckets.delete"',
    fidelity: "exact",
    query: 'protoPayload.methodName:* AND NOT protoPayload.methodName="storage.buckets.delete"',
  },
  {
    filter: 'operation.startsWith("storage.")',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"(?is)^storage\\\\."',
  },
  { filter: 'operation.contains(".setIam")', fidelity: "exact", query: 'protoPayload.methodName:".setIam"' },
  {
    filter: 'operation.like("google.*.Delete*")',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"(?is)^google\\\\..*\\\\.Delete"',
  },
  { filter: 'operation.like("*")', fidelity: "exact", query: 'protoPayload.methodName=~"(?is)"' },
  {
    filter: 'operation.matches("^(?:Create|Delete)Role$")',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"^(?:Create|Delete)Role$"',
  },
  {
    filter: 'access == "write"',
    fidelity: "exact",
    query:
      'protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_WRITE|DATA_WRITE)$" OR (NOT protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_READ|ADMIN_WRITE)$" AND NOT protoPayload.authorizationInfo.permissionType=~"^(?:DATA_READ|DATA_WRITE)$" AND ((log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/system_event")) OR NOT protoPayload.methodName=~"(?i)(?:^|\\\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$"))',
  },
  {
    filter: 'access == "read"',
    fidelity: "exact",
    query:
      'NOT protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_WRITE|DATA_WRITE)$" AND (protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_READ|ADMIN_WRITE|DATA_READ|DATA_WRITE)$" OR (NOT (log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/system_event")) AND protoPayload.methodName=~"(?i)(?:^|\\\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$"))',
  },
  { filter: 'access in ["read", "write"]', fidelity: "exact", query: "logName:*" },
  {
    filter: 'actor.id == "max@example.com"',
    fidelity: "exact",
    query: 'protoPayload.authenticationInfo.principalEmail="max@example.com"',
  },
  {
    filter: 'actor.id != "max@example.com"',
    fidelity: "exact",
    query:
      '(protoPayload.authenticationInfo.principalEmail:* OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject:*)) AND NOT protoPayload.authenticationInfo.principalEmail="max@example.com"',
  },
  {
    filter: 'actor.id.endsWith("@example.com")',
    fidelity: "exact",
    query:
      'protoPayload.authenticationInfo.principalEmail=~"(?is)@example\\\\.com$" OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject=~"(?is)@example\\\\.com$")',
  },
  {
    filter: "has(actor.id)",
    fidelity: "exact",
    query:
      "protoPayload.authenticationInfo.principalEmail:* OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject:*)",
  },
  {
    filter: 'actor.type == "service"',
    fidelity: "exact",
    query:
      'NOT protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" AND (protoPayload.authenticationInfo.principalEmail:* OR NOT protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") AND (protoPayload.authenticationInfo.principalEmail=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" OR protoPayload.authenticationInfo.principalSubject=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:")',
  },
  {
    filter: 'actor.type == "anonymous"',
    fidelity: "exact",
    query:
      'protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$")',
  },
  {
    filter: 'actor.type == "federated"',
    fidelity: "exact",
    query:
      'NOT protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" AND (protoPayload.authenticationInfo.principalEmail:* OR NOT protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") AND NOT protoPayload.authenticationInfo.principalEmail=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND NOT protoPayload.authenticationInfo.principalSubject=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND (protoPayload.authenticationInfo.principalEmail=~"^principal(?:Set)?://" OR protoPayload.authenticationInfo.principalSubject=~"^principal(?:Set)?://")',
  },
  { filter: 'actor.type == "root"', fidelity: "exact", query: undefined },
  {
    filter: "has(actor.type)",
    fidelity: "exact",
    query:
      'protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") OR (NOT protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" AND (protoPayload.authenticationInfo.principalEmail:* OR NOT protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") AND (protoPayload.authenticationInfo.principalEmail=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" OR protoPayload.authenticationInfo.principalSubject=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:")) OR (NOT protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" AND (protoPayload.authenticationInfo.principalEmail:* OR NOT protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") AND NOT protoPayload.authenticationInfo.principalEmail=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND NOT protoPayload.authenticationInfo.principalSubject=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND (protoPayload.authenticationInfo.principalEmail=~"^principal(?:Set)?://" OR protoPayload.authenticationInfo.principalSubject=~"^principal(?:Set)?://")) OR (NOT protoPayload.authenticationInfo.principalEmail=~"^system:anonymous$" AND (protoPayload.authenticationInfo.principalEmail:* OR NOT protoPayload.authenticationInfo.principalSubject=~"^system:anonymous$") AND NOT protoPayload.authenticationInfo.principalEmail=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND NOT protoPayload.authenticationInfo.principalSubject=~"(?i)\\\\.gserviceaccount\\\\.com$|^system:|^system@google\\\\.com$|^serviceAccount:" AND NOT protoPayload.authenticationInfo.principalEmail=~"^principal(?:Set)?://" AND NOT protoPayload.authenticationInfo.principalSubject=~"^principal(?:Set)?://" AND (protoPayload.authenticationInfo.principalEmail=~"(?s)@" OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject=~"(?s)@") OR protoPayload.authenticationInfo.principalSubject=~"^user:"))',
  },
  {
    filter: 'sourceIp == "203.0.113.7"',
    fidelity: "exact",
    query: 'protoPayload.requestMetadata.callerIp=~"(?i)^203\\\\.0\\\\.113\\\\.7$"',
  },
  {
    filter: 'sourceIp.startsWith("10.")',
    fidelity: "exact",
    query: 'protoPayload.requestMetadata.callerIp=~"(?is)^10\\\\."',
  },
  {
    filter: 'cidr("203.0.113.0/24").containsIP(sourceIp)',
    fidelity: "exact",
    query: 'ip_in_net(protoPayload.requestMetadata.callerIp, "203.0.113.0/24")',
  },
  {
    filter: '!cidr("10.0.0.0/8").containsIP(sourceIp)',
    fidelity: "exact",
    query: 'NOT ip_in_net(protoPayload.requestMetadata.callerIp, "10.0.0.0/8")',
  },
  {
    filter: 'userAgent.contains("terraform")',
    fidelity: "exact",
    query: 'protoPayload.requestMetadata.callerSuppliedUserAgent:"terraform"',
  },
  {
    filter: 'userAgent.matches("(?i)^curl/")',
    fidelity: "exact",
    query: 'protoPayload.requestMetadata.callerSuppliedUserAgent=~"(?i)^curl/"',
  },
  {
    filter: 'resource == "prod-data"',
    fidelity: "exact",
    query: 'protoPayload.resourceName="prod-data" OR protoPayload.resourceName=~"(?i)/(?:prod-data)$"',
  },
  {
    filter: 'resource == "projects/_/buckets/prod-data"',
    fidelity: "exact",
    query:
      'protoPayload.resourceName="projects/_/buckets/prod-data" OR protoPayload.resourceName=~"(?i)/(?:projects/_/buckets/prod-data)$"',
  },
  {
    filter: 'resource.startsWith("prod-")',
    fidelity: "exact",
    query: 'protoPayload.resourceName=~"(?is)^prod-" OR protoPayload.resourceName=~"(?is)/(?:prod-[^/]*)$"',
  },
  { filter: 'resource.endsWith("-data")', fidelity: "exact", query: 'protoPayload.resourceName=~"(?is)-data$"' },
  { filter: 'resource.contains("secret")', fidelity: "exact", query: 'protoPayload.resourceName:"secret"' },
  {
    filter: 'resource.like("prod-*-data")',
    fidelity: "exact",
    query:
      'protoPayload.resourceName=~"(?is)^prod-.*-data$" OR protoPayload.resourceName=~"(?is)/(?:prod-[^/]*-data)$"',
  },
  {
    filter: 'resource != "prod-data"',
    fidelity: "exact",
    query:
      'protoPayload.resourceName:* AND NOT protoPayload.resourceName="prod-data" AND NOT protoPayload.resourceName=~"(?i)/(?:prod-data)$"',
  },
  { filter: "has(resource)", fidelity: "exact", query: "protoPayload.resourceName:*" },
  {
    filter: 'outcome == "denied"',
    fidelity: "exact",
    query:
      '(log_id("cloudaudit.googleapis.com/policy") AND NOT protoPayload.metadata.dryRun=true) OR (NOT log_id("cloudaudit.googleapis.com/policy") AND protoPayload.status.code=(7 OR 16))',
  },
  {
    filter: 'outcome == "failure"',
    fidelity: "exact",
    query:
      'NOT log_id("cloudaudit.googleapis.com/policy") AND ((protoPayload.status.code:* AND NOT protoPayload.status.code=0 AND NOT protoPayload.status.code=(7 OR 16)) OR ((NOT protoPayload.status.code:* OR protoPayload.status.code=0) AND (NOT operation.first=true OR operation.last=true) AND protoPayload.methodName=~"(?is)\\\\.loginFailure$"))',
  },
  {
    filter: 'outcome == "success"',
    fidelity: "exact",
    query:
      'NOT log_id("cloudaudit.googleapis.com/policy") AND (NOT protoPayload.status.code:* OR protoPayload.status.code=0) AND (NOT operation.first=true OR operation.last=true) AND NOT protoPayload.methodName=~"(?is)\\\\.loginFailure$"',
  },
  {
    filter: 'outcome != "success"',
    fidelity: "exact",
    query:
      '(log_id("cloudaudit.googleapis.com/policy") AND NOT protoPayload.metadata.dryRun=true) OR (NOT log_id("cloudaudit.googleapis.com/policy") AND protoPayload.status.code=(7 OR 16)) OR (NOT log_id("cloudaudit.googleapis.com/policy") AND ((protoPayload.status.code:* AND NOT protoPayload.status.code=0 AND NOT protoPayload.status.code=(7 OR 16)) OR ((NOT protoPayload.status.code:* OR protoPayload.status.code=0) AND (NOT operation.first=true OR operation.last=true) AND protoPayload.methodName=~"(?is)\\\\.loginFailure$")))',
  },
  { filter: 'error == "PERMISSION_DENIED"', fidelity: "exact", query: "protoPayload.status.code=7" },
  { filter: 'error in ["NOT_FOUND", "ABORTED"]', fidelity: "exact", query: "protoPayload.status.code=(5 OR 10)" },
  { filter: 'error.startsWith("UNAUTH")', fidelity: "exact", query: "protoPayload.status.code=16" },
  { filter: 'error == "NoSuchError"', fidelity: "exact", query: undefined },
  { filter: "has(error)", fidelity: "exact", query: "protoPayload.status.code:* AND NOT protoPayload.status.code=0" },
  { filter: "!has(error)", fidelity: "exact", query: "NOT protoPayload.status.code:* OR protoPayload.status.code=0" },
  { filter: "mfa == true", fidelity: "exact", query: undefined },
  { filter: "has(mfa)", fidelity: "exact", query: undefined },
  { filter: 'severity == "error"', fidelity: "exact", query: 'severity="ERROR"' },
  { filter: 'severity in ["critical", "alert"]', fidelity: "exact", query: 'severity=("CRITICAL" OR "ALERT")' },
  {
    filter: 'severity != "info"',
    fidelity: "wider",
    lacks: ["no difference between the severity DEFAULT and none"],
    query:
      'severity=("DEBUG" OR "INFO" OR "NOTICE" OR "WARNING" OR "ERROR" OR "CRITICAL" OR "ALERT" OR "EMERGENCY" OR "DEFAULT") AND NOT severity="INFO"',
    exclusion:
      'severity=("DEBUG" OR "INFO" OR "NOTICE" OR "WARNING" OR "ERROR" OR "CRITICAL" OR "ALERT" OR "EMERGENCY") AND NOT severity="INFO"',
  },
  {
    filter: 'severity == "default"',
    fidelity: "wider",
    lacks: ["no difference between the severity DEFAULT and none"],
    query: 'severity="DEFAULT"',
    exclusion: undefined,
  },
  // The cloud and the classes are decided here.
  { filter: 'cloud == "gcp"', fidelity: "exact", query: "logName:*" },
  { filter: 'cloud == "aws"', fidelity: "exact", query: undefined },
  {
    filter: 'cloud != "aws" && service == "iam.googleapis.com"',
    fidelity: "exact",
    query: 'protoPayload.serviceName="iam.googleapis.com"',
  },
  {
    filter: 'cloud == "aws" || service == "iam.googleapis.com"',
    fidelity: "exact",
    query: 'protoPayload.serviceName="iam.googleapis.com"',
  },
  {
    filter: '"dns.change" in activities',
    fidelity: "exact",
    query:
      '(protoPayload.serviceName="dns.googleapis.com" AND protoPayload.methodName=("dns.changes.create" OR "dns.managedZones.create" OR "dns.managedZones.delete" OR "dns.managedZones.patch" OR "dns.managedZones.update" OR "dns.policies.create" OR "dns.policies.delete" OR "dns.policies.patch" OR "dns.policies.update" OR "dns.resourceRecordSets.create" OR "dns.resourceRecordSets.delete" OR "dns.resourceRecordSets.patch" OR "dns.resourceRecordSets.update" OR "dns.responsePolicies.create" OR "dns.responsePolicies.delete" OR "dns.responsePolicies.patch" OR "dns.responsePolicies.update" OR "dns.responsePolicyRules.create" OR "dns.responsePolicyRules.delete" OR "dns.responsePolicyRules.patch" OR "dns.responsePolicyRules.update")) OR (protoPayload.serviceName=("domains.googleapis.com" OR "servicedirectory.googleapis.com") AND (protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_WRITE|DATA_WRITE)$" OR (NOT protoPayload.authorizationInfo.permissionType=~"^(?:ADMIN_READ|ADMIN_WRITE)$" AND NOT protoPayload.authorizationInfo.permissionType=~"^(?:DATA_READ|DATA_WRITE)$" AND ((log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/system_event")) OR NOT protoPayload.methodName=~"(?i)(?:^|\\\\.)(?:get|list|search|aggregatedlist|batchget|lookup|query|read|access|test|run_?query)[^.]*$"))))',
  },
  // Fields of the entry, by case and by type.
  {
    filter: 'native.protoPayload.methodName == "SetIamPolicy"',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"^SetIamPolicy$"',
  },
  {
    filter: 'native.protoPayload.methodName in ["a", "b"]',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"^(?:a|b)$"',
  },
  { filter: "native.protoPayload.methodName == 5", fidelity: "exact", query: undefined },
  {
    filter: 'native.protoPayload.methodName.contains("Iam")',
    fidelity: "exact",
    query: 'protoPayload.methodName=~"(?s)Iam"',
  },
  { filter: "native.protoPayload.methodName < 5", fidelity: "exact", query: undefined },
  { filter: "native.protoPayload.status.code == 7", fidelity: "exact", query: "protoPayload.status.code=7" },
  {
    filter: "native.protoPayload.status.code in [7, 16]",
    fidelity: "exact",
    query: "protoPayload.status.code=(7 OR 16)",
  },
  { filter: 'native.protoPayload.status.code == "7"', fidelity: "exact", query: undefined },
  { filter: "native.protoPayload.status.code > 0", fidelity: "exact", query: "protoPayload.status.code>0" },
  {
    filter: 'native.protoPayload.serviceData.policyDelta.bindingDeltas.action == "ADD"',
    fidelity: "exact",
    query: 'protoPayload.serviceData.policyDelta.bindingDeltas.action=~"^ADD$"',
  },
  {
    filter: 'native.protoPayload.request.name.startsWith("prod")',
    fidelity: "exact",
    query: 'protoPayload.request.name=~"(?s)^prod"',
  },
  {
    filter: "native.protoPayload.request.count == 5",
    fidelity: "wider",
    lacks: ["no types of its own in fields that a service fills in"],
    query: "protoPayload.request.count=5",
    exclusion: 'protoPayload.request.count=5 AND NOT protoPayload.request.count=~""',
  },
  {
    filter: "native.protoPayload.request.count >= 5",
    fidelity: "wider",
    lacks: ["no types of its own in fields that a service fills in"],
    query: "protoPayload.request.count>=5",
    exclusion: 'protoPayload.request.count>=5 AND NOT protoPayload.request.count=~""',
  },
  {
    filter: "native.protoPayload.request.isPublic == true",
    fidelity: "wider",
    lacks: ["no types of its own in fields that a service fills in"],
    query: "protoPayload.request.isPublic=true",
    exclusion: 'protoPayload.request.isPublic=true AND NOT protoPayload.request.isPublic=~""',
  },
  {
    filter: "has(native.protoPayload.request.policy)",
    fidelity: "wider",
    lacks: ["no types of its own in fields that a service fills in"],
    query: "protoPayload.request.policy:*",
    exclusion: 'protoPayload.request.policy=~""',
  },
  {
    filter: "native.protoPayload.metadata.dryRun == true",
    fidelity: "exact",
    query: "protoPayload.metadata.dryRun=true",
  },
  {
    filter: "native.protoPayload.metadata.dryRun == false",
    fidelity: "wider",
    lacks: ["no difference between false and not set"],
    query: "NOT protoPayload.metadata.dryRun=true",
    exclusion: undefined,
  },
  { filter: 'native.resource.type == "gcs_bucket"', fidelity: "exact", query: 'resource.type=~"^gcs_bucket$"' },
  {
    filter: 'native.resource.labels.bucket_name == "prod-data"',
    fidelity: "exact",
    query: 'resource.labels.bucket_name=~"^prod-data$"',
  },
  { filter: 'native.resource.labels["a-b"] == "x"', fidelity: "exact", query: 'resource.labels."a-b"=~"^x$"' },
  {
    filter: 'native.severity == "ERROR"',
    fidelity: "unsupported",
    lacks: ["no such test of a severity"],
    query: undefined,
  },
  { filter: 'native.insertId == "a"', fidelity: "exact", query: 'insertId=~"^a$"' },
  { filter: 'native.nothing.of.that == "a"', fidelity: "exact", query: undefined },
  {
    filter: "has(native.protoPayload.authenticationInfo.serviceAccountKeyName)",
    fidelity: "exact",
    query: "protoPayload.authenticationInfo.serviceAccountKeyName:*",
  },
  {
    filter: "!has(native.protoPayload.authenticationInfo.serviceAccountKeyName)",
    fidelity: "exact",
    query: "NOT protoPayload.authenticationInfo.serviceAccountKeyName:*",
  },
  {
    filter: 'native.resource.type == ""',
    fidelity: "unsupported",
    lacks: ["no difference between empty and not set"],
    query: undefined,
  },
  {
    filter: 'native.timestamp == "2026-01-02T03:04:05Z"',
    fidelity: "unsupported",
    lacks: ["no such test of timestamp"],
    query: undefined,
  },
  { filter: 'native.logName == "projects/a/logs/b"', fidelity: "exact", query: 'logName=~"^projects/a/logs/b$"' },
  // Several questions.
  {
    filter: 'service == "iam.googleapis.com" || service == "kms.googleapis.com"',
    fidelity: "exact",
    query: 'protoPayload.serviceName=("iam.googleapis.com" OR "kms.googleapis.com")',
  },
  {
    filter: 'service == "iam.googleapis.com" && operation.startsWith("Create")',
    fidelity: "exact",
    query: 'protoPayload.serviceName="iam.googleapis.com" AND protoPayload.methodName=~"(?is)^Create"',
  },
  {
    filter: 'service == "iam.googleapis.com" && !(operation.startsWith("Get") || operation.startsWith("List"))',
    fidelity: "exact",
    query:
      'protoPayload.serviceName="iam.googleapis.com" AND NOT protoPayload.methodName=~"(?is)^Get" AND NOT protoPayload.methodName=~"(?is)^List"',
  },
  {
    filter: '!(service == "iam.googleapis.com" && operation == "x")',
    fidelity: "exact",
    query: 'NOT protoPayload.serviceName="iam.googleapis.com" OR NOT protoPayload.methodName="x"',
  },
  {
    filter: 'service == "a" && service == "b"',
    fidelity: "exact",
    query: 'protoPayload.serviceName="a" AND protoPayload.serviceName="b"',
  },
  {
    filter: 'service == "a" && (operation == "b" || actor.id == "c")',
    fidelity: "exact",
    query:
      'protoPayload.serviceName="a" AND (protoPayload.methodName="b" OR protoPayload.authenticationInfo.principalEmail="c" OR (NOT protoPayload.authenticationInfo.principalEmail:* AND protoPayload.authenticationInfo.principalSubject="c"))',
  },
  {
    filter: '(service == "a" || operation == "b") && (userAgent == "c" || operation == "d")',
    fidelity: "exact",
    query:
      '(protoPayload.serviceName="a" OR protoPayload.methodName="b") AND (protoPayload.requestMetadata.callerSuppliedUserAgent="c" OR protoPayload.methodName="d")',
  },
  { filter: 'service == "a" && service != "a"', fidelity: "exact", query: undefined },
  {
    filter: 'region == "europe-west3" && operation == "b"',
    fidelity: "wider",
    lacks: ["no first of several locations"],
    query:
      '(protoPayload.resourceLocation.currentLocations=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.location=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.region=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.zone=~"(?i)^europe-west3(?:-[a-z])?$") AND protoPayload.methodName="b"',
    exclusion: undefined,
  },
  {
    filter: 'region == "europe-west3" || operation == "b"',
    fidelity: "wider",
    lacks: ["no first of several locations"],
    query:
      'protoPayload.resourceLocation.currentLocations=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.location=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.region=~"(?i)^europe-west3(?:-[a-z])?$" OR resource.labels.zone=~"(?i)^europe-west3(?:-[a-z])?$" OR protoPayload.methodName="b"',
    exclusion: 'protoPayload.methodName="b"',
  },
];
