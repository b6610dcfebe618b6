import { TOKEN } from "../../sandbox/aws/place.ts";
import { bucketPolicy } from "../../sandbox/aws/s3-policy.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, testCases } from "./aws-case.ts";
import { bucket, LOGS, part, partCase, policy } from "./aws-s3-world.ts";

function read(over: Properties = {}): Properties {
  return {
    Effect: "Allow",
    Principal: { AWS: ACCOUNT },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${LOGS}/*`,
    ...over,
  };
}

function policyCase(rule: string, fault: Properties, near: Properties, message: RegExp, when?: string): Case {
  return partCase(rule, TOKEN.bucketPolicy, fault, near, { name: "MalformedPolicy", message }, when);
}

function sized(bytes: number): Properties {
  const empty = policy(read({ Sid: "" })).policy as string;
  return policy(read({ Sid: "x".repeat(bytes - empty.length) }));
}

const BLOCKED = { name: "AccessDenied", message: /BlockPublicPolicy/ };
const withoutPrincipal: Properties = { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${LOGS}/*` };

const policyCases: Case[] = [
  policyCase("s3-policy-is-json", { policy: "nothing" }, policy(read()), /valid JSON/),
  policyCase("s3-policy-is-well-formed", policy(withoutPrincipal), policy(read()), /field Principal/, "no principal"),
  policyCase(
    "s3-policy-is-well-formed",
    policy(read({ Action: "kms:Decrypt" })),
    policy(read({ Action: ["s3:Get*", "S3:List*"] })),
    /invalid action/,
    "another service's action",
  ),
  policyCase(
    "s3-policy-is-well-formed",
    policy({ Effect: "Allow", Principal: "*", Action: "s3:*" }),
    policy(read()),
    /field Resource/,
    "no resource",
  ),
  policyCase(
    "s3-policy-principals-are-valid",
    policy(read({ Principal: { Service: "cloudtrail.aws.com" } })),
    policy(read({ Principal: { Service: "cloudtrail.amazonaws.com" } })),
    /Invalid principal in policy/,
  ),
  policyCase(
    "s3-policy-resources-belong-to-the-bucket",
    policy(read({ Resource: "arn:aws:s3:::audit-logs-2/*" })),
    policy(read({ Resource: [`arn:aws:s3:::${LOGS}`, `arn:aws:s3:::${LOGS}/AWSLogs/*`] })),
    /invalid resource/,
    "another bucket",
  ),
  policyCase(
    "s3-policy-resources-belong-to-the-bucket",
    policy(read({ Resource: `arn:aws-cn:s3:::${LOGS}/*` })),
    policy(read()),
    /invalid resource/,
    "another partition",
  ),
  partCase("s3-policy-is-at-most-20-kilobytes", TOKEN.bucketPolicy, sized(20_481), sized(20_480), {
    name: "PolicyTooLarge",
    message: /20481 bytes/,
  }),
  partCase(
    "s3-policy-is-not-public-while-that-is-blocked",
    TOKEN.bucketPolicy,
    policy(read({ Principal: "*" })),
    policy(read({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } } })),
    BLOCKED,
    "by default, until a condition narrows it",
  ),
  partCase(
    "s3-policy-is-not-public-while-that-is-blocked",
    TOKEN.bucketPolicy,
    policy(read({ Principal: { AWS: "*" }, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:*" } } })),
    policy(read({ Principal: "*", Effect: "Deny" })),
    BLOCKED,
    "with a condition that is not fixed",
  ),
  {
    ...partCase(
      "s3-policy-is-not-public-while-that-is-blocked",
      TOKEN.bucketPolicy,
      policy(read({ Principal: "*" })),
      policy(read({ Principal: "*" })),
      BLOCKED,
      "until the block is lifted",
      [bucket(), part(TOKEN.publicAccessBlock, { blockPublicPolicy: true })],
    ),
    mended: { given: [bucket(), part(TOKEN.publicAccessBlock, { blockPublicPolicy: false })] },
  },
];

testCases(
  bucketPolicy.rules.filter((rule) => !sharedRules.includes(rule)),
  policyCases,
);
