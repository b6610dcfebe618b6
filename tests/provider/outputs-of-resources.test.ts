import type * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { bundled } from "./bundled.ts";

type Settle = (value: unknown, isKnown: boolean, isSecret: boolean, deps?: unknown[], error?: Error) => void;
type Resource = Record<
  string,
  pulumi.Output<unknown> & { isKnown: Promise<boolean>; isSecret: Promise<boolean>; promise(): Promise<unknown> }
>;

let transferProperties: (onto: object, label: string, props: object) => Record<string, Settle>;
beforeAll(async () => {
  ({ transferProperties } = await bundled<{ transferProperties: typeof transferProperties }>(
    'export { transferProperties } from "@pulumi/pulumi/runtime/rpc.js";',
  ));
});

/** A resource that has begun to be registered, with how its properties are settled. */
const begun = (...names: string[]): { resource: Resource; settle: Record<string, Settle> } => {
  const resource = {};
  const settle = transferProperties(resource, "label", Object.fromEntries(names.map((name) => [name, undefined])));
  return { resource: resource as Resource, settle };
};

describe("an output of a resource, which the bundle makes when it is asked for", () => {
  it("has its value where it was asked for before the engine answered", async () => {
    const { resource, settle } = begun("arn");
    const { arn } = resource;
    settle.arn!("a", true, true);
    expect([await arn!.promise(), await arn!.isKnown, await arn!.isSecret]).toEqual(["a", true, true]);
  });

  it("has its value where it was asked for after that", async () => {
    const { resource, settle } = begun("arn");
    settle.arn!("a", true, true);
    const { arn } = resource;
    expect([await arn!.promise(), await arn!.isKnown, await arn!.isSecret]).toEqual(["a", true, true]);
  });

  it("is not known where the engine does not know it", async () => {
    const { resource, settle } = begun("arn");
    settle.arn!(undefined, false, false);
    expect(await resource.arn!.isKnown).toBe(false);
  });

  it("is the same each time that it is asked for, and there among the resource's own", () => {
    const { resource } = begun("arn", "name");
    expect(resource.arn).toBe(resource.arn);
    expect(Object.keys(resource)).toEqual(["arn", "name"]);
  });

  it("fails where the resource fails, though nobody asked for it before", async () => {
    const { resource, settle } = begun("arn", "name");
    const { arn } = resource;
    for (const of of Object.values(settle)) of(undefined, true, false, [], new Error("no"));
    const outputs = [arn!, resource.name!];
    const all = outputs.flatMap((output) => [output.promise(), output.isKnown, output.isSecret]);
    for (const one of await Promise.allSettled(all))
      expect(one).toEqual({ status: "rejected", reason: new Error("no") });
  });

  it("can be another one that the resource's own code puts there", () => {
    const { resource } = begun("arn");
    const other = {} as Resource[string];
    resource.arn = other;
    expect(resource.arn).toBe(other);
  });
});
