import { Role } from "@pulumi/aws/iam/role.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import { Provider as GcpProvider } from "@pulumi/gcp/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AuditLog, AwsAuditLog, everywhere } from "./consumer.ts";
import { type Ground, inlineStack, nameOf, openGround, ownResources, resourcesOf } from "./stacks.ts";

/** Does not prove options that Pulumi itself does not pass on to the children of a component, such as ignoreChanges. */

let ground: Ground;
// One account takes five trails: each test has a ground of its own.
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

const spec = { version: 1 };
const disposable = { version: 1, evidence: "disposable" };

it("hands explicit providers to every child", async () => {
  const program = async () => {
    const providers = {
      aws: new AwsProvider("aws-explicit", { region: "eu-central-1" }),
      gcp: new GcpProvider("gcp-explicit", { project: "acme-test" }),
      "azure-native": new AzureProvider("azure-explicit", { location: "westeurope" }),
    };
    new AuditLog("audit", { ...everywhere, spec }, { providers });
  };
  const stack = await inlineStack(ground, "providers", program, {});
  await stack.up();
  const children = ownResources(await resourcesOf(stack)).filter(({ custom }) => custom);
  const providerOf = (type: string) => `${type.split(":")[0]!.split("-")[0]}-explicit`;
  expect(children.length).toBeGreaterThanOrEqual(45);
  expect(children.map(({ provider, urn }) => `${nameOf(urn)} ${provider!.split("::").at(-2)}`)).toEqual(
    children.map(({ type, urn }) => `${nameOf(urn)} ${providerOf(type)}`),
  );
});

it("replaces nothing when a consumer renames the component and says so by an alias", async () => {
  const stack = await inlineStack(ground, "alias-name", async () => {
    new AuditLog("audit", { ...everywhere, spec });
  });
  await stack.up();
  const renamed = await inlineStack(ground, "alias-name", async () => {
    new AuditLog("logs", { ...everywhere, spec }, { aliases: [{ name: "audit" }] });
  });
  const { summary } = await renamed.up();
  expect(Object.keys(summary.resourceChanges!).sort()).toEqual(["same", "update"]);
  const updated = summary.resourceChanges!.update!;
  // Descriptions carry the component's name.
  expect(updated).toBeLessThanOrEqual(8);
});

it("replaces nothing when a consumer's own component changes its type and says so by an alias", async () => {
  class Wrapper extends pulumi.ComponentResource {
    constructor(type: string, options?: pulumi.ComponentResourceOptions) {
      super(type, "wrapper", {}, options);
      new AwsAuditLog("audit", { ...everywhere.aws, spec }, { parent: this });
    }
  }
  const stack = await inlineStack(ground, "alias-type", async () => {
    new Wrapper("mine:index:Old");
  });
  await stack.up();
  const retyped = await inlineStack(ground, "alias-type", async () => {
    new Wrapper("mine:index:New", { aliases: [{ type: "mine:index:Old" }] });
  });
  const { summary } = await retyped.up();
  expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
});

it("moves from one component type to another by an alias of the type", async () => {
  const old = await inlineStack(ground, "alias-own-type", async () => {
    new pulumi.ComponentResource("mine:index:HandMade", "audit");
  });
  await old.up();
  const moved = await inlineStack(ground, "alias-own-type", async () => {
    new AwsAuditLog("audit", { ...everywhere.aws, spec }, { aliases: [{ type: "mine:index:HandMade" }] });
  });
  const { summary } = await moved.up();
  expect(summary.resourceChanges!.delete).toBeUndefined();
});

it("protects every child of a protected component", async () => {
  const program = (protect: boolean) => async () => {
    new AwsAuditLog("audit", { ...everywhere.aws, spec: disposable }, { protect });
  };
  const stack = await inlineStack(ground, "protect", program(true));
  await stack.up();
  const resources = ownResources(await resourcesOf(stack));
  expect(resources.filter(({ protect }) => protect !== true).map(({ urn }) => urn)).toEqual([]);
  await expect(stack.destroy()).rejects.toThrow(/protected/);
  const open = await inlineStack(ground, "protect", program(false));
  await open.up();
  await open.destroy();
  expect(ownResources(await resourcesOf(open))).toEqual([]);
});

it("is deleted with another resource, without deleting its children one by one", async () => {
  const program = async () => {
    const assumeRolePolicy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    const other = new Role("other", { assumeRolePolicy });
    new AwsAuditLog("audit", { ...everywhere.aws, spec: disposable }, { deletedWith: other });
  };
  const stack = await inlineStack(ground, "deleted-with", program);
  await stack.up();
  const resources = ownResources(await resourcesOf(stack));
  const other = resources.find(({ urn }) => nameOf(urn) === "other")!;
  const children = resources.filter(({ urn }) => nameOf(urn) !== "other");
  expect(children.length).toBeGreaterThan(15);
  expect(children.map(({ deletedWith }) => deletedWith)).toEqual(children.map(() => other.urn));
});

it("lets a consumer's transforms change every child", async () => {
  const program = async () => {
    const transforms: pulumi.ResourceTransform[] = [
      ({ type, props, opts }) =>
        type === "aws:s3/bucket:Bucket" ? { props: { ...props, tags: { team: "security" } }, opts } : undefined,
    ];
    new AwsAuditLog("audit", { ...everywhere.aws, spec }, { transforms });
  };
  const stack = await inlineStack(ground, "transforms", program);
  await stack.up();
  const buckets = (await resourcesOf(stack)).filter(({ type }) => type === "aws:s3/bucket:Bucket");
  expect(buckets.map(({ inputs }) => inputs!.tags)).toEqual([{ team: "security" }, { team: "security" }]);
});

it("never loads the provider of a cloud that is not used", async () => {
  const stack = await inlineStack(ground, "one-cloud", async () => {
    new AuditLog("audit", { gcp: everywhere.gcp, spec });
  });
  await stack.up();
  const providers = (await resourcesOf(stack)).filter(({ type }) => type.startsWith("pulumi:providers:"));
  expect(providers.map(({ type }) => type).sort()).toEqual(["pulumi:providers:auditlog", "pulumi:providers:gcp"]);
});
