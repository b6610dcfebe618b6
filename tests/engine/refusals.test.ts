import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditLog, AwsAuditLog, everywhere } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  previewSteps,
  refusedOutput,
  resourcesOf,
  type StateResource,
} from "./stacks.ts";

/** Does not prove each error's words: tests/provider and tests/core do. This is how they reach a user of `pulumi up`. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

let count = 0;
const refused = async (args: pulumi.Inputs, name = "audit"): Promise<string> => {
  count += 1;
  const stack = await inlineStack(ground, `refused-${count}`, async () => {
    new AuditLog(name, args);
  });
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(ownResources(await resourcesOf(stack))).toEqual([]);
  return output;
};

/** Where something is wrong, and what: as the engine prints it, without the value. */
const problemsIn = (output: string): string[] =>
  [...output.matchAll(/- property (\S+)(?: with value '.*')? has a problem: (.*)/g)].map(
    ([, path, problem]) => `${path}: ${problem}`,
  );

describe("bad input in pulumi up", () => {
  it("gets all errors in one go, as property paths, and no stack trace of ours", async () => {
    const output = await refused({
      spec: {
        version: 1,
        retenton: { days: 400 },
        retention: { days: 0, searchableDays: 10, immutability: "forever" },
      },
      aws: { region: "mars-east-1", scope: "organization" },
    });
    for (const line of [
      "property spec.retenton",
      "the key retenton is not known; did you mean retention?",
      "property spec.retention.days with value '{0}' has a problem: 0 is out of range; give 1 to 36,500 days",
      "property spec.retention.immutability with value '{forever}' has a problem: the text \"forever\" is not allowed; give none, governance or compliance",
      "property aws.region with value '{mars-east-1}' has a problem: no AWS region has this name; write it like eu-central-1",
      "property aws.organizationId has a problem: the scope is the organization, but its id is missing",
    ]) {
      expect(output).toContain(line);
    }
    expect(output).not.toMatch(/auditlog\.cjs|provider\/construct|at async construct/);
  });

  it("is told of a pattern that can't be split before anything is created", async () => {
    const when = `native.eventName == "${"a".repeat(2_049)}"`;
    const output = await refused({
      spec: { version: 1, alerts: { custom: [{ name: "long", when, severity: "low" }] } },
      aws: { region: "eu-central-1", alertRegions: ["eu-central-1"] },
    });
    expect(output).toContain("EventBridge allows 2,048 characters, and this needs 2,123; ask for less");
    expect(output).toContain("the rules are in eu-central-1, the stack's own region; leave it out");
  });

  it("of names, ARNs, regions, account ids and services is told of each, before anything is created", async () => {
    const output = await refused({
      spec: { version: 1, capture: { data: [{ service: "storag" }] } },
      aws: {
        region: "eu-central-1",
        scope: "organization",
        organizationId: "company",
        managementAccount: "12345",
        trailName: "a..b",
        replicaRegion: "us-gov-west-1",
        alertRegions: ["mars-east-1"],
        existing: { key: "arn:aws:s3:::a-bucket", bucket: "Not_A_Bucket", logGroup: "a b", topic: "alerts" },
        protectTrail: { target: "everything" },
        readers: { auditor: "arn:aws:s3:::a-bucket" },
        breakGlass: { admin: "everybody" },
      },
    });
    expect(problemsIn(output)).toEqual([
      'spec.capture.data[0].service: the text "storag" is not allowed; did you mean storage? give storage, database, secrets, keys, functions, kubernetes or analytics',
      "aws.organizationId: this is not an organization's id; write it like o-a1b2c3d4e5",
      "aws.managementAccount: this is not an account's id of 12 digits; write it like 111122223333",
      "aws.protectTrail.target: this is not the id of a root, an organizational unit or an account; write it like r-a1b2",
      "aws.readers.auditor: this is not the ARN of an IAM role, user or account; write it like arn:aws:iam::111122223333:role/security-audit",
      "aws.trailName: this is not a trail's name of 3 to 123 letters and digits with single - or _ between them; write it like acme-audit",
      "aws.existing.bucket: this is not the name of an S3 bucket, without arn: or s3://; write it like acme-central-logs",
      "aws.existing.key: this is not the ARN of a KMS key, not of an alias; write it like arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "aws.existing.logGroup: this is not the name of a log group, without its ARN; write it like /acme/central-audit-log",
      "aws.existing.topic: this is not the ARN of a standard SNS topic; write it like arn:aws:sns:eu-central-1:111122223333:security",
      "aws.breakGlass.admin: this is not the ARN of an IAM role; write it like arn:aws:iam::111122223333:role/break-glass",
      "aws.alertRegions[0]: no AWS region has this name; write it like eu-central-1",
      "aws.replicaRegion: S3 copies nothing from eu-central-1 to us-gov-west-1, which is in another partition of AWS; give a region of the same",
    ]);
  });

  it("is told of more than 500 values of a trail's selectors before anything is created", async () => {
    const data = Array.from({ length: 11 }, (_, at) => ({
      service: "storage",
      resources: Array.from({ length: 50 }, (_, one) => `bucket-${at}-${one}`),
    }));
    const output = await refused({ spec: { version: 1, capture: { data } }, aws: { region: "eu-central-1" } });
    expect(problemsIn(output)).toEqual([
      "spec.capture.data[10]: A trail's event selectors allows 500 values, and this needs 594; ask for less, or in several rules",
    ]);
  });

  it("gets line and column in the text of a spec", async () => {
    const output = await refused({
      ...everywhere,
      specYaml: "version: 1\nretention:\n  dayz: 400\n  searchableDays: 0\n",
    });
    expect(output).toContain(
      "property specYaml.retention.dayz has a problem: line 3, column 3: the key dayz is not known; did you mean days?",
    );
    expect(output).toContain(
      "property specYaml.retention.searchableDays has a problem: line 4, column 19: 0 is out of range",
    );
  });

  it("gets what is below a preset's floor, before anything is created", async () => {
    const output = await refused({
      ...everywhere,
      spec: { version: 1, compliance: ["pci-dss-4"], retention: { days: 30, searchableDays: 90 } },
    });
    expect(output).toContain(
      "property spec.retention.days with value '{30}' has a problem: 30 is below the 365 that preset pci-dss-4 (control retention-12-months) requires; raise it, or add a waiver with a reason",
    );
  });

  it("never prints a secret, whatever is wrong with it", async () => {
    const secret = "hunter2-correct-horse";
    const output = await refused({
      spec: { version: 1 },
      gcp: { ...everywhere.gcp, readers: { auditor: pulumi.secret(secret) } },
      tags: { owner: pulumi.secret(`<${secret}>`) },
    });
    expect(output).toContain("gcp.readers.auditor (secret)");
    expect(output).toContain("tags.owner (secret)");
    expect(output).not.toContain(secret);
  });

  it("refuses a secret where it would come to stand in the open", async () => {
    const secret = "hunter2-correct-horse";
    const output = await refused({
      specYaml: pulumi.secret(`version: 1\n${secret}: true\nevidence: ${secret}\n`),
      aws: pulumi.secret({ region: secret, readers: { auditor: secret } }),
    });
    expect(output).toContain(
      "property specYaml (secret) has a problem: the value is a secret, but it would stand in the open",
    );
    expect(output).toContain("property aws (secret) has a problem");
    expect(output).not.toContain(secret);
  });

  it("names a component that can't carry its children's names", async () => {
    const output = await refused({ ...everywhere, spec: { version: 1 } }, "My_Audit");
    expect(output).toContain(
      "this is not a component name of 2 to 32 lower-case letters, digits and single hyphens, free of google; write it like audit",
    );
  });
});

