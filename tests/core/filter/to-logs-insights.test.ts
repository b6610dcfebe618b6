// Doesn't prove that CloudWatch Logs reads it so: no evaluator of this language but AWS's own is known.
import { describe, expect, it, test } from "vitest";
import { equal, recordField } from "../../../core/filter/ast.ts";
import { toLogsInsights } from "../../../core/filter/to-logs-insights.ts";
import { read } from "./arbitrary-filter.ts";
import { hostile } from "./hostile.ts";

const cases: readonly (readonly [
  asked: string,
  fidelity: string,
  output: string | undefined,
  lacks: readonly string[],
])[] = [
  ['cloud == "aws"', "exact", "ispresent(eventName)", []],
  ['cloud == "gcp"', "exact", undefined, []],
  ['service == "s3.amazonaws.com"', "exact", 'eventSource = "s3.amazonaws.com"', []],
  ['service != "s3.amazonaws.com"', "exact", 'not (eventSource = "s3.amazonaws.com")', []],
  ['operation in ["PutObject", "GetObject"]', "exact", 'eventName in ["PutObject", "GetObject"]', []],
  ['operation.like("Delete*Policy")', "exact", "eventName like /(?i)^Delete.*Policy$/", []],
  ['operation.startsWith("50%_off!")', "exact", "eventName like /(?i)^50\\%_off\\!/", []],
  [
    'account == "111122223333"',
    "exact",
    'recipientAccountId = "111122223333" or (not (ispresent(recipientAccountId)) and userIdentity.accountId = "111122223333")',
    [],
  ],
  ['region != "eu-central-1"', "exact", 'not (awsRegion = "eu-central-1")', []],
  ['access == "write"', "unsupported", undefined, ["no said form of true and false"]],
  [
    'category == "system"',
    "exact",
    'not (tolower(eventCategory) in ["data", "networkactivity"]) and not (eventSource = "signin.amazonaws.com") and eventType = "AwsServiceEvent"',
    [],
  ],
  ['actor.type == "root"', "exact", 'userIdentity.type = "Root"', []],
  [
    'actor.id == "arn:aws:iam::111122223333:user/Eva"',
    "exact",
    'tolower(userIdentity.arn) = "arn:aws:iam::111122223333:user/eva"',
    [],
  ],
  ['!(userAgent == "x")', "exact", '(not ispresent(userAgent) or not (tolower(userAgent) = "x"))', []],
  ["has(userAgent)", "exact", "ispresent(userAgent)", []],
  ["!has(userAgent)", "exact", "not (ispresent(userAgent))", []],
  ['sourceIp == "203.0.113.7"', "exact", 'sourceIPAddress = "203.0.113.7"', []],
  ['cidr("10.0.0.0/8").containsIP(sourceIp)', "exact", "sourceIPAddress like /^10\\./", []],
  [
    'cidr("10.1.2.0/27").containsIP(sourceIp)',
    "wider",
    "ispresent(sourceIPAddress)",
    ["no networks but whole parts of an IPv4 address"],
  ],
  [
    'cidr("2001:db8::/32").containsIP(sourceIp)',
    "wider",
    "ispresent(sourceIPAddress)",
    ["no networks but whole parts of an IPv4 address"],
  ],
  ['userAgent.matches("^aws")', "wider", "ispresent(userAgent)", ["not the same regular expressions"]],
  [
    'outcome == "success"',
    "exact",
    'not (ispresent(errorCode)) and not (ispresent(errorMessage)) and (not ispresent(responseElements.ConsoleLogin) or not (responseElements.ConsoleLogin = "Failure")) and (not ispresent(responseElements.SwitchRole) or not (responseElements.SwitchRole = "Failure")) and (not ispresent(responseElements.CredentialVerification) or not (responseElements.CredentialVerification = "Failure")) and (not ispresent(responseElements.UserAuthentication) or not (responseElements.UserAuthentication = "Failure"))',
    [],
  ],
  [
    "mfa == false",
    "exact",
    'additionalEventData.MFAUsed = "No" or ((not ispresent(additionalEventData.MFAUsed) or not (additionalEventData.MFAUsed in ["Yes", "No"])) and userIdentity.sessionContext.attributes.mfaAuthenticated = "false")',
    [],
  ],
  ['severity == "high"', "exact", undefined, []],
  ['native.userAgent == "it\'s"', "wider", "ispresent(userAgent)", ["no said way to quote some characters"]],
  ['native.userAgent == "ΑΣ"', "wider", "ispresent(userAgent)", ["no said way to quote some characters"]],
  ['native.errorMessage.like("*ΑΣ*")', "wider", "ispresent(errorMessage)", ["no said way to quote some characters"]],
  [
    'native.resources.type == "AWS::S3::Bucket"',
    "wider",
    "@message like /(?i)AWS\\:\\:S3\\:\\:Bucket/",
    ["no look into lists"],
  ],
  ['!(native.resources.ARN == "arn:aws:s3:::a")', "unsupported", undefined, ["no look into lists"]],
  ["has(native.resources)", "unsupported", undefined, ["no look into lists"]],
  ['native.requestParameters.note == "x"', "wider", "@message like /(?i)x/", ["no look into lists"]],
  ["native.requestParameters.count > 5", "unsupported", undefined, ["no look into lists"]],
  ["native.requestParameters.count == 5", "unsupported", undefined, ["no look into lists"]],
  ["native.requestParameters.on == true", "unsupported", undefined, ["no look into lists"]],
  ['native.requestParameters.a.b != "true"', "unsupported", undefined, ["no look into lists"]],
  ["has(native.requestParameters.a)", "unsupported", undefined, ["no look into lists"]],
  ["!has(native.requestParameters)", "unsupported", undefined, ["no look into lists"]],
  ['native.requestParameters["a-b"] == "x"', "unsupported", undefined, ["no field of that name"]],
  ["native.readOnly == true", "unsupported", undefined, ["no said form of true and false"]],
  ["native.managementEvent == false", "unsupported", undefined, ["no said form of true and false"]],
  ['native.insightDetails.state == "Start"', "wider", "@message like /(?i)Start/", ["no look into lists"]],
  ['native.additionalEventData.MFAUsed == "Yes"', "exact", 'additionalEventData.MFAUsed = "Yes"', []],
];

describe("the condition for CloudWatch Logs Insights", () => {
  test.each(cases)("%s is %s", (asked, fidelity, output, lacks) => {
    const found = toLogsInsights(read(asked));
    const reasons = found.issues.flatMap((one) => ("lacks" in one.params ? one.params.lacks : [one.code]));
    expect([found.fidelity, found.output, reasons]).toEqual([fidelity, output, lacks]);
  });

  it("fits into a query up to its last character", () => {
    const fixed = 'userAgent = ""'.length;
    const of = (length: number) => toLogsInsights(equal(recordField("userAgent"), ["a".repeat(length - fixed)], false));
    expect(of(10_000).output).toHaveLength(10_000);
    expect([of(10_001).output, of(10_001).issues.map(({ code }) => code)]).toEqual([undefined, ["rule-too-long"]]);
  });

  it("says nothing by what its quotes may mean", () => {
    for (const value of Object.values(hostile)) {
      const { output, fidelity } = toLogsInsights(read(`native.userAgent == ${JSON.stringify(value)}`));
      if (fidelity === "exact") expect(output).toBe(`userAgent = "${value}"`);
      else expect([fidelity, output]).toEqual(["wider", "ispresent(userAgent)"]);
    }
  });
});
