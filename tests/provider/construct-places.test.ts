import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import type { Cloud } from "../../core/contract/cloud.ts";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { deploy, useMocks } from "../components/deploy.ts";
import { type Reason, refused, testRefusals } from "./refused.ts";

await useMocks();

const spec = { version: 1 };
const aws = { region: "eu-central-1" };
const gcp = { project: "acme-audit", location: "europe-west3" };
const azure = { location: "westeurope" };
const places: Record<Cloud, pulumi.Inputs> = { aws, gcp, azure };

const notKnownYet =
  "the value is known only after a deployment, but it decides which resources exist; give a plain value, such as one from the stack's config";

testRefusals({
  "no cloud": {
    inputs: { spec },
    reasons: [["arguments", "no cloud is given; give at least one of aws, gcp or azure"]],
  },
  "more searchable days than Azure has, where they were written": {
    inputs: { specYaml: "version: 1\nretention: { days: 900, searchableDays: 731 }", azure },
    reasons: [
      [
        "specYaml.retention.searchableDays",
        "line 2, column 41: 731 searchable days are more than Log Analytics keeps open to queries; give at most 730 days where Azure is used",
      ],
    ],
  },
  "compliance on Azure without an account that exists": {
    inputs: { spec, overrides: { retention: { immutability: "compliance" }, acknowledgeIrreversible: true }, azure },
    reasons: [
      [
        "overrides.retention.immutability",
        "Azure locks an immutability policy only after it has existed unlocked; deploy once with immutability governance, then set compliance together with lockExistingAccount: true in the Azure placement",
      ],
    ],
  },
  "regions that can't exist": {
    inputs: {
      spec,
      aws: { region: "eu-centrall-1" },
      gcp: { ...gcp, location: "eu-central-1" },
      azure: { location: "west-europe" },
    },
    reasons: [
      ["aws.region", "no AWS region has this name; write it like eu-central-1"],
      ["gcp.location", "no Google Cloud region has this name; write it like europe-west3"],
      ["azure.location", "no Azure region has this name; write it like westeurope"],
    ],
  },
  "placements that lack everything": {
    inputs: { spec, aws: {}, gcp: {}, azure: {} },
    reasons: [
      [
        "aws.region",
        "this key is missing; give the region of the trail, its bucket, log group and key, such as eu-central-1",
      ],
      [
        "gcp.project",
        "this key is missing; give the id of the project that holds the stores and the key, and whose events are routed unless scope says otherwise",
      ],
      [
        "gcp.location",
        "this key is missing; give the region of the bucket, the log bucket and the key, such as europe-west3, or us or eu for the multi-regions",
      ],
      [
        "azure.location",
        "this key is missing; give the location of the storage account, the workspace and the key vault, such as westeurope",
      ],
    ],
  },
  "scope organization without the organization's id": {
    inputs: { spec, aws: { ...aws, scope: "organization" }, gcp: { ...gcp, scope: "organization" } },
    reasons: [
      [
        "aws.organizationId",
        "the scope is the organization, but its id is missing; give the id, such as o-a1b2c3d4e5, or remove the scope",
      ],
      [
        "gcp.organizationId",
        "the scope is the organization, but its id is missing; give the id, such as 123456789012, or remove the scope",
      ],
    ],
  },
  "an organization's id without its scope, in one cloud's own component": {
    component: "AwsAuditLog",
    inputs: { spec, ...aws, organizationId: "o-a1b2c3d4e5" },
    reasons: [
      [
        "organizationId",
        "an organization's id is given, but the scope is not the organization; add scope organization, or remove the id",
      ],
    ],
  },
  "sign-ins of a project, which Google Cloud has only at the organization": {
    component: "GcpAuditLog",
    inputs: { spec: { version: 1, capture: { identity: true } }, ...gcp },
    reasons: [
      [
        "spec.capture.identity",
        "sign-ins reach Cloud Logging only at the organization; use scope organization on Google Cloud, or add identity to capture.bestEffort",
      ],
    ],
  },
  "plain arguments that are outputs not known yet": {
    inputs: {
      spec: pulumi.output(pulumi.unknown),
      overrides: pulumi.unknown,
      tags: pulumi.output(pulumi.unknown),
      aws: { region: pulumi.output(pulumi.unknown) },
      gcp: { ...gcp, readers: pulumi.output(pulumi.unknown) },
      azure: pulumi.output(pulumi.unknown),
    },
    reasons: [
      ["spec (unknown)", notKnownYet],
      ["overrides (unknown)", notKnownYet],
      ["azure (unknown)", notKnownYet],
      ["tags (unknown)", notKnownYet],
      ["aws.region (unknown)", notKnownYet],
      ["gcp.readers (unknown)", notKnownYet],
    ],
  },
  "parts of the spec that are not known yet": {
    inputs: {
      spec: {
        version: 1,
        retention: pulumi.output(pulumi.unknown),
        encryption: { rotationDays: pulumi.output(pulumi.unknown) },
        capture: { bestEffort: pulumi.output(pulumi.unknown) },
      },
      aws,
    },
    reasons: [
      ["spec.retention (unknown)", notKnownYet],
      ["spec.capture.bestEffort (unknown)", notKnownYet],
      ["spec.encryption.rotationDays (unknown)", notKnownYet],
    ],
  },
  "readers and tags that are none": {
    inputs: {
      spec,
      aws: { ...aws, readers: { Soc: "arn:aws:iam::111122223333:role/soc", anyone: "*" } },
      gcp: { ...gcp, readers: { anyone: "allUsers" } },
      azure: { ...azure, readers: { soc: { principalId: "soc@example.com", principalType: "group" }, none: {} } },
      tags: { "aws:mine": "a", semicolon: ";" },
    },
    reasons: [
      [
        'tags["aws:mine"]',
        "this is not a tag name of at most 128 letters, digits, spaces and _.:=+-@, not starting with aws:; write it like cost-center",
      ],
      [
        "tags.semicolon",
        "this is not a tag value of at most 256 letters, digits, spaces and _.:/=+-@; write it like security",
      ],
      [
        "aws.readers.Soc",
        "this is not a lower-case name of letters, digits and hyphens, at most 30; write it like security-team",
      ],
      [
        "aws.readers.anyone",
        "this is not the ARN of an IAM role, user or account; write it like arn:aws:iam::111122223333:role/security-audit",
      ],
      ["gcp.readers.anyone", "this is not a member that is not public; write it like group:security@example.com"],
      [
        "azure.readers.soc.principalId",
        "this is not the object id of a principal; write it like 11111111-2222-3333-4444-555555555555",
      ],
      [
        "azure.readers.soc.principalType",
        'the text "group" is not allowed; did you mean Group? give User, Group or ServicePrincipal',
      ],
      [
        "azure.readers.none.principalId",
        "this key is missing; give the principal's object id in Microsoft Entra, a UUID",
      ],
    ],
  },
  "tags that become the same label": {
    inputs: { spec, gcp, tags: { Team: "a", team: "b" } },
    reasons: [["tags", "the tags Team and team become the same Google Cloud label team; rename one of them"]],
  },
  "more tags than a resource can have": {
    inputs: { spec, aws, tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, "a"])) },
    reasons: [["tags", "51 tags are given; give at most 50"]],
  },
  "a component's name that clouds would not take": {
    name: "Audit_Log",
    inputs: { spec, aws },
    reasons: [
      [
        "name",
        "this is not a component name of 2 to 32 lower-case letters, digits and single hyphens, free of google; write it like audit",
      ],
    ],
  },
});

