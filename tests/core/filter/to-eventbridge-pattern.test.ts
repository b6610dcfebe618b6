import { describe, expect, it } from "vitest";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { read } from "./arbitrary-filter.ts";

/** A filter, how faithful its form is, the `detail` of each pattern (if it has one), and the codes of the issues. */
type Row = readonly [
  filter: string,
  fidelity: string,
  details: readonly string[] | undefined,
  issues: readonly string[],
];

const rows: readonly Row[] = [
  // Every kind of node, plain, negated, guarded.
  ['operation == "DeleteTrail"', "exact", ['{"eventName":["DeleteTrail"]}'], []],
  ['operation in ["DeleteTrail", "StopLogging"]', "exact", ['{"eventName":["DeleteTrail","StopLogging"]}'], []],
  [
    'operation != "DeleteTrail"',
    "exact",
    ['{"eventName":[{"anything-but":{"equals-ignore-case":"DeleteTrail"}}]}'],
    [],
  ],
  [
    '!(operation == "DeleteTrail")',
    "exact",
    ['{"eventName":[{"anything-but":{"equals-ignore-case":"DeleteTrail"}}]}'],
    [],
  ],
  [
    '!(operation in ["DeleteTrail", "StopLogging"])',
    "exact",
    ['{"eventName":[{"anything-but":{"equals-ignore-case":["DeleteTrail","StopLogging"]}}]}'],
    [],
  ],
  ['operation.startsWith("Delete")', "exact", ['{"eventName":[{"prefix":{"equals-ignore-case":"Delete"}}]}'], []],
  [
    '!operation.startsWith("Delete")',
    "exact",
    ['{"eventName":[{"anything-but":{"prefix":"Delete"}}]}'],
    ["rule-by-case"],
  ],
  [
    'has(userAgent) && !userAgent.startsWith("aws-cli/")',
    "exact",
    ['{"userAgent":[{"anything-but":{"prefix":"aws-cli/"}}]}'],
    ["rule-by-case"],
  ],
  ['operation.endsWith("Policy")', "exact", ['{"eventName":[{"suffix":{"equals-ignore-case":"Policy"}}]}'], []],
  [
    '!operation.endsWith("Policy")',
    "exact",
    ['{"eventName":[{"anything-but":{"suffix":"Policy"}}]}'],
    ["rule-by-case"],
  ],
  ['userAgent.contains("Terraform")', "exact", ['{"userAgent":[{"wildcard":"*Terraform*"}]}'], ["rule-by-case"]],
  [
    '!userAgent.contains("Terraform")',
    "exact",
    ['{"userAgent":[{"anything-but":{"wildcard":"*Terraform*"}},{"exists":false}]}'],
    ["rule-by-case"],
  ],
  ['operation.like("Put*Policy")', "exact", ['{"eventName":[{"wildcard":"Put*Policy"}]}'], ["rule-by-case"]],
  [
    '!operation.like("Put*Policy")',
    "exact",
    ['{"eventName":[{"anything-but":{"wildcard":"Put*Policy"}}]}'],
    ["rule-by-case"],
  ],
  ['operation.matches("^Put.*Policy$")', "unsupported", undefined, ["rule-unsupported"]],
  ['!operation.matches("^Put.*Policy$")', "unsupported", undefined, ["rule-unsupported"]],
  ['has(userAgent) && !userAgent.matches("^aws")', "wider", ['{"userAgent":[{"exists":true}]}'], ["rule-wider"]],
  ["has(userAgent)", "exact", ['{"userAgent":[{"exists":true}]}'], []],
  ["!has(userAgent)", "exact", ['{"userAgent":[{"exists":false}]}'], []],
  ["has(operation)", "exact", [""], []],
  ["!has(operation)", "exact", undefined, []],
  ["true", "exact", [""], []],
  ["false", "exact", undefined, []],
  // Every field.
  ['cloud == "aws"', "exact", [""], []],
  ['cloud == "gcp"', "exact", undefined, []],
  [
    'account == "111122223333"',
    "exact",
    [
      '{"$or":[{"recipientAccountId":["111122223333"]},{"recipientAccountId":[{"exists":false}],"userIdentity":{"accountId":["111122223333"]}}]}',
    ],
    [],
  ],
  [
    'account != "111122223333"',
    "exact",
    [
      '{"$or":[{"recipientAccountId":[{"anything-but":"111122223333"}]},{"recipientAccountId":[{"exists":false}],"userIdentity":{"accountId":[{"anything-but":"111122223333"}]}}]}',
    ],
    [],
  ],
  ['region == "eu-central-1"', "exact", ['{"awsRegion":["eu-central-1"]}'], []],
  ['region in ["eu-central-1", "us-east-1"]', "exact", ['{"awsRegion":["eu-central-1","us-east-1"]}'], []],
  ['region != "eu-central-1"', "exact", ['{"awsRegion":[{"anything-but":{"equals-ignore-case":"eu-central-1"}}]}'], []],
  [
    'category == "management"',
    "exact",
    [
      '{"eventCategory":[{"anything-but":{"equals-ignore-case":["Data","NetworkActivity"]}}],"eventSource":[{"anything-but":{"equals-ignore-case":"signin.amazonaws.com"}}],"eventType":[{"anything-but":"AwsServiceEvent"}]}',
    ],
    [],
  ],
  [
    'category == "data"',
    "exact",
    ['{"eventCategory":[{"equals-ignore-case":"Data"},{"equals-ignore-case":"NetworkActivity"}]}'],
    [],
  ],
  [
    'category == "identity"',
    "exact",
    [
      '{"eventCategory":[{"anything-but":{"equals-ignore-case":["Data","NetworkActivity"]}}],"eventSource":["signin.amazonaws.com"]}',
    ],
    [],
  ],
  [
    'category == "system"',
    "exact",
    [
      '{"eventCategory":[{"anything-but":{"equals-ignore-case":["Data","NetworkActivity"]}}],"eventSource":[{"anything-but":{"equals-ignore-case":"signin.amazonaws.com"}}],"eventType":["AwsServiceEvent"]}',
    ],
    [],
  ],
  ['category == "policy"', "exact", undefined, []],
  [
    'category != "management"',
    "exact",
    [
      '{"$or":[{"eventCategory":[{"equals-ignore-case":"Data"},{"equals-ignore-case":"NetworkActivity"}]},{"eventSource":["signin.amazonaws.com"]},{"eventType":["AwsServiceEvent"]}]}',
    ],
    [],
  ],
  [
    '"auth.failure" in activities',
    "exact",
    [
      '{"eventSource":["signin.amazonaws.com"],"eventName":["ConsoleLogin","CredentialVerification"],"$or":[{"errorCode":[{"anything-but":{"wildcard":["AccessDenied*","Unauthorized*","NotAuthorized*","Forbidden*","AuthorizationError*","*UnauthorizedOperation","*.AccessDenied"]}}]},{"errorCode":[{"exists":false}],"errorMessage":[{"exists":true}]},{"errorCode":[{"exists":false}],"responseElements":{"ConsoleLogin":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"SwitchRole":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"CredentialVerification":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"UserAuthentication":["Failure"]}}]}',
    ],
    [],
  ],
  ['service == "s3.amazonaws.com"', "exact", ['{"eventSource":["s3.amazonaws.com"]}'], []],
  [
    'service != "s3.amazonaws.com"',
    "exact",
    ['{"eventSource":[{"anything-but":{"equals-ignore-case":"s3.amazonaws.com"}}]}'],
    [],
  ],
  ['service.startsWith("s3")', "exact", ['{"eventSource":[{"prefix":{"equals-ignore-case":"s3"}}]}'], []],
  ['access == "read"', "exact", ['{"readOnly":[true]}'], []],
  ['access == "write"', "exact", ['{"readOnly":[false,{"exists":false}]}'], []],
  ['access != "read"', "exact", ['{"readOnly":[false,{"exists":false}]}'], []],
  [
    'actor.id == "arn:aws:iam::111122223333:user/Max"',
    "exact",
    ['{"userIdentity":{"arn":[{"equals-ignore-case":"arn:aws:iam::111122223333:user/Max"}]}}'],
    [],
  ],
  [
    'actor.id.startsWith("arn:aws:sts::111122223333:assumed-role/ci/")',
    "exact",
    ['{"userIdentity":{"arn":[{"prefix":{"equals-ignore-case":"arn:aws:sts::111122223333:assumed-role/ci/"}}]}}'],
    [],
  ],
  [
    'actor.id == "Max"',
    "exact",
    [
      '{"userIdentity":{"$or":[{"arn":[{"equals-ignore-case":"Max"}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"Max"}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"onBehalfOf":{"userId":[{"equals-ignore-case":"Max"}]}},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"onBehalfOf":{"userId":[{"exists":false}]},"principalId":[{"equals-ignore-case":"Max"}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"onBehalfOf":{"userId":[{"exists":false}]},"principalId":["",{"exists":false}],"invokedBy":[{"equals-ignore-case":"Max"}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"onBehalfOf":{"userId":[{"exists":false}]},"principalId":["",{"exists":false}],"invokedBy":[{"exists":false}],"accountId":[{"equals-ignore-case":"Max"}]}]}}',
    ],
    [],
  ],
  [
    'actor.id != "arn:aws:iam::111122223333:user/Max"',
    "exact",
    [
      '{"userIdentity":{"$or":[{"arn":[{"anything-but":{"equals-ignore-case":"arn:aws:iam::111122223333:user/Max"}}]},{"arn":[{"exists":false}],"userName":[{"anything-but":{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"}}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"onBehalfOf":{"userId":[{"exists":true}]}},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"principalId":[{"anything-but":""}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"principalId":["",{"exists":false}],"invokedBy":[{"exists":true}]},{"arn":[{"exists":false}],"userName":[{"equals-ignore-case":"HIDDEN_DUE_TO_SECURITY_REASONS"},{"exists":false}],"principalId":["",{"exists":false}],"accountId":[{"exists":true}]}]}}',
    ],
    [],
  ],
  [
    '!(actor.id == "arn:aws:iam::111122223333:user/Max")',
    "exact",
    [
      '{"userIdentity":{"arn":[{"anything-but":{"equals-ignore-case":"arn:aws:iam::111122223333:user/Max"}},{"exists":false}]}}',
    ],
    [],
  ],
  ['actor.type == "root"', "exact", ['{"userIdentity":{"type":["Root"]}}'], []],
  [
    'actor.type == "user"',
    "exact",
    [
      '{"userIdentity":{"$or":[{"type":["IAMUser","IdentityCenterUser","Directory"]},{"type":["AWSAccount","Unknown"],"accountId":[{"anything-but":{"prefix":["ANONYMOUS","Anonymous"]}},{"exists":false}],"principalId":[{"prefix":"AIDA"}]}]}}',
    ],
    [],
  ],
  [
    'actor.type == "role"',
    "exact",
    [
      '{"userIdentity":{"$or":[{"type":["AssumedRole","Role"]},{"type":["AWSAccount","Unknown"],"accountId":[{"anything-but":{"prefix":["ANONYMOUS","Anonymous"]}},{"exists":false}],"principalId":[{"prefix":"AROA"}]}]}}',
    ],
    [],
  ],
  [
    'actor.type == "federated"',
    "exact",
    ['{"userIdentity":{"type":["FederatedUser","SAMLUser","WebIdentityUser"]}}'],
    [],
  ],
  [
    'actor.type == "service"',
    "exact",
    ['{"userIdentity":{"$or":[{"type":["AWSService"]},{"type":[{"exists":false}],"invokedBy":[{"exists":true}]}]}}'],
    [],
  ],
  [
    'actor.type == "anonymous"',
    "exact",
    [
      '{"userIdentity":{"type":["AWSAccount","Unknown"],"$or":[{"accountId":[{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]},{"principalId":[{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]}]}}',
    ],
    [],
  ],
  [
    'actor.type != "root"',
    "exact",
    [
      '{"userIdentity":{"$or":[{"type":["IAMUser","IdentityCenterUser","Directory","AssumedRole","Role","FederatedUser","SAMLUser","WebIdentityUser","AWSService"]},{"type":["AWSAccount","Unknown"],"accountId":[{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]},{"type":["AWSAccount","Unknown"],"principalId":[{"prefix":"AIDA"},{"prefix":"AROA"},{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]},{"type":[{"exists":false}],"invokedBy":[{"exists":true}]}]}}',
    ],
    [],
  ],
  ['!(actor.type == "root")', "exact", ['{"userIdentity":{"type":[{"anything-but":"Root"},{"exists":false}]}}'], []],
  [
    "has(actor.type)",
    "exact",
    [
      '{"userIdentity":{"$or":[{"type":["Root","IAMUser","IdentityCenterUser","Directory","AssumedRole","Role","FederatedUser","SAMLUser","WebIdentityUser","AWSService"]},{"type":["AWSAccount","Unknown"],"accountId":[{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]},{"type":["AWSAccount","Unknown"],"principalId":[{"prefix":"AIDA"},{"prefix":"AROA"},{"prefix":"ANONYMOUS"},{"prefix":"Anonymous"}]},{"type":[{"exists":false}],"invokedBy":[{"exists":true}]}]}}',
    ],
    [],
  ],
  ['sourceIp == "10.1.2.3"', "exact", ['{"sourceIPAddress":[{"equals-ignore-case":"10.1.2.3"}]}'], []],
  ['sourceIp == "2001:db8::1"', "exact", ['{"sourceIPAddress":[{"equals-ignore-case":"2001:db8::1"}]}'], []],
  ['cidr("10.0.0.0/8").containsIP(sourceIp)', "exact", ['{"sourceIPAddress":[{"prefix":"10."}]}'], []],
  [
    '!cidr("10.0.0.0/8").containsIP(sourceIp)',
    "exact",
    ['{"sourceIPAddress":[{"anything-but":{"prefix":"10."}},{"exists":false}]}'],
    [],
  ],
  [
    'cidr("192.0.2.8/30").containsIP(sourceIp)',
    "exact",
    [
      '{"sourceIPAddress":[{"equals-ignore-case":"192.0.2.8"},{"equals-ignore-case":"192.0.2.9"},{"equals-ignore-case":"192.0.2.10"},{"equals-ignore-case":"192.0.2.11"}]}',
    ],
    [],
  ],
  [
    'cidr("10.128.0.0/9").containsIP(sourceIp)',
    "wider",
    ['{"sourceIPAddress":[{"cidr":"10.128.0.0/9"}]}'],
    ["rule-wider"],
  ],
  ['!cidr("10.128.0.0/9").containsIP(sourceIp)', "unsupported", undefined, ["rule-unsupported"]],
  [
    'cidr("2001:db8::/32").containsIP(sourceIp)',
    "wider",
    ['{"sourceIPAddress":[{"cidr":"2001:db8::/32"}]}'],
    ["rule-wider"],
  ],
  ['userAgent == "Terraform/1.5"', "exact", ['{"userAgent":[{"equals-ignore-case":"Terraform/1.5"}]}'], []],
  [
    'outcome == "success"',
    "exact",
    [
      '{"errorCode":[{"exists":false}],"errorMessage":[{"exists":false}],"responseElements":{"ConsoleLogin":[{"anything-but":"Failure"},{"exists":false}],"SwitchRole":[{"anything-but":"Failure"},{"exists":false}],"CredentialVerification":[{"anything-but":"Failure"},{"exists":false}],"UserAuthentication":[{"anything-but":"Failure"},{"exists":false}]}}',
    ],
    [],
  ],
  [
    'outcome == "failure"',
    "exact",
    [
      '{"$or":[{"errorCode":[{"anything-but":{"wildcard":["AccessDenied*","Unauthorized*","NotAuthorized*","Forbidden*","AuthorizationError*","*UnauthorizedOperation","*.AccessDenied"]}}]},{"errorCode":[{"exists":false}],"errorMessage":[{"exists":true}]},{"errorCode":[{"exists":false}],"responseElements":{"ConsoleLogin":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"SwitchRole":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"CredentialVerification":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"UserAuthentication":["Failure"]}}]}',
    ],
    [],
  ],
  [
    'outcome == "denied"',
    "exact",
    [
      '{"errorCode":[{"prefix":"AccessDenied"},{"prefix":"Unauthorized"},{"prefix":"NotAuthorized"},{"prefix":"Forbidden"},{"prefix":"AuthorizationError"},{"suffix":"UnauthorizedOperation"},{"suffix":".AccessDenied"}]}',
    ],
    [],
  ],
  [
    'outcome != "success"',
    "exact",
    [
      '{"$or":[{"errorCode":[{"exists":true}]},{"errorMessage":[{"exists":true}]},{"responseElements":{"$or":[{"ConsoleLogin":["Failure"]},{"SwitchRole":["Failure"]},{"CredentialVerification":["Failure"]},{"UserAuthentication":["Failure"]}]}}]}',
    ],
    [],
  ],
  [
    'error == "AccessDenied"',
    "exact",
    [
      '{"$or":[{"errorCode":[{"equals-ignore-case":"AccessDenied"}]},{"errorCode":[{"exists":false}],"errorMessage":[{"equals-ignore-case":"AccessDenied"}]}]}',
    ],
    [],
  ],
  [
    'error != "AccessDenied"',
    "exact",
    [
      '{"$or":[{"errorCode":[{"anything-but":{"equals-ignore-case":"AccessDenied"}}]},{"errorCode":[{"exists":false}],"errorMessage":[{"anything-but":{"equals-ignore-case":"AccessDenied"}}]}]}',
    ],
    [],
  ],
  ["has(error)", "exact", ['{"$or":[{"errorCode":[{"exists":true}]},{"errorMessage":[{"exists":true}]}]}'], []],
  ["!has(error)", "exact", ['{"errorCode":[{"exists":false}],"errorMessage":[{"exists":false}]}'], []],
  [
    "mfa",
    "exact",
    [
      '{"$or":[{"additionalEventData":{"MFAUsed":["Yes"]}},{"additionalEventData":{"MFAUsed":[{"anything-but":["Yes","No"]},{"exists":false}]},"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":["true"]}}}}]}',
    ],
    [],
  ],
  [
    "!mfa",
    "exact",
    [
      '{"$or":[{"additionalEventData":{"MFAUsed":["No"]}},{"additionalEventData":{"MFAUsed":[{"anything-but":"Yes"},{"exists":false}]},"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":[{"anything-but":"true"},{"exists":false}]}}}}]}',
    ],
    [],
  ],
  [
    "mfa == false",
    "exact",
    [
      '{"$or":[{"additionalEventData":{"MFAUsed":["No"]}},{"additionalEventData":{"MFAUsed":[{"anything-but":["Yes","No"]},{"exists":false}]},"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":["false"]}}}}]}',
    ],
    [],
  ],
  [
    "mfa != true",
    "exact",
    [
      '{"$or":[{"additionalEventData":{"MFAUsed":["No"]}},{"additionalEventData":{"MFAUsed":[{"anything-but":["Yes","No"]},{"exists":false}]},"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":["false"]}}}}]}',
    ],
    [],
  ],
  [
    "has(mfa)",
    "exact",
    [
      '{"$or":[{"additionalEventData":{"MFAUsed":["Yes","No"]}},{"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":["true","false"]}}}}]}',
    ],
    [],
  ],
  ['severity == "high"', "exact", undefined, []],
  // The record itself.
  ['native.eventName == "DeleteTrail"', "exact", ['{"eventName":["DeleteTrail"]}'], []],
  ['native.eventName != "DeleteTrail"', "exact", ['{"eventName":[{"anything-but":"DeleteTrail"}]}'], []],
  ['native.errorCode != "AccessDenied"', "exact", ['{"errorCode":[{"anything-but":"AccessDenied"}]}'], []],
  [
    '!(native.errorCode == "AccessDenied")',
    "exact",
    ['{"errorCode":[{"anything-but":"AccessDenied"},{"exists":false}]}'],
    [],
  ],
  ["native.eventName == 5", "exact", undefined, []],
  ["native.readOnly == true", "exact", ['{"readOnly":[true]}'], []],
  ["native.readOnly != true", "exact", ['{"readOnly":[false]}'], []],
  ['native.readOnly == "true"', "exact", undefined, []],
  ["has(native.readOnly)", "exact", ['{"readOnly":[{"exists":true}]}'], []],
  [
    'native.requestParameters.bucketName == "payroll"',
    "exact",
    ['{"requestParameters":{"bucketName":["payroll"]}}'],
    [],
  ],
  [
    'native.requestParameters.bucketName != "payroll"',
    "exact",
    ['{"requestParameters":{"bucketName":[{"anything-but":"payroll"}]}}'],
    [],
  ],
  ['native.resources.type == "AWS::S3::Object"', "exact", ['{"resources":{"type":["AWS::S3::Object"]}}'], []],
  [
    '!(native.resources.type == "AWS::S3::Object")',
    "wider",
    ['{"resources":{"type":[{"anything-but":"AWS::S3::Object"},{"exists":false}]}}'],
    ["rule-wider"],
  ],
  ['native.requestParameters.key == "a.csv"', "exact", ['{"requestParameters":{"key":["a.csv"]}}'], []],
  [
    'native.requestParameters.key != "a.csv"',
    "wider",
    ['{"requestParameters":{"key":[{"anything-but":"a.csv"},{"exists":false}]}}'],
    ["rule-wider"],
  ],
  [
    '!(native.requestParameters.key == "a.csv")',
    "wider",
    ['{"requestParameters":{"key":[{"anything-but":"a.csv"},{"exists":false}]}}'],
    ["rule-wider"],
  ],
  [
    'native.requestParameters.key.startsWith("2026/")',
    "exact",
    ['{"requestParameters":{"key":[{"prefix":"2026/"}]}}'],
    [],
  ],
  [
    '!native.requestParameters.key.startsWith("2026/")',
    "wider",
    ['{"requestParameters":{"key":[{"anything-but":{"prefix":"2026/"}},{"exists":false}]}}'],
    ["rule-wider"],
  ],
  ['native.requestParameters.key.matches("a$")', "unsupported", undefined, ["rule-unsupported"]],
  ["has(native.requestParameters.key)", "unsupported", undefined, ["rule-unsupported"]],
  ["!has(native.requestParameters.key)", "unsupported", undefined, ["rule-unsupported"]],
  [
    "native.requestParameters.durationSeconds == 3600",
    "exact",
    ['{"requestParameters":{"durationSeconds":[3600]}}'],
    [],
  ],
  [
    "native.requestParameters.durationSeconds > 3600",
    "exact",
    ['{"requestParameters":{"durationSeconds":[{"numeric":[">",3600]}]}}'],
    [],
  ],
  ["!(native.requestParameters.durationSeconds > 3600)", "unsupported", undefined, ["rule-unsupported"]],
  ["native.requestParameters.durationSeconds == 5000000001", "unsupported", undefined, ["rule-unsupported"]],
  ["native.requestParameters.encrypted == true", "exact", ['{"requestParameters":{"encrypted":[true]}}'], []],
  ["native.requestParameters.encrypted != true", "unsupported", undefined, ["rule-unsupported"]],
  [
    'native.requestParameters.ipPermissions.items.cidrIp == "0.0.0.0/0"',
    "exact",
    ['{"requestParameters":{"ipPermissions":{"items":{"cidrIp":["0.0.0.0/0"]}}}}'],
    [],
  ],
  [
    'cidr("10.0.0.0/8").containsIP(native.requestParameters.host)',
    "wider",
    ['{"requestParameters":{"host":[{"cidr":"10.0.0.0/8"}]}}'],
    ["rule-wider"],
  ],
  ['native.requestParameters["a key"] == "x"', "unsupported", undefined, ["rule-unsupported"]],
  ['native.requestParameters.wildcard == "x"', "unsupported", undefined, ["rule-unsupported"]],
  // Several together.
  [
    'service == "iam.amazonaws.com" && (operation == "CreateUser" || operation.startsWith("Attach"))',
    "exact",
    ['{"eventSource":["iam.amazonaws.com"],"eventName":["CreateUser",{"prefix":{"equals-ignore-case":"Attach"}}]}'],
    [],
  ],
  [
    'operation.startsWith("Put") && operation.endsWith("Policy")',
    "exact",
    ['{"eventName":[{"wildcard":"Put*Policy"}]}'],
    ["rule-by-case"],
  ],
  [
    'operation.startsWith("Put") && operation != "PutObject"',
    "wider",
    ['{"eventName":[{"prefix":{"equals-ignore-case":"Put"}}]}'],
    ["rule-wider"],
  ],
  [
    'operation in ["PutObject", "GetObject"] && operation.startsWith("Put")',
    "exact",
    ['{"eventName":["PutObject"]}'],
    [],
  ],
  ['operation == "PutObject" && operation == "GetObject"', "exact", undefined, []],
  [
    'operation == "DeleteTrail" || service == "kms.amazonaws.com"',
    "exact",
    ['{"$or":[{"eventName":["DeleteTrail"]},{"eventSource":["kms.amazonaws.com"]}]}'],
    [],
  ],
  [
    '!(operation == "DeleteTrail" || service == "kms.amazonaws.com")',
    "exact",
    [
      '{"eventName":[{"anything-but":{"equals-ignore-case":"DeleteTrail"}}],"eventSource":[{"anything-but":{"equals-ignore-case":"kms.amazonaws.com"}}]}',
    ],
    [],
  ],
  [
    'operation == "ConsoleLogin" && outcome == "failure"',
    "exact",
    [
      '{"eventName":["ConsoleLogin"],"$or":[{"errorCode":[{"anything-but":{"wildcard":["AccessDenied*","Unauthorized*","NotAuthorized*","Forbidden*","AuthorizationError*","*UnauthorizedOperation","*.AccessDenied"]}}]},{"errorCode":[{"exists":false}],"errorMessage":[{"exists":true}]},{"errorCode":[{"exists":false}],"responseElements":{"ConsoleLogin":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"SwitchRole":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"CredentialVerification":["Failure"]}},{"errorCode":[{"exists":false}],"responseElements":{"UserAuthentication":["Failure"]}}]}',
    ],
    [],
  ],
  [
    'actor.type == "root" && !has(native.userIdentity.invokedBy) && native.eventType != "AwsServiceEvent"',
    "exact",
    [
      '{"userIdentity":{"type":["Root"],"invokedBy":[{"exists":false}]},"eventType":[{"anything-but":"AwsServiceEvent"}]}',
    ],
    [],
  ],
  [
    'operation == "ConsoleLogin" && outcome == "success" && mfa == false',
    "exact",
    [
      '{"eventName":["ConsoleLogin"],"errorCode":[{"exists":false}],"errorMessage":[{"exists":false}],"responseElements":{"ConsoleLogin":[{"anything-but":"Failure"},{"exists":false}],"SwitchRole":[{"anything-but":"Failure"},{"exists":false}],"CredentialVerification":[{"anything-but":"Failure"},{"exists":false}],"UserAuthentication":[{"anything-but":"Failure"},{"exists":false}]},"$or":[{"additionalEventData":{"MFAUsed":["No"]}},{"additionalEventData":{"MFAUsed":[{"anything-but":["Yes","No"]},{"exists":false}]},"userIdentity":{"sessionContext":{"attributes":{"mfaAuthenticated":["false"]}}}}]}',
    ],
    [],
  ],
  [
    'native.requestParameters.set.a == "x" && native.requestParameters.set.b == "y"',
    "wider",
    ['{"requestParameters":{"set":{"a":["x"]}}}'],
    ["rule-wider"],
  ],
  [
    'native.requestParameters.key == "a" && native.requestParameters.key == "b"',
    "wider",
    ['{"requestParameters":{"key":["a"]}}'],
    ["rule-wider"],
  ],
  [
    'operation == "DeleteTrail" && userAgent.matches("cli")',
    "wider",
    ['{"eventName":["DeleteTrail"],"userAgent":[{"exists":true}]}'],
    ["rule-wider"],
  ],
  [
    'operation == "DeleteTrail" || userAgent.matches("cli")',
    "wider",
    ['{"$or":[{"eventName":["DeleteTrail"]},{"userAgent":[{"exists":true}]}]}'],
    ["rule-wider"],
  ],
  [
    'operation.startsWith("PutObject") && native.eventName.startsWith("Put")',
    "wider",
    ['{"eventName":[{"prefix":{"equals-ignore-case":"PutObject"}}]}'],
    ["rule-wider"],
  ],
  [
    'operation.startsWith("PutP") && operation.endsWith("Policy")',
    "wider",
    ['{"eventName":[{"prefix":{"equals-ignore-case":"PutP"}}]}'],
    ["rule-wider"],
  ],
  [
    'operation.startsWith("PutObject") && ((operation.startsWith("Put") && operation != "PutObjectAcl") || service == "s3.amazonaws.com")',
    "wider",
    ['{"eventName":[{"prefix":{"equals-ignore-case":"PutObject"}}]}'],
    ["rule-wider"],
  ],
  ['!has(userAgent) && userAgent == "x"', "exact", undefined, []],
  ['has(userAgent) && userAgent == "x"', "exact", ['{"userAgent":[{"equals-ignore-case":"x"}]}'], []],
  ['userAgent == "x" || !has(userAgent)', "exact", ['{"userAgent":[{"equals-ignore-case":"x"},{"exists":false}]}'], []],
  [
    'native.requestParameters.set == "x" && native.requestParameters.set.a == "y"',
    "wider",
    ['{"requestParameters":{"set":["x"]}}'],
    ["rule-wider"],
  ],
  [
    'native.errorCode != "a" && (has(native.errorMessage) || !has(native.errorCode))',
    "exact",
    ['{"errorCode":[{"anything-but":"a"}],"errorMessage":[{"exists":true}]}'],
    [],
  ],
  ['has(userAgent) || userAgent == "x"', "exact", ['{"userAgent":[{"exists":true}]}'], []],
  [
    'cidr("172.16.0.0/12").containsIP(sourceIp)',
    "exact",
    [
      '{"sourceIPAddress":[{"prefix":"172.16."},{"prefix":"172.17."},{"prefix":"172.18."},{"prefix":"172.19."},{"prefix":"172.20."},{"prefix":"172.21."},{"prefix":"172.22."},{"prefix":"172.23."},{"prefix":"172.24."},{"prefix":"172.25."},{"prefix":"172.26."},{"prefix":"172.27."},{"prefix":"172.28."},{"prefix":"172.29."},{"prefix":"172.30."},{"prefix":"172.31."}]}',
    ],
    [],
  ],
  [
    'native.resources.type == "AWS::S3::Object" && native.resources.type == "AWS::S3::Bucket"',
    "wider",
    ['{"resources":{"type":["AWS::S3::Object"]}}'],
    ["rule-wider"],
  ],
  ["native.eventName < 5", "exact", undefined, []],
  ['userAgent.startsWith("straß")', "unsupported", undefined, ["rule-unsupported"]],
  ['operation in ["A", "B"] && operation in ["b", "C"]', "exact", ['{"eventName":[{"equals-ignore-case":"B"}]}'], []],
];

const patternOf = (detail: string): string =>
  `{"detail-type":[{"suffix":" via CloudTrail"}]${detail === "" ? "" : `,"detail":${detail}`}}`;

describe("an EventBridge pattern", () => {
  it.each(rows)("of %s is %s", (text, fidelity, details, issues) => {
    const rendered = toEventBridgePatterns(read(text));
    expect(rendered.output?.map((pattern) => JSON.stringify(pattern))).toEqual(details?.map(patternOf));
    expect(rendered.fidelity).toBe(fidelity);
    expect(rendered.issues.map(({ code }) => code)).toEqual(issues);
  });

  it("is one that EventBridge takes", () => {
    const patterns = rows.flatMap(([text]) => toEventBridgePatterns(read(text)).output ?? []);
    expect(patterns.length).toBeGreaterThan(rows.length / 2);
    expect(patterns.flatMap((pattern) => parseEventPattern(pattern).problems ?? [])).toEqual([]);
  });

  it("is the same text each time", () => {
    for (const [text] of rows) {
      expect(JSON.stringify(toEventBridgePatterns(read(text)))).toBe(JSON.stringify(toEventBridgePatterns(read(text))));
    }
  });
});
