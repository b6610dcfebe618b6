import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, openGround, refusedOutput, resourcesOf } from "./stacks.ts";

/** Does not prove that AWS lets the three accounts work together as the stand-in does. */

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

const region = "eu-central-1";
const [management, delegate, archive] = ["111122223333", "333344445555", "222233334444"] as const;

/** Of one account of the organization: the accounts are settings of the sandbox's own. */
class Account extends pulumi.ProviderResource {
  constructor(name: string, accountId: string) {
    const organization = { managementAccountId: management, delegatedAdministrators: delegate };
    super("aws", name, { region, accountId, ...organization });
  }
}

const stackOf = (deployer: string, managementAccount: string | undefined) =>
  inlineStack(ground, "organization", async () => {
    const args = {
      region,
      scope: "organization",
      organizationId: "o-exampleorgid",
      managementAccount,
      spec: { version: 1 },
      logArchive: { account: archive, provider: new Account("log-archive", archive) },
    };
    new AwsAuditLog("audit", args, { providers: { aws: new Account("security", deployer) } });
  });

it("makes an organization's trail, which is the management account's, with its evidence in a third account", async () => {
  const stack = await stackOf(delegate, management);
  await stack.up();
  const resources = await resourcesOf(stack);
  const arnOf = (type: string) => resources.filter((one) => one.type === type).map(({ outputs }) => outputs!.arn);
  expect(arnOf("aws:cloudtrail/trail:Trail")).toEqual([
    expect.stringContaining(`arn:aws:cloudtrail:${region}:${management}:trail/`),
  ]);
  expect(arnOf("aws:cloudwatch/logGroup:LogGroup")).toEqual([
    expect.stringContaining(`arn:aws:logs:${region}:${delegate}:log-group:`),
  ]);
  expect(arnOf("aws:kms/key:Key").sort()).toEqual([
    expect.stringContaining(`arn:aws:kms:${region}:${archive}:key/`),
    expect.stringContaining(`arn:aws:kms:${region}:${delegate}:key/`),
  ]);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: expect.any(Number) });
});

it("is refused by CloudTrail where the management account is not named, since the policies are of another trail", async () => {
  const stack = await stackOf(delegate, undefined);
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(output).toContain("InsufficientS3BucketPolicyException");
});

it("is refused by CloudTrail from an account that nothing was delegated to", async () => {
  const stack = await stackOf("444455556666", management);
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(output).toContain("NotOrganizationManagementAccountException");
});
