// Does not prove: with which provider each child is made, which mocks don't show: tests/engine/aws-log-archive.test.ts does.
import { expect, test } from "vitest";
import { deploy, registeredNames, settled, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";
import { ARCHIVE_ACCOUNT } from "./mock-clouds.ts";

await useMocks();

const region = "eu-central-1";
const spec = { version: 1, alerts: { catalog: ["audit-log-stopped"] } };
const provider = "urn:pulumi:stack::project::pulumi:providers:aws::log-archive::1";
const logArchive = { account: ARCHIVE_ACCOUNT, provider };
const readers = { soc: "arn:aws:iam::111122223333:role/soc" };
const usual = await deploy("AwsAuditLog", { spec, region, readers });
const archived = await deploy("AwsAuditLog", { spec, region, readers, logArchive });

test("an archive in another account makes exactly this graph", async () => {
  await expect(graphText(archived.children)).toMatchFileSnapshot("__snapshots__/aws-log-archive.json");
});

const root = (account: string) => ({
  Sid: "EnableIamPolicies",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});

test("the archive has a key of its own account for CloudTrail and readers, and the log group and topics one of the trail's", () => {
  const { added, removed, changed } = difference(usual.children, archived.children);
  expect([Object.keys(added), removed]).toEqual([["audit-archive-key", "audit-archive-key-alias"], []]);
  const statementsOf = (name: string) => {
    const { policy } = archived.children.find((one) => one.name === name)!.inputs;
    return (JSON.parse(policy as string) as { Statement: { Sid: string }[] }).Statement;
  };
  expect(statementsOf("audit-archive-key").map(({ Sid }) => Sid)).toEqual([
    "EnableIamPolicies",
    "CloudTrailEncrypt",
    "CloudTrailDescribe",
    "CloudTrailDecrypt",
    "ReadersDecrypt",
  ]);
  expect(statementsOf("audit-archive-key")[0]).toEqual(root(ARCHIVE_ACCOUNT));
  expect(statementsOf("audit-key").map(({ Sid }) => Sid)).toEqual([
    "EnableIamPolicies",
    "CloudWatchLogs",
    "AlertPublishers",
  ]);
  expect(statementsOf("audit-key")[0]).toEqual(root("111122223333"));
  expect(Object.keys(changed).sort()).toEqual(["audit-access-logs-policy", "audit-key"]);
  expect(JSON.stringify(changed["audit-access-logs-policy"])).toContain(`"aws:SourceAccount":"${ARCHIVE_ACCOUNT}"`);
});

test("the bucket lets the trail of the other account write, below that account's folder", () => {
  const { policy } = archived.children.find(({ name }) => name === "audit-archive-policy")!.inputs;
  expect(policy).toContain("arn:aws:s3:::audit-archive-1/AWSLogs/111122223333/*");
  expect(policy).toContain("arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit-archive-1");
  expect(policy).not.toContain(ARCHIVE_ACCOUNT);
});

test("the state has the archive's key, and both keys stay", async () => {
  const state = (await settled(archived.state)) as { key: string; kept: string[] };
  expect(state.kept).toHaveLength(5);
  expect(state.kept).toContain(state.key);
});

test("the user is told that nobody is told from there", () => {
  expect(archived.told).toContain(
    "warning: alerts.catalog: EventBridge sees the events of the stack's account alone, so that alerts of what is changed in the archive and its key are not told from account 222233334444; the trail does not record them: deploy an audit log with these alerts in that account too",
  );
});

test("a provider of another account is refused, and nothing is created", async () => {
  const other = { ...logArchive, account: "333344445555" };
  await expect(deploy("AwsAuditLog", { spec, region, logArchive: other })).rejects.toMatchObject({
    errors: [
      {
        propertyPath: "logArchive.provider",
        reason:
          "this provider is of account 222233334444, not of 333344445555; give one with credentials of that account",
      },
    ],
  });
  expect(registeredNames()).toEqual([]);
});
