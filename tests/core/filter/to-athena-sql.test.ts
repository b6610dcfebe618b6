import { describe, expect, it, test } from "vitest";
import { equal, recordField } from "../../../core/filter/ast.ts";
import { toAthenaSql } from "../../../core/filter/to-athena-sql.ts";
import { read } from "./arbitrary-filter.ts";

const cases: readonly (readonly [
  asked: string,
  fidelity: string,
  output: string | undefined,
  lacks: readonly string[],
])[] = [
  ['cloud == "aws"', "exact", "TRUE", []],
  ['cloud == "gcp"', "exact", undefined, []],
  ['service == "s3.amazonaws.com"', "exact", "lower(eventsource) = 's3.amazonaws.com'", []],
  ['service != "s3.amazonaws.com"', "exact", "NOT (lower(eventsource) = 's3.amazonaws.com')", []],
  ['operation in ["PutObject", "GetObject"]', "exact", "lower(eventname) IN ('putobject', 'getobject')", []],
  ['operation.like("Delete*Policy")', "exact", "lower(eventname) LIKE 'delete%policy'", []],
  ['operation.startsWith("50%_off!")', "exact", "lower(eventname) LIKE '50!%!_off!!%' ESCAPE '!'", []],
  [
    'account == "111122223333"',
    "exact",
    "recipientaccountid = '111122223333'\nOR (recipientaccountid IS NULL AND useridentity.accountid = '111122223333')",
    [],
  ],
  ['region != "eu-central-1"', "exact", "NOT (lower(awsregion) = 'eu-central-1')", []],
  ['access == "write"', "exact", "NOT coalesce(readonly = 'true', FALSE)", []],
  [
    'category == "system"',
    "exact",
    "NOT (lower(eventcategory) IN ('data', 'networkactivity'))\nAND NOT (lower(eventsource) = 'signin.amazonaws.com')\nAND eventtype = 'AwsServiceEvent'",
    [],
  ],
  ['actor.type == "root"', "exact", "useridentity.type = 'Root'", []],
  [
    'actor.id == "arn:aws:iam::111122223333:user/Eva"',
    "exact",
    "lower(useridentity.arn) = 'arn:aws:iam::111122223333:user/eva'",
    [],
  ],
  ['!(userAgent == "x")', "exact", "NOT coalesce(lower(useragent) = 'x', FALSE)", []],
  ["has(userAgent)", "exact", "useragent IS NOT NULL", []],
  ["!has(userAgent)", "exact", "useragent IS NULL", []],
  ['sourceIp == "203.0.113.7"', "exact", "sourceipaddress = '203.0.113.7'", []],
  ['cidr("10.0.0.0/8").containsIP(sourceIp)', "exact", "sourceipaddress LIKE '10.%'", []],
  [
    'cidr("10.1.2.0/27").containsIP(sourceIp)',
    "wider",
    "sourceipaddress IS NOT NULL",
    ["no networks but whole parts of an IPv4 address"],
  ],
  [
    'cidr("2001:db8::/32").containsIP(sourceIp)',
    "wider",
    "sourceipaddress IS NOT NULL",
    ["no networks but whole parts of an IPv4 address"],
  ],
  ['userAgent.matches("^aws")', "wider", "useragent IS NOT NULL", ["not the same regular expressions"]],
  [
    'outcome == "success"',
    "exact",
    "errorcode IS NULL\nAND errormessage IS NULL\nAND NOT coalesce(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure', FALSE)\nAND NOT coalesce(json_extract_scalar(responseelements, '$.SwitchRole') = 'Failure', FALSE)\nAND NOT coalesce(json_extract_scalar(responseelements, '$.CredentialVerification') = 'Failure', FALSE)\nAND NOT coalesce(json_extract_scalar(responseelements, '$.UserAuthentication') = 'Failure', FALSE)",
    [],
  ],
  [
    "mfa == false",
    "exact",
    "json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No'\nOR (NOT coalesce(json_extract_scalar(additionaleventdata, '$.MFAUsed') IN ('Yes', 'No'), FALSE) AND useridentity.sessioncontext.attributes.mfaauthenticated = 'false')",
    [],
  ],
  ['severity == "high"', "exact", undefined, []],
  ['native.userAgent == "it\'s"', "exact", "useragent = 'it''s'", []],
  ['native.userAgent == "ΑΣ"', "exact", "useragent = 'ΑΣ'", []],
  ['native.errorMessage.like("*ΑΣ*")', "exact", "errormessage LIKE '%ΑΣ%'", []],
  [
    'native.resources.type == "AWS::S3::Bucket"',
    "exact",
    "cardinality(filter(resources, r -> r.type = 'AWS::S3::Bucket')) > 0",
    [],
  ],
  [
    '!(native.resources.ARN == "arn:aws:s3:::a")',
    "exact",
    "NOT coalesce(cardinality(filter(resources, r -> r.arn = 'arn:aws:s3:::a')) > 0, FALSE)",
    [],
  ],
  ["has(native.resources)", "exact", "cardinality(filter(resources, r -> r IS NOT NULL)) > 0", []],
  [
    'native.requestParameters.note == "x"',
    "wider",
    "json_extract_scalar(requestparameters, '$.note') = 'x'\nOR json_format(json_extract(requestparameters, '$.note')) LIKE '[%'",
    ["no look into lists of JSON"],
  ],
  [
    "native.requestParameters.count > 5",
    "wider",
    "TRY_CAST(json_format(json_extract(requestparameters, '$.count')) AS double) > CAST('5' AS double)\nOR json_format(json_extract(requestparameters, '$.count')) LIKE '[%'",
    ["no look into lists of JSON"],
  ],
  [
    "native.requestParameters.count == 5",
    "wider",
    "TRY_CAST(json_format(json_extract(requestparameters, '$.count')) AS double) = CAST('5' AS double)\nOR json_format(json_extract(requestparameters, '$.count')) LIKE '[%'",
    ["no look into lists of JSON"],
  ],
  [
    "native.requestParameters.on == true",
    "wider",
    "json_format(json_extract(requestparameters, '$.on')) = 'true'\nOR json_format(json_extract(requestparameters, '$.on')) LIKE '[%'",
    ["no look into lists of JSON"],
  ],
  [
    'native.requestParameters.a.b != "true"',
    "wider",
    "((json_format(json_extract(requestparameters, '$.a.b')) <> 'null' AND json_format(json_extract(requestparameters, '$.a.b')) NOT LIKE '[%') OR json_format(json_extract(requestparameters, '$.a')) LIKE '[%' OR json_format(json_extract(requestparameters, '$.a.b')) LIKE '[%')\nAND NOT coalesce(json_extract_scalar(requestparameters, '$.a.b') = 'true' AND json_format(json_extract(requestparameters, '$.a.b')) LIKE '\"%', FALSE)",
    ["no look into lists of JSON"],
  ],
  [
    "has(native.requestParameters.a)",
    "wider",
    "(json_format(json_extract(requestparameters, '$.a')) <> 'null' AND json_format(json_extract(requestparameters, '$.a')) NOT LIKE '[%')\nOR json_format(json_extract(requestparameters, '$.a')) LIKE '[%'",
    ["no look into lists of JSON"],
  ],
  ["!has(native.requestParameters)", "exact", "requestparameters IS NULL", []],
  ['native.requestParameters["a-b"] == "x"', "unsupported", undefined, ["no column of that name"]],
  ["native.readOnly == true", "exact", "readonly = 'true'", []],
  ["native.managementEvent == false", "unsupported", undefined, ["no column of that name"]],
  ['native.insightDetails.state == "Start"', "unsupported", undefined, ["no column of that name"]],
  [
    'native.additionalEventData.MFAUsed == "Yes"',
    "exact",
    "json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'Yes'",
    [],
  ],
];

describe("the condition for Athena", () => {
  test.each(cases)("%s is %s", (asked, fidelity, output, lacks) => {
    const found = toAthenaSql(read(asked));
    const reasons = found.issues.flatMap((one) => ("lacks" in one.params ? one.params.lacks : [one.code]));
    expect([found.fidelity, found.output, reasons]).toEqual([fidelity, output, lacks]);
  });

  it("fits into a query up to its last byte", () => {
    const fixed = "useragent = ''".length;
    const of = (length: number) => toAthenaSql(equal(recordField("userAgent"), ["a".repeat(length - fixed)], false));
    expect(of(262_144).output).toHaveLength(262_144);
    expect([of(262_145).output, of(262_145).issues.map(({ code }) => code)]).toEqual([undefined, ["rule-too-long"]]);
  });
});
