import { describe, expect, it } from "vitest";
import { toCloudWatchFilterPattern } from "../../../core/filter/to-cloudwatch-filter-pattern.ts";
import { parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { read } from "./arbitrary-filter.ts";

/** A filter, how faithful its form is, the pattern, and the codes of the issues. */
type Row = readonly [filter: string, fidelity: string, pattern: string | undefined, issues: readonly string[]];

const rows: readonly Row[] = [
  // Every kind of node, plain, negated, guarded.
  ['operation == "DeleteTrail"', "exact", "{ $.eventName = DeleteTrail }", []],
  [
    'operation in ["DeleteTrail", "StopLogging"]',
    "exact",
    "{ ($.eventName = DeleteTrail) || ($.eventName = StopLogging) }",
    [],
  ],
  ['operation != "DeleteTrail"', "exact", "{ $.eventName != DeleteTrail }", []],
  ['!(operation == "DeleteTrail")', "exact", "{ $.eventName != DeleteTrail }", []],
  [
    '!(operation in ["DeleteTrail", "StopLogging"])',
    "exact",
    "{ ($.eventName != DeleteTrail) && ($.eventName != StopLogging) }",
    [],
  ],
  ['operation.startsWith("Delete")', "exact", '{ $.eventName = "Delete*" }', ["rule-by-case"]],
  ['!operation.startsWith("Delete")', "exact", '{ $.eventName != "Delete*" }', ["rule-by-case"]],
  [
    'has(userAgent) && !userAgent.startsWith("aws-cli/")',
    "exact",
    '{ ($.userAgent EXISTS) && ($.userAgent != "aws-cli/*") }',
    ["rule-by-case"],
  ],
  ['operation.endsWith("Policy")', "exact", '{ $.eventName = "*Policy" }', ["rule-by-case"]],
  ['!operation.endsWith("Policy")', "exact", '{ $.eventName != "*Policy" }', ["rule-by-case"]],
  ['userAgent.contains("Terraform")', "exact", '{ $.userAgent = "*Terraform*" }', ["rule-by-case"]],
  [
    '!userAgent.contains("Terraform")',
    "exact",
    '{ ($.userAgent NOT EXISTS) || ($.userAgent != "*Terraform*") }',
    ["rule-by-case"],
  ],
  [
    'operation.like("Put*Policy")',
    "wider",
    '{ ($.eventName = "Put*") && ($.eventName = "*Policy") }',
    ["rule-wider", "rule-by-case"],
  ],
  ['!operation.like("Put*Policy")', "unsupported", undefined, ["rule-unsupported"]],
  ['operation.matches("^Put.*Policy$")', "wider", "{ $.eventName EXISTS }", ["rule-wider"]],
  ['!operation.matches("^Put.*Policy$")', "unsupported", undefined, ["rule-unsupported"]],
  ['has(userAgent) && !userAgent.matches("^aws")', "wider", "{ $.userAgent EXISTS }", ["rule-wider"]],
  ["has(userAgent)", "exact", "{ $.userAgent EXISTS }", []],
  ["!has(userAgent)", "exact", "{ $.userAgent NOT EXISTS }", []],
  ["has(operation)", "exact", "{ $.eventName EXISTS }", []],
  ["!has(operation)", "exact", undefined, []],
  ["true", "exact", "{ $.eventName EXISTS }", []],
  ["false", "exact", undefined, []],
  // Every field.
  ['cloud == "aws"', "exact", "{ $.eventName EXISTS }", []],
  ['cloud == "gcp"', "exact", undefined, []],
  [
    'account == "111122223333"',
    "exact",
    '{ ($.recipientAccountId = "111122223333") || (($.recipientAccountId NOT EXISTS) && ($.userIdentity.accountId = "111122223333")) }',
    [],
  ],
  [
    'account != "111122223333"',
    "exact",
    '{ (($.recipientAccountId EXISTS) && ($.recipientAccountId != "111122223333")) || (($.recipientAccountId NOT EXISTS) && ($.userIdentity.accountId EXISTS) && ($.userIdentity.accountId != "111122223333")) }',
    [],
  ],
  ['region == "eu-central-1"', "exact", '{ $.awsRegion = "eu-central-1" }', []],
  [
    'region in ["eu-central-1", "us-east-1"]',
    "exact",
    '{ ($.awsRegion = "eu-central-1") || ($.awsRegion = "us-east-1") }',
    [],
  ],
  ['region != "eu-central-1"', "exact", '{ $.awsRegion != "eu-central-1" }', []],
  [
    'category == "management"',
    "exact",
    '{ ($.eventCategory != Data) && ($.eventCategory != NetworkActivity) && ($.eventSource != "signin.amazonaws.com") && ($.eventType != AwsServiceEvent) }',
    [],
  ],
  ['category == "data"', "exact", "{ ($.eventCategory = Data) || ($.eventCategory = NetworkActivity) }", []],
  [
    'category == "identity"',
    "exact",
    '{ ($.eventCategory != Data) && ($.eventCategory != NetworkActivity) && ($.eventSource = "signin.amazonaws.com") }',
    [],
  ],
  [
    'category == "system"',
    "exact",
    '{ ($.eventCategory != Data) && ($.eventCategory != NetworkActivity) && ($.eventSource != "signin.amazonaws.com") && ($.eventType = AwsServiceEvent) }',
    [],
  ],
  ['category == "policy"', "exact", undefined, []],
  [
    'category != "management"',
    "exact",
    '{ ($.eventCategory = Data) || ($.eventCategory = NetworkActivity) || ($.eventSource = "signin.amazonaws.com") || ($.eventType = AwsServiceEvent) }',
    [],
  ],
  [
    '"auth.failure" in activities',
    "exact",
    '{ ($.eventSource = "signin.amazonaws.com") && (($.eventName = ConsoleLogin) || ($.eventName = CredentialVerification)) && (($.errorCode NOT EXISTS) || (($.errorCode != "AccessDenied*") && ($.errorCode != "Unauthorized*") && ($.errorCode != "NotAuthorized*") && ($.errorCode != "Forbidden*") && ($.errorCode != "AuthorizationError*") && ($.errorCode != "*UnauthorizedOperation") && ($.errorCode != "*.AccessDenied"))) && (($.errorCode EXISTS) || ($.errorMessage EXISTS) || ($.responseElements.ConsoleLogin = Failure) || ($.responseElements.SwitchRole = Failure) || ($.responseElements.CredentialVerification = Failure) || ($.responseElements.UserAuthentication = Failure)) }',
    [],
  ],
  ['service == "s3.amazonaws.com"', "exact", '{ $.eventSource = "s3.amazonaws.com" }', []],
  ['service != "s3.amazonaws.com"', "exact", '{ $.eventSource != "s3.amazonaws.com" }', []],
  ['service.startsWith("s3")', "exact", '{ $.eventSource = "s3*" }', []],
  ['access == "read"', "exact", "{ $.readOnly IS TRUE }", []],
  ['access == "write"', "exact", "{ ($.readOnly IS FALSE) || ($.readOnly NOT EXISTS) }", []],
  ['access != "read"', "exact", "{ ($.readOnly IS FALSE) || ($.readOnly NOT EXISTS) }", []],
  [
    'actor.id == "arn:aws:iam::111122223333:user/Max"',
    "exact",
    '{ $.userIdentity.arn = "arn:aws:iam::111122223333:user/Max" }',
    ["rule-by-case"],
  ],
  [
    'actor.id.startsWith("arn:aws:sts::111122223333:assumed-role/ci/")',
    "exact",
    '{ $.userIdentity.arn = "arn:aws:sts::111122223333:assumed-role/ci/*" }',
    ["rule-by-case"],
  ],
  [
    'actor.id == "Max"',
    "exact",
    '{ ($.userIdentity.arn = Max) || (($.userIdentity.arn NOT EXISTS) && (($.userIdentity.userName = Max) || ((($.userIdentity.userName NOT EXISTS) || ($.userIdentity.userName = "HIDDEN_DUE_TO_SECURITY_REASONS")) && (($.userIdentity.onBehalfOf.userId = Max) || (($.userIdentity.onBehalfOf.userId NOT EXISTS) && (($.userIdentity.principalId = Max) || ((($.userIdentity.principalId NOT EXISTS) || ($.userIdentity.principalId = "")) && (($.userIdentity.invokedBy = Max) || (($.userIdentity.invokedBy NOT EXISTS) && ($.userIdentity.accountId = Max)))))))))) }',
    ["rule-by-case"],
  ],
  [
    'actor.id != "arn:aws:iam::111122223333:user/Max"',
    "exact",
    '{ (($.userIdentity.arn EXISTS) && ($.userIdentity.arn != "arn:aws:iam::111122223333:user/Max")) || (($.userIdentity.arn NOT EXISTS) && ((($.userIdentity.userName EXISTS) && ($.userIdentity.userName != "HIDDEN_DUE_TO_SECURITY_REASONS")) || ((($.userIdentity.userName NOT EXISTS) || ($.userIdentity.userName = "HIDDEN_DUE_TO_SECURITY_REASONS")) && (($.userIdentity.onBehalfOf.userId EXISTS) || (($.userIdentity.principalId EXISTS) && ($.userIdentity.principalId != "")) || ((($.userIdentity.principalId NOT EXISTS) || ($.userIdentity.principalId = "")) && (($.userIdentity.invokedBy EXISTS) || ($.userIdentity.accountId EXISTS))))))) }',
    ["rule-by-case"],
  ],
  [
    '!(actor.id == "arn:aws:iam::111122223333:user/Max")',
    "exact",
    '{ ($.userIdentity.arn NOT EXISTS) || ($.userIdentity.arn != "arn:aws:iam::111122223333:user/Max") }',
    ["rule-by-case"],
  ],
  ['actor.type == "root"', "exact", "{ $.userIdentity.type = Root }", []],
  [
    'actor.type == "user"',
    "exact",
    '{ ($.userIdentity.type = IAMUser) || ($.userIdentity.type = IdentityCenterUser) || ($.userIdentity.type = Directory) || ((($.userIdentity.type = AWSAccount) || ($.userIdentity.type = Unknown)) && (($.userIdentity.accountId NOT EXISTS) || (($.userIdentity.accountId != "ANONYMOUS*") && ($.userIdentity.accountId != "Anonymous*"))) && ($.userIdentity.principalId = "AIDA*")) }',
    [],
  ],
  [
    'actor.type == "role"',
    "exact",
    '{ ($.userIdentity.type = AssumedRole) || ($.userIdentity.type = Role) || ((($.userIdentity.type = AWSAccount) || ($.userIdentity.type = Unknown)) && (($.userIdentity.accountId NOT EXISTS) || (($.userIdentity.accountId != "ANONYMOUS*") && ($.userIdentity.accountId != "Anonymous*"))) && ($.userIdentity.principalId = "AROA*")) }',
    [],
  ],
  [
    'actor.type == "federated"',
    "exact",
    "{ ($.userIdentity.type = FederatedUser) || ($.userIdentity.type = SAMLUser) || ($.userIdentity.type = WebIdentityUser) }",
    [],
  ],
  [
    'actor.type == "service"',
    "exact",
    "{ ($.userIdentity.type = AWSService) || (($.userIdentity.type NOT EXISTS) && ($.userIdentity.invokedBy EXISTS)) }",
    [],
  ],
  [
    'actor.type == "anonymous"',
    "exact",
    '{ (($.userIdentity.type = AWSAccount) || ($.userIdentity.type = Unknown)) && (($.userIdentity.accountId = "ANONYMOUS*") || ($.userIdentity.accountId = "Anonymous*") || ($.userIdentity.principalId = "ANONYMOUS*") || ($.userIdentity.principalId = "Anonymous*")) }',
    [],
  ],
  [
    'actor.type != "root"',
    "exact",
    '{ ($.userIdentity.type = IAMUser) || ($.userIdentity.type = IdentityCenterUser) || ($.userIdentity.type = Directory) || ($.userIdentity.type = AssumedRole) || ($.userIdentity.type = Role) || ($.userIdentity.type = FederatedUser) || ($.userIdentity.type = SAMLUser) || ($.userIdentity.type = WebIdentityUser) || ($.userIdentity.type = AWSService) || ((($.userIdentity.type = AWSAccount) || ($.userIdentity.type = Unknown)) && (($.userIdentity.principalId = "AIDA*") || ($.userIdentity.principalId = "AROA*") || ($.userIdentity.accountId = "ANONYMOUS*") || ($.userIdentity.accountId = "Anonymous*") || ($.userIdentity.principalId = "ANONYMOUS*") || ($.userIdentity.principalId = "Anonymous*"))) || (($.userIdentity.type NOT EXISTS) && ($.userIdentity.invokedBy EXISTS)) }',
    [],
  ],
  ['!(actor.type == "root")', "exact", "{ ($.userIdentity.type NOT EXISTS) || ($.userIdentity.type != Root) }", []],
  [
    "has(actor.type)",
    "exact",
    '{ ($.userIdentity.type = Root) || ($.userIdentity.type = IAMUser) || ($.userIdentity.type = IdentityCenterUser) || ($.userIdentity.type = Directory) || ($.userIdentity.type = AssumedRole) || ($.userIdentity.type = Role) || ($.userIdentity.type = FederatedUser) || ($.userIdentity.type = SAMLUser) || ($.userIdentity.type = WebIdentityUser) || ($.userIdentity.type = AWSService) || ((($.userIdentity.type = AWSAccount) || ($.userIdentity.type = Unknown)) && (($.userIdentity.principalId = "AIDA*") || ($.userIdentity.principalId = "AROA*") || ($.userIdentity.accountId = "ANONYMOUS*") || ($.userIdentity.accountId = "Anonymous*") || ($.userIdentity.principalId = "ANONYMOUS*") || ($.userIdentity.principalId = "Anonymous*"))) || (($.userIdentity.type NOT EXISTS) && ($.userIdentity.invokedBy EXISTS)) }',
    [],
  ],
  ['sourceIp == "10.1.2.3"', "exact", '{ $.sourceIPAddress = "10.1.2.3" }', []],
  ['sourceIp == "2001:db8::1"', "exact", '{ $.sourceIPAddress = "2001:db8::1" }', ["rule-by-case"]],
  ['cidr("10.0.0.0/8").containsIP(sourceIp)', "exact", '{ $.sourceIPAddress = "10.*" }', []],
  [
    '!cidr("10.0.0.0/8").containsIP(sourceIp)',
    "exact",
    '{ ($.sourceIPAddress NOT EXISTS) || ($.sourceIPAddress != "10.*") }',
    [],
  ],
  [
    'cidr("192.0.2.8/30").containsIP(sourceIp)',
    "exact",
    '{ ($.sourceIPAddress = "192.0.2.8") || ($.sourceIPAddress = "192.0.2.9") || ($.sourceIPAddress = "192.0.2.10") || ($.sourceIPAddress = "192.0.2.11") }',
    [],
  ],
  ['cidr("10.128.0.0/9").containsIP(sourceIp)', "wider", '{ $.sourceIPAddress = "10.*" }', ["rule-wider"]],
  ['!cidr("10.128.0.0/9").containsIP(sourceIp)', "unsupported", undefined, ["rule-unsupported"]],
  ['cidr("2001:db8::/32").containsIP(sourceIp)', "wider", "{ $.sourceIPAddress EXISTS }", ["rule-wider"]],
  ['userAgent == "Terraform/1.5"', "exact", '{ $.userAgent = "Terraform/1.5" }', ["rule-by-case"]],
  [
    'outcome == "success"',
    "exact",
    "{ ($.errorCode NOT EXISTS) && ($.errorMessage NOT EXISTS) && (($.responseElements.ConsoleLogin NOT EXISTS) || ($.responseElements.ConsoleLogin != Failure)) && (($.responseElements.SwitchRole NOT EXISTS) || ($.responseElements.SwitchRole != Failure)) && (($.responseElements.CredentialVerification NOT EXISTS) || ($.responseElements.CredentialVerification != Failure)) && (($.responseElements.UserAuthentication NOT EXISTS) || ($.responseElements.UserAuthentication != Failure)) }",
    [],
  ],
  [
    'outcome == "failure"',
    "exact",
    '{ (($.errorCode NOT EXISTS) || (($.errorCode != "AccessDenied*") && ($.errorCode != "Unauthorized*") && ($.errorCode != "NotAuthorized*") && ($.errorCode != "Forbidden*") && ($.errorCode != "AuthorizationError*") && ($.errorCode != "*UnauthorizedOperation") && ($.errorCode != "*.AccessDenied"))) && (($.errorCode EXISTS) || ($.errorMessage EXISTS) || ($.responseElements.ConsoleLogin = Failure) || ($.responseElements.SwitchRole = Failure) || ($.responseElements.CredentialVerification = Failure) || ($.responseElements.UserAuthentication = Failure)) }',
    [],
  ],
  [
    'outcome == "denied"',
    "exact",
    '{ ($.errorCode = "AccessDenied*") || ($.errorCode = "Unauthorized*") || ($.errorCode = "NotAuthorized*") || ($.errorCode = "Forbidden*") || ($.errorCode = "AuthorizationError*") || ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "*.AccessDenied") }',
    [],
  ],
  [
    'outcome != "success"',
    "exact",
    "{ ($.errorCode EXISTS) || ($.errorMessage EXISTS) || ($.responseElements.ConsoleLogin = Failure) || ($.responseElements.SwitchRole = Failure) || ($.responseElements.CredentialVerification = Failure) || ($.responseElements.UserAuthentication = Failure) }",
    [],
  ],
  [
    'error == "AccessDenied"',
    "exact",
    "{ ($.errorCode = AccessDenied) || (($.errorCode NOT EXISTS) && ($.errorMessage = AccessDenied)) }",
    ["rule-by-case"],
  ],
  [
    'error != "AccessDenied"',
    "exact",
    "{ (($.errorCode EXISTS) && ($.errorCode != AccessDenied)) || (($.errorCode NOT EXISTS) && ($.errorMessage EXISTS) && ($.errorMessage != AccessDenied)) }",
    ["rule-by-case"],
  ],
  ["has(error)", "exact", "{ ($.errorCode EXISTS) || ($.errorMessage EXISTS) }", []],
  ["!has(error)", "exact", "{ ($.errorCode NOT EXISTS) && ($.errorMessage NOT EXISTS) }", []],
  [
    "mfa",
    "exact",
    "{ ($.additionalEventData.MFAUsed = Yes) || ((($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != Yes) && ($.additionalEventData.MFAUsed != No))) && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = true)) }",
    [],
  ],
  [
    "!mfa",
    "exact",
    "{ (($.additionalEventData.MFAUsed NOT EXISTS) || ($.additionalEventData.MFAUsed != Yes)) && (($.additionalEventData.MFAUsed = No) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated NOT EXISTS) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated != true)) }",
    [],
  ],
  [
    "mfa == false",
    "exact",
    "{ ($.additionalEventData.MFAUsed = No) || ((($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != Yes) && ($.additionalEventData.MFAUsed != No))) && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = false)) }",
    [],
  ],
  [
    "mfa != true",
    "exact",
    "{ ($.additionalEventData.MFAUsed = No) || ((($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != Yes) && ($.additionalEventData.MFAUsed != No))) && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = false)) }",
    [],
  ],
  [
    "has(mfa)",
    "exact",
    "{ ($.additionalEventData.MFAUsed = Yes) || ($.additionalEventData.MFAUsed = No) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated = true) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated = false) }",
    [],
  ],
  ['severity == "high"', "exact", undefined, []],
  // The record itself.
  ['native.eventName == "DeleteTrail"', "exact", "{ $.eventName = DeleteTrail }", []],
  ['native.eventName != "DeleteTrail"', "exact", "{ $.eventName != DeleteTrail }", []],
  ['native.errorCode != "AccessDenied"', "exact", "{ ($.errorCode EXISTS) && ($.errorCode != AccessDenied) }", []],
  [
    '!(native.errorCode == "AccessDenied")',
    "exact",
    "{ ($.errorCode NOT EXISTS) || ($.errorCode != AccessDenied) }",
    [],
  ],
  ["native.eventName == 5", "exact", undefined, []],
  ["native.readOnly == true", "exact", "{ $.readOnly IS TRUE }", []],
  ["native.readOnly != true", "exact", "{ $.readOnly IS FALSE }", []],
  ['native.readOnly == "true"', "exact", undefined, []],
  ["has(native.readOnly)", "exact", "{ $.readOnly EXISTS }", []],
  ['native.requestParameters.bucketName == "payroll"', "exact", "{ $.requestParameters.bucketName = payroll }", []],
  [
    'native.requestParameters.bucketName != "payroll"',
    "exact",
    "{ ($.requestParameters.bucketName EXISTS) && ($.requestParameters.bucketName != payroll) }",
    [],
  ],
  ['native.resources.type == "AWS::S3::Object"', "unsupported", undefined, ["rule-unsupported"]],
  ['!(native.resources.type == "AWS::S3::Object")', "unsupported", undefined, ["rule-unsupported"]],
  [
    'native.requestParameters.key == "a.csv"',
    "wider",
    '{ ($.requestParameters.key = "a.csv") || ($.requestParameters.key[0] EXISTS) }',
    ["rule-wider"],
  ],
  [
    'native.requestParameters.key != "a.csv"',
    "wider",
    "{ ($.requestParameters.key EXISTS) || ($.requestParameters.key[0] EXISTS) }",
    ["rule-wider"],
  ],
  ['!(native.requestParameters.key == "a.csv")', "unsupported", undefined, ["rule-unsupported"]],
  [
    'native.requestParameters.key.startsWith("2026/")',
    "wider",
    '{ ($.requestParameters.key = "2026/*") || ($.requestParameters.key[0] EXISTS) }',
    ["rule-wider"],
  ],
  ['!native.requestParameters.key.startsWith("2026/")', "unsupported", undefined, ["rule-unsupported"]],
  [
    'native.requestParameters.key.matches("a$")',
    "wider",
    "{ ($.requestParameters.key EXISTS) || ($.requestParameters.key[0] EXISTS) }",
    ["rule-wider"],
  ],
  [
    "has(native.requestParameters.key)",
    "wider",
    "{ ($.requestParameters.key EXISTS) || ($.requestParameters.key[0] EXISTS) }",
    ["rule-wider"],
  ],
  ["!has(native.requestParameters.key)", "unsupported", undefined, ["rule-unsupported"]],
  [
    "native.requestParameters.durationSeconds == 3600",
    "wider",
    "{ ($.requestParameters.durationSeconds = 3600) || ($.requestParameters.durationSeconds[0] EXISTS) }",
    ["rule-wider"],
  ],
  [
    "native.requestParameters.durationSeconds > 3600",
    "wider",
    "{ ($.requestParameters.durationSeconds > 3600) || ($.requestParameters.durationSeconds[0] EXISTS) }",
    ["rule-wider"],
  ],
  ["!(native.requestParameters.durationSeconds > 3600)", "unsupported", undefined, ["rule-unsupported"]],
  [
    "native.requestParameters.durationSeconds == 5000000001",
    "wider",
    "{ ($.requestParameters.durationSeconds = 5000000001) || ($.requestParameters.durationSeconds[0] EXISTS) }",
    ["rule-wider"],
  ],
  [
    "native.requestParameters.encrypted == true",
    "wider",
    "{ ($.requestParameters.encrypted IS TRUE) || ($.requestParameters.encrypted[0] EXISTS) }",
    ["rule-wider"],
  ],
  [
    "native.requestParameters.encrypted != true",
    "wider",
    "{ ($.requestParameters.encrypted EXISTS) || ($.requestParameters.encrypted[0] EXISTS) }",
    ["rule-wider"],
  ],
  [
    'native.requestParameters.ipPermissions.items.cidrIp == "0.0.0.0/0"',
    "wider",
    '{ ($.requestParameters.ipPermissions.items.cidrIp = "0.0.0.0/0") || ($.requestParameters.ipPermissions[0] EXISTS) || ($.requestParameters.ipPermissions.items[0] EXISTS) || ($.requestParameters.ipPermissions.items.cidrIp[0] EXISTS) }',
    ["rule-wider"],
  ],
  [
    'cidr("10.0.0.0/8").containsIP(native.requestParameters.host)',
    "wider",
    '{ ($.requestParameters.host = "10.*") || ($.requestParameters.host[0] EXISTS) }',
    ["rule-wider"],
  ],
  ['native.requestParameters["a key"] == "x"', "unsupported", undefined, ["rule-unsupported"]],
  [
    'native.requestParameters.wildcard == "x"',
    "wider",
    "{ ($.requestParameters.wildcard = x) || ($.requestParameters.wildcard[0] EXISTS) }",
    ["rule-wider"],
  ],
  // Several together.
  [
    'service == "iam.amazonaws.com" && (operation == "CreateUser" || operation.startsWith("Attach"))',
    "exact",
    '{ ($.eventSource = "iam.amazonaws.com") && (($.eventName = CreateUser) || ($.eventName = "Attach*")) }',
    ["rule-by-case"],
  ],
  [
    'operation.startsWith("Put") && operation.endsWith("Policy")',
    "exact",
    '{ ($.eventName = "Put*") && ($.eventName = "*Policy") }',
    ["rule-by-case"],
  ],
  [
    'operation.startsWith("Put") && operation != "PutObject"',
    "exact",
    '{ ($.eventName = "Put*") && ($.eventName != PutObject) }',
    ["rule-by-case"],
  ],
  [
    'operation in ["PutObject", "GetObject"] && operation.startsWith("Put")',
    "exact",
    "{ $.eventName = PutObject }",
    [],
  ],
  ['operation == "PutObject" && operation == "GetObject"', "exact", undefined, []],
  [
    'operation == "DeleteTrail" || service == "kms.amazonaws.com"',
    "exact",
    '{ ($.eventName = DeleteTrail) || ($.eventSource = "kms.amazonaws.com") }',
    [],
  ],
  [
    '!(operation == "DeleteTrail" || service == "kms.amazonaws.com")',
    "exact",
    '{ ($.eventName != DeleteTrail) && ($.eventSource != "kms.amazonaws.com") }',
    [],
  ],
  [
    'operation == "ConsoleLogin" && outcome == "failure"',
    "exact",
    '{ ($.eventName = ConsoleLogin) && (($.errorCode NOT EXISTS) || (($.errorCode != "AccessDenied*") && ($.errorCode != "Unauthorized*") && ($.errorCode != "NotAuthorized*") && ($.errorCode != "Forbidden*") && ($.errorCode != "AuthorizationError*") && ($.errorCode != "*UnauthorizedOperation") && ($.errorCode != "*.AccessDenied"))) && (($.errorCode EXISTS) || ($.errorMessage EXISTS) || ($.responseElements.ConsoleLogin = Failure) || ($.responseElements.SwitchRole = Failure) || ($.responseElements.CredentialVerification = Failure) || ($.responseElements.UserAuthentication = Failure)) }',
    [],
  ],
  [
    'actor.type == "root" && !has(native.userIdentity.invokedBy) && native.eventType != "AwsServiceEvent"',
    "exact",
    "{ ($.userIdentity.type = Root) && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != AwsServiceEvent) }",
    [],
  ],
  [
    'operation == "ConsoleLogin" && outcome == "success" && mfa == false',
    "exact",
    "{ ($.eventName = ConsoleLogin) && ($.errorCode NOT EXISTS) && ($.errorMessage NOT EXISTS) && (($.responseElements.ConsoleLogin NOT EXISTS) || ($.responseElements.ConsoleLogin != Failure)) && (($.responseElements.SwitchRole NOT EXISTS) || ($.responseElements.SwitchRole != Failure)) && (($.responseElements.CredentialVerification NOT EXISTS) || ($.responseElements.CredentialVerification != Failure)) && (($.responseElements.UserAuthentication NOT EXISTS) || ($.responseElements.UserAuthentication != Failure)) && (($.additionalEventData.MFAUsed = No) || ((($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != Yes) && ($.additionalEventData.MFAUsed != No))) && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = false))) }",
    [],
  ],
  [
    'native.requestParameters.set.a == "x" && native.requestParameters.set.b == "y"',
    "wider",
    "{ (($.requestParameters.set.a = x) || ($.requestParameters.set[0] EXISTS) || ($.requestParameters.set.a[0] EXISTS)) && (($.requestParameters.set.b = y) || ($.requestParameters.set[0] EXISTS) || ($.requestParameters.set.b[0] EXISTS)) }",
    ["rule-wider"],
  ],
  [
    'native.requestParameters.key == "a" && native.requestParameters.key == "b"',
    "wider",
    "{ (($.requestParameters.key = a) || ($.requestParameters.key[0] EXISTS)) && (($.requestParameters.key = b) || ($.requestParameters.key[0] EXISTS)) }",
    ["rule-wider"],
  ],
  [
    'operation == "DeleteTrail" && userAgent.matches("cli")',
    "wider",
    "{ ($.eventName = DeleteTrail) && ($.userAgent EXISTS) }",
    ["rule-wider"],
  ],
  [
    'operation == "DeleteTrail" || userAgent.matches("cli")',
    "wider",
    "{ ($.eventName = DeleteTrail) || ($.userAgent EXISTS) }",
    ["rule-wider"],
  ],
  [
    'operation.startsWith("PutObject") && native.eventName.startsWith("Put")',
    "exact",
    '{ ($.eventName = "PutObject*") && ($.eventName = "Put*") }',
    ["rule-by-case"],
  ],
  [
    'operation.startsWith("PutP") && operation.endsWith("Policy")',
    "exact",
    '{ ($.eventName = "PutP*") && ($.eventName = "*Policy") }',
    ["rule-by-case"],
  ],
  [
    'operation.startsWith("PutObject") && ((operation.startsWith("Put") && operation != "PutObjectAcl") || service == "s3.amazonaws.com")',
    "exact",
    '{ ($.eventName = "PutObject*") && ((($.eventName = "Put*") && ($.eventName != PutObjectAcl)) || ($.eventSource = "s3.amazonaws.com")) }',
    ["rule-by-case"],
  ],
  ['!has(userAgent) && userAgent == "x"', "exact", undefined, []],
  ['has(userAgent) && userAgent == "x"', "exact", "{ $.userAgent = x }", ["rule-by-case"]],
  [
    'userAgent == "x" || !has(userAgent)',
    "exact",
    "{ ($.userAgent = x) || ($.userAgent NOT EXISTS) }",
    ["rule-by-case"],
  ],
  [
    'native.requestParameters.set == "x" && native.requestParameters.set.a == "y"',
    "wider",
    "{ (($.requestParameters.set = x) || ($.requestParameters.set[0] EXISTS)) && (($.requestParameters.set.a = y) || ($.requestParameters.set[0] EXISTS) || ($.requestParameters.set.a[0] EXISTS)) }",
    ["rule-wider"],
  ],
  [
    'native.errorCode != "a" && (has(native.errorMessage) || !has(native.errorCode))',
    "exact",
    "{ ($.errorCode EXISTS) && ($.errorCode != a) && ($.errorMessage EXISTS) }",
    [],
  ],
  ['has(userAgent) || userAgent == "x"', "exact", "{ $.userAgent EXISTS }", []],
  [
    'cidr("172.16.0.0/12").containsIP(sourceIp)',
    "exact",
    '{ ($.sourceIPAddress = "172.16.*") || ($.sourceIPAddress = "172.17.*") || ($.sourceIPAddress = "172.18.*") || ($.sourceIPAddress = "172.19.*") || ($.sourceIPAddress = "172.20.*") || ($.sourceIPAddress = "172.21.*") || ($.sourceIPAddress = "172.22.*") || ($.sourceIPAddress = "172.23.*") || ($.sourceIPAddress = "172.24.*") || ($.sourceIPAddress = "172.25.*") || ($.sourceIPAddress = "172.26.*") || ($.sourceIPAddress = "172.27.*") || ($.sourceIPAddress = "172.28.*") || ($.sourceIPAddress = "172.29.*") || ($.sourceIPAddress = "172.30.*") || ($.sourceIPAddress = "172.31.*") }',
    [],
  ],
  [
    'native.resources.type == "AWS::S3::Object" && native.resources.type == "AWS::S3::Bucket"',
    "unsupported",
    undefined,
    ["rule-unsupported"],
  ],
  ["native.userAgent < 5", "exact", undefined, []],
  [
    'native.userAgent.like("a*b*c")',
    "wider",
    '{ ($.userAgent = "a*") && ($.userAgent = "*b*") && ($.userAgent = "*c") }',
    ["rule-wider"],
  ],
  // Too long as it is: shorter, any of the actor's names may be the one.
  [
    'outcome == "failure" && actor.id.contains("7")',
    "wider",
    '{ (($.errorCode NOT EXISTS) || (($.errorCode != "AccessDenied*") && ($.errorCode != "Unauthorized*") && ($.errorCode != "NotAuthorized*") && ($.errorCode != "Forbidden*") && ($.errorCode != "AuthorizationError*") && ($.errorCode != "*UnauthorizedOperation") && ($.errorCode != "*.AccessDenied"))) && (($.errorCode EXISTS) || ($.errorMessage EXISTS) || ($.responseElements.ConsoleLogin = Failure) || ($.responseElements.SwitchRole = Failure) || ($.responseElements.CredentialVerification = Failure) || ($.responseElements.UserAuthentication = Failure)) && (($.userIdentity.arn = "*7*") || (($.userIdentity.userName = "*7*") && ($.userIdentity.userName != "HIDDEN_DUE_TO_SECURITY_REASONS")) || ($.userIdentity.onBehalfOf.userId = "*7*") || (($.userIdentity.principalId = "*7*") && ($.userIdentity.principalId != "")) || ($.userIdentity.invokedBy = "*7*") || ($.userIdentity.accountId = "*7*")) }',
    ["rule-wider"],
  ],
  ['"credential.change" in activities && actor.id.contains("max")', "unsupported", undefined, ["rule-too-long"]],
  ['operation in ["A", "B"] && operation in ["b", "C"]', "exact", "{ $.eventName = B }", ["rule-by-case"]],
];

describe("a CloudWatch filter pattern", () => {
  it.each(rows)("of %s is %s", (text, fidelity, pattern, issues) => {
    const rendered = toCloudWatchFilterPattern(read(text));
    expect(rendered.output).toBe(pattern);
    expect(rendered.fidelity).toBe(fidelity);
    expect(rendered.issues.map(({ code }) => code)).toEqual(issues);
  });

  it("is one that CloudWatch Logs takes", () => {
    const patterns = rows.flatMap(([text]) => toCloudWatchFilterPattern(read(text)).output ?? []);
    expect(patterns.length).toBeGreaterThan(rows.length / 2);
    expect(patterns.flatMap((pattern) => parseFilterPattern(pattern).problems ?? [])).toEqual([]);
  });

  it("is the same text each time", () => {
    for (const [text] of rows) {
      expect(toCloudWatchFilterPattern(read(text))).toEqual(toCloudWatchFilterPattern(read(text)));
    }
  });
});
