// Does not prove: that the engine shows the resources. It proves that unknown values keep no resource from being registered.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { deploy, useMocks } from "./deploy.ts";
import { typesOf } from "./graph.ts";

await useMocks({ preview: true });

const components: Record<Cloud, ComponentName> = { aws: "AwsAuditLog", gcp: "GcpAuditLog", azure: "AzureAuditLog" };
const places: Record<Cloud, pulumi.Inputs> = {
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope" },
};
const readers: Record<Cloud, unknown> = {
  aws: "arn:aws:iam::111122223333:role/soc",
  gcp: "group:soc@example.com",
  azure: { principalId: "11111111-2222-3333-4444-555555555555" },
};
const unknownReaders: Record<Cloud, unknown> = {
  aws: pulumi.output(pulumi.unknown),
  gcp: pulumi.output(pulumi.unknown),
  azure: { principalId: pulumi.output(pulumi.unknown) },
};

test.each(clouds)("readers and tags not known yet leave every resource in a preview on %s", async (cloud) => {
  const args = { spec: { version: 1 }, ...places[cloud] };
  const known = await deploy(components[cloud], {
    ...args,
    readers: { soc: readers[cloud] },
    tags: { team: "security" },
  });
  const unknown = await deploy(components[cloud], {
    ...args,
    readers: { soc: unknownReaders[cloud] },
    tags: { team: pulumi.output(pulumi.unknown) },
  });
  expect(typesOf(unknown.children)).toEqual(typesOf(known.children));
  expect(known.children.length).toBeGreaterThan(10);
});
