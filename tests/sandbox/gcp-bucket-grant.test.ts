import { describe } from "vitest";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, bucket, ofProvider, testCases, typeOf } from "./gcp-case.ts";

const member = { bucket: "acme-audit", role: "roles/storage.objectCreator" };
const grant = (own: Properties) => ({ ...member, member: "user:a@acme.com", ...own });
const condition = {
  title: "logs",
  expression: 'resource.name.startsWith("projects/_/buckets/acme-audit/objects/logs")',
};

const grantCases: Case[] = [
  {
    rule: "storage-granted-bucket-exists",
    when: "a grant on a bucket that doesn't exist",
    inputs: grant({ bucket: "acme-audit-2" }),
    refused: { name: "Error 404 notFound", message: /The specified bucket does not exist\./ },
    mended: { inputs: grant({}) },
  },
  ...["", "a@acme.com", "user:", "serviceaccount:a@acme.com", "serviceAccount:", "principal:x"].map((wrong) => ({
    rule: "iam-member-is-valid",
    when: `the member "${wrong}"`,
    inputs: grant({ member: wrong }),
    refused: badRequest(/Invalid member ".*"\. Policy members must be of the form "<type>:<value>"/),
    mended: {
      inputs: grant({
        member: "principal://iam.googleapis.com/projects/1/locations/global/workforcePools/p/subject/s",
      }),
    },
  })),
  {
    rule: "iam-member-is-not-deleted",
    when: "a deleted member",
    inputs: grant({ member: "deleted:user:a@acme.com?uid=1" }),
    refused: ofProvider(/deleted principals/),
    mended: { inputs: grant({}) },
  },
  {
    rule: "iam-role-is-valid",
    when: "a role without its prefix",
    inputs: grant({ role: "storage.objectCreator" }),
    refused: badRequest(/Role \(storage\.objectCreator\) does not exist/),
    mended: { inputs: grant({ role: "projects/acme-prod/roles/logWriter" }) },
  },
  ...(
    [
      [
        "a condition with a title of 101 characters",
        { ...condition, title: "t".repeat(101) },
        { ...condition, title: "t".repeat(100) },
      ],
      ["a condition without an expression", { ...condition, expression: " " }, condition],
      ["a condition with 13 operators", operators(13), operators(12)],
      [
        "a condition with a description of 257 characters",
        { ...condition, description: "d".repeat(257) },
        { ...condition, description: "d".repeat(256) },
      ],
    ] as [string, Properties, Properties][]
  ).map(([when, wrong, right]) => ({
    rule: "iam-condition-is-valid",
    when,
    inputs: grant({ condition: wrong }),
    refused: badRequest(/IAM condition/),
    mended: { inputs: grant({ condition: right }) },
  })),
  {
    rule: "iam-condition-fits-the-grant",
    when: "a condition on a basic role",
    inputs: grant({ role: "roles/viewer", condition }),
    refused: badRequest(/basic role roles\/viewer/),
    mended: { inputs: grant({ role: "roles/storage.objectViewer", condition }) },
  },
  {
    rule: "iam-condition-fits-the-grant",
    when: "a condition on a grant to everyone",
    inputs: grant({ member: "allUsers", condition }),
    refused: badRequest(/allUsers/),
    mended: { inputs: grant({ member: "allUsers" }) },
  },
  {
    rule: "storage-public-access-is-prevented",
    when: "a grant to everyone on a bucket that prevents public access",
    given: [bucket({ publicAccessPrevention: "enforced" })],
    inputs: grant({ member: "allAuthenticatedUsers" }),
    refused: { name: "Error 412 conditionNotMet", message: /not allowed since public access prevention is enforced/ },
    mended: { given: [bucket()] },
  },
  {
    rule: "storage-condition-needs-uniform-access",
    when: "a conditional grant on a bucket with fine-grained access",
    given: [bucket({ uniformBucketLevelAccess: false })],
    inputs: grant({ condition }),
    refused: { name: "Error 412 conditionNotMet", message: /uniform bucket-level access/ },
    mended: { given: [bucket()] },
  },
].map((one) => ({ given: [bucket()], ...one, token: tokens.bucketGrant }));

function operators(count: number): Properties {
  return { title: "many", expression: `a == "x && y"${" || a != b".repeat(count)}` };
}

describe("Grants on Cloud Storage buckets", () => {
  testCases(typeOf(tokens.bucketGrant).rules, grantCases);
});
