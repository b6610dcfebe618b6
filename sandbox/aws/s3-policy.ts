import type { ResourceType, Rule } from "../resource.ts";
import { findBucket, items, ofBucket, record, refusal, TOKEN, text } from "./place.ts";
import type { Statement } from "./policy.ts";
import { principalsOf, readPolicy } from "./policy.ts";
import { invalidPrincipal } from "./principal.ts";
import { configuration } from "./s3-state.ts";

const SIZES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const PUBLIC =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status";

/** Condition keys that make a statement not public when their values are fixed (PUBLIC). */
const NARROWING = new Set(
  [
    "aws:SourceArn aws:SourceVpc aws:SourceVpce aws:SourceOwner aws:SourceAccount aws:userid aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths aws:PrincipalAccount aws:PrincipalArn s3:DataAccessPointArn s3:DataAccessPointAccount",
    "s3:x-amz-server-side-encryption-aws-kms-key-id aws:SourceIp aws:SourceOrgID aws:SourceOrgPaths",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);

function statementsOf(policy: Parameters<typeof readPolicy>[0]): Statement[] {
  const reading = readPolicy(policy);
  return "fault" in reading ? [] : reading.statements;
}

const isJson: Rule = {
  id: "s3-policy-is-json",
  source: GRAMMAR,
  on: ["create", "update"],
  refuse({ inputs }) {
    const reading = readPolicy(inputs.policy);
    const broken = "fault" in reading && reading.fault === "json";
    return broken
      ? refusal("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
      : undefined;
  },
};

const isWellFormed: Rule = {
  id: "s3-policy-is-well-formed",
  source: GRAMMAR,
  on: ["create", "update"],
  refuse({ inputs }) {
    const reading = readPolicy(inputs.policy);
    if ("fault" in reading) return reading.fault === "json" ? undefined : refusal("MalformedPolicy", reading.message);
    for (const { principal, notPrincipal, resources, notResources, actions, notActions } of reading.statements) {
      if (principal === undefined && notPrincipal === undefined) {
        return refusal("MalformedPolicy", "Missing required field Principal");
      }
      if (resources === undefined && notResources === undefined) {
        return refusal("MalformedPolicy", "Missing required field Resource");
      }
      if (![...(actions ?? []), ...(notActions ?? [])].every((action) => /^(\*|s3:.+)$/i.test(action))) {
        return refusal("MalformedPolicy", "Policy has invalid action");
      }
    }
    return undefined;
  },
};

const principalsAreValid: Rule = {
  id: "s3-policy-principals-are-valid",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const invalid = invalidPrincipal(statementsOf(inputs.policy));
    return invalid === undefined ? undefined : refusal("MalformedPolicy", `Invalid principal in policy: ${invalid}`);
  },
};

const resourcesBelongToTheBucket: Rule = {
  id: "s3-policy-resources-belong-to-the-bucket",
  source: SIZES,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const arn = text(findBucket(store, text(inputs.bucket))?.outputs.arn);
    if (arn === undefined) return undefined;
    const resources = statementsOf(inputs.policy).flatMap((s) => [...(s.resources ?? []), ...(s.notResources ?? [])]);
    const foreign = resources.find((resource) => resource !== arn && !resource.startsWith(`${arn}/`));
    return foreign === undefined
      ? undefined
      : refusal("MalformedPolicy", `Policy has invalid resource: ${foreign} is not in the bucket`);
  },
};

const isAtMost20Kilobytes: Rule = {
  id: "s3-policy-is-at-most-20-kilobytes",
  source: SIZES,
  on: ["create", "update"],
  refuse({ inputs }) {
    const policy = inputs.policy;
    const size = Buffer.byteLength(typeof policy === "string" ? policy : JSON.stringify(policy ?? {}));
    return size > 20_480
      ? refusal("PolicyTooLarge", `Policy exceeds the maximum allowed document size: ${size} bytes of 20480`)
      : undefined;
  },
};

/** Fixed values have neither a wildcard nor a policy variable. */
function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value) && value !== "0.0.0.0/0" && value !== "::/0";
}

function isPublic(statement: Statement): boolean {
  if (statement.effect !== "Allow") return false;
  const everyone = statement.notPrincipal !== undefined || principalsOf(statement).some(({ id }) => id === "*");
  const narrowed = Object.entries(statement.condition).some(
    ([operator, keys]) =>
      !/Not|Null|IfExists|ForAllValues/.test(operator) &&
      Object.entries(record(keys)).some(
        ([key, values]) => NARROWING.has(key.toLowerCase()) && items(values).map(String).every(isFixed),
      ),
  );
  return everyone && !narrowed;
}

const isNotPublicWhileBlocked: Rule = {
  id: "s3-policy-is-not-public-while-that-is-blocked",
  source: PUBLIC,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const block = ofBucket(store, TOKEN.publicAccessBlock, text(inputs.bucket) ?? "");
    // A new bucket blocks public access until something says otherwise.
    const blocked = block === undefined || block.inputs.blockPublicPolicy === true;
    if (!blocked || !statementsOf(inputs.policy).some(isPublic)) return undefined;
    return refusal(
      "AccessDenied",
      "User is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access",
    );
  },
};

export const bucketPolicy: ResourceType = configuration(TOKEN.bucketPolicy, [
  isJson,
  isWellFormed,
  principalsAreValid,
  resourcesBelongToTheBucket,
  isAtMost20Kilobytes,
  isNotPublicWhileBlocked,
]);