const onlyOne: Record<Cloud, { component: ComponentName; reason: Reason }> = {
  aws: {
    component: "AwsAuditLog",
    reason: ["region", "no AWS region has this name; write it like eu-central-1"],
  },
  gcp: {
    component: "GcpAuditLog",
    reason: ["location", "no Google Cloud region has this name; write it like europe-west3"],
  },
  azure: {
    component: "AzureAuditLog",
    reason: ["location", "no Azure region has this name; write it like westeurope"],
  },
};

test.each(Object.entries(onlyOne))(
  "%s: in the cloud's own component the placement's paths are the arguments'",
  async (cloud, { component, reason }) => {
    const inputs = { ...places[cloud as Cloud], [reason[0]]: "atlantis" };
    expect((await refused(component, { spec, ...inputs })).reasons).toEqual([reason]);
  },
);

test.each([
  ["ab", true],
  ["a", false],
  ["a".repeat(32), true],
  ["a".repeat(33), false],
  ["1a", false],
  ["a-", false],
  ["a-1-b", true],
  ["a--b", false],
  ["my-google-audit", false],
])("the component's name %s is accepted: %s", async (name, accepted) => {
  const outcome = deploy("AwsAuditLog", { spec, ...aws }, { name }).then(
    () => true,
    () => false,
  );
  expect(await outcome).toBe(accepted);
});
