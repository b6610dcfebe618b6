import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keptBy, renderKept, renderReport } from "../../tools/demo-report.mjs";

const tools = join(import.meta.dirname, "..", "..", "tools");

it("shows what was deployed, and what each cloud does about each part of the spec", () => {
  const row = { rule: "retention.searchableDays", asked: "100 days (spec)" };
  const outputs = {
    aws: { archive: "arn:aws:s3:::logs", search: "arn:log-group", collector: "arn:trail" },
    azure: { archive: "/account", search: "/workspace", collector: "/setting", key: "https://vault/key" },
    coverage: [
      { ...row, cloud: "aws", given: "CloudWatch Logs, 120 days", fidelity: "wider", reason: "it keeps 120 days" },
      { ...row, cloud: "azure", given: "Log Analytics, 100 days", fidelity: "exact" },
      { rule: "capture.identity", asked: "true (spec)", cloud: "aws", given: "not captured", fidelity: "unsupported" },
    ],
  };
  expect(renderReport(outputs)).toMatchInlineSnapshot(`
    "
    What was deployed
    -----------------
    AWS           archive    arn:aws:s3:::logs
                  search     arn:log-group
                  collector  arn:trail
    Azure         archive    /account
                  search     /workspace
                  collector  /setting
                  key        https://vault/key

    What each cloud does about the spec
    -----------------------------------
    retention.searchableDays: 100 days (spec)
      + AWS           CloudWatch Logs, 120 days
                        it keeps 120 days
      = Azure         Log Analytics, 100 days

    capture.identity: true (spec)
      ! AWS           not captured

      = as asked    + more than asked    ! a gap that the spec allowed"
  `);
});

it("breaks long lines between words", () => {
  const given = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
  const coverage = [{ rule: "r", asked: "a", cloud: "gcp", given, fidelity: "exact" }];
  const lines = renderReport({ coverage }).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(lines.join(" ").replaceAll(/\s+/g, " ")).toContain(given);
});

it("lists what a destroy keeps, by clouds and by the names that people know", () => {
  const resources = [
    { type: "pulumi:pulumi:Stack", custom: false },
    { type: "aws:s3/bucket:Bucket", custom: true, retainOnDelete: true, id: "logs-1a2b3c4" },
    { type: "aws:s3/bucketPolicy:BucketPolicy", custom: true, retainOnDelete: true, id: "logs-1a2b3c4" },
    { type: "aws:cloudtrail/trail:Trail", custom: true, id: "arn:trail" },
    {
      type: "azure-native:storage:StorageAccount",
      custom: true,
      retainOnDelete: true,
      id: "/subscriptions/1/resourceGroups/audit/providers/Microsoft.Storage/storageAccounts/st1",
    },
    { type: "gcp:kms/keyRing:KeyRing", custom: true, retainOnDelete: true, id: "projects/p/locations/l/keyRings/ring" },
  ];
  expect(renderKept(keptBy({ deployment: { resources } }))).toMatchInlineSnapshot(`
    "
    Kept on purpose: evidence, what protects it, and what others may count on
    -------------------------------------------------------------------------
    AWS
      logs-1a2b3c4
        Bucket, BucketPolicy
    Azure
      audit/Storage/storageAccounts/st1
        StorageAccount
    Google Cloud
      keyRings/ring
        KeyRing

    They stay in the clouds, and are billed, until somebody deletes them there. Here: npm run demo -- --reset"
  `);
  expect(renderKept(keptBy({ deployment: {} }))).toBe("\nNothing was kept: the stack's evidence is disposable.");
});

/** The scripts start on the user's own Node, before the project's is there. */
it.each(readdirSync(tools).filter((file) => file.endsWith(".mjs")))("%s needs nothing that Node 20 lacks", (file) => {
  const newer =
    /\b(?:Object|Map)\.groupBy|Promise\.(?:withResolvers|try)|import\.meta\.(?:main|dirname|filename)|Array\.fromAsync|\.isSubsetOf\(|RegExp\.escape|Iterator\.from|node:sqlite/;
  expect(readFileSync(join(tools, file), "utf8").replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, "")).not.toMatch(newer);
});