it("deploys what is below a preset's floor by a waiver with a reason, and says so in compliance", async () => {
  const waivers = [
    { control: "retention-12-months", reason: "a copy is kept elsewhere", until: "2999-12-31" },
  ] as const;
  const stack = await inlineStack(ground, "waived", async () => {
    new AwsAuditLog("audit", {
      ...everywhere.aws,
      spec: {
        version: 1,
        compliance: ["pci-dss-4"],
        retention: { days: 90, searchableDays: 90 },
        waivers: [...waivers],
      },
    });
  });
  await stack.up();
  const component = (await resourcesOf(stack)).find(({ type }) => type === "auditlog:index:AwsAuditLog");
  const rows = component?.outputs?.compliance as { control: string }[];
  expect(rows.filter(({ control }) => /^(?:retention|searchable)-/.test(control))).toEqual([
    {
      preset: "pci-dss-4",
      control: "retention-12-months",
      cloud: "aws",
      status: "waived",
      reason: "a copy is kept elsewhere (until 2999-12-31)",
    },
    {
      preset: "pci-dss-4",
      control: "searchable-3-months",
      cloud: "aws",
      status: "met",
      reason: "searchable for 90 days",
    },
  ]);
  expect([...new Set(Object.values(await previewSteps(stack)))]).toEqual(["same"]);
});

it("keeps a secret reader secret in the state, and nothing else", async () => {
  const reader = "arn:aws:iam::444455556666:role/hidden-auditor";
  const stack = await inlineStack(ground, "secret-reader", async () => {
    new AwsAuditLog("audit", { ...everywhere.aws, spec: { version: 1 }, readers: { auditor: pulumi.secret(reader) } });
  });
  await stack.up();
  const state = readFileSync(join(ground.folder, "state", ".pulumi", "stacks", "test", "secret-reader.json"), "utf8");
  const { latest } = (JSON.parse(state) as { checkpoint: { latest: { resources: StateResource[] } } }).checkpoint;
  const secrets = latest.resources.flatMap(({ urn, inputs = {} }) =>
    Object.entries(inputs)
      .filter(([, value]) => JSON.stringify(value).includes("ciphertext"))
      .map(([property]) => `${nameOf(urn)} ${property}`),
  );
  expect(state).not.toContain("hidden-auditor");
  expect(secrets.sort()).toEqual(["audit readers", "audit-archive-policy policy", "audit-key policy"]);
});
