import aliasProto from "@pulumi/pulumi/proto/alias_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import type monitorProto from "@pulumi/pulumi/proto/resource_pb.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveToy, type Toy } from "./construct-client.ts";

/** One option on its way from the consumer, through the Node SDK's provider server, to the component. */
interface Bug {
  /** The request as the engine sends it. */
  request: () => proto.ConstructRequest;
  /** What the engine is told about the component. */
  told: (request: monitorProto.RegisterResourceRequest) => unknown;
  asGiven: unknown;
  /** What comes of it in the SDK's server of 3.270. */
  withoutFix: unknown;
  fixedUpstream: string;
}

const aliasOf = (type: string) => new aliasProto.Alias().setSpec(new aliasProto.Alias.Spec().setType(type));
const bucket = "urn:pulumi:dev::project::aws:s3/bucket:Bucket::logs";

const bugs: Record<string, Bug> = {
  "the type of an alias": {
    request: () =>
      new proto.ConstructRequest().setAliasesList([
        aliasOf("toy:index:Old"),
        new aliasProto.Alias().setUrn("urn:pulumi:dev::project::toy:index:Older::mine"),
        new aliasProto.Alias().setSpec(new aliasProto.Alias.Spec().setName("theirs").setType("toy:index:Oldest")),
      ]),
    told: (request) =>
      request
        .getAliasesList()
        .map((alias) => alias.getUrn() || [alias.getSpec()?.getType(), alias.getSpec()?.getName()]),
    asGiven: [["toy:index:Old", ""], "urn:pulumi:dev::project::toy:index:Older::mine", ["toy:index:Oldest", "theirs"]],
    withoutFix: [["", ""], "urn:pulumi:dev::project::toy:index:Older::mine", ["", "theirs"]],
    fixedUpstream: "the SDK keeps an alias's type now: remove aliasTypes from provider/server-fixes.ts",
  },
  deletedWith: {
    request: () => new proto.ConstructRequest().setDeletedwith(bucket),
    told: (request) => request.getDeletedwith(),
    asGiven: bucket,
    withoutFix: "urn:pulumi:dev::project::aws:s3/bucket:Bucket",
    fixedUpstream: "the SDK keeps deletedWith now: remove deletedWith from provider/server-fixes.ts",
  },
  "the timeout of a deletion": {
    request: () =>
      new proto.ConstructRequest().setCustomtimeouts(
        new proto.ConstructRequest.CustomTimeouts().setCreate("10m").setUpdate("20m").setDelete("30m"),
      ),
    told: (request) => {
      const timeouts = request.getCustomtimeouts();
      return [timeouts?.getCreate(), timeouts?.getUpdate(), timeouts?.getDelete()];
    },
    asGiven: ["10m", "20m", "30m"],
    withoutFix: ["10m", "20m", ""],
    fixedUpstream: "the SDK keeps customTimeouts.delete now: remove deleteTimeout from provider/server-fixes.ts",
  },
};

const toys: { fixed?: Toy; unfixed?: Toy } = {};
beforeAll(async () => {
  [toys.fixed, toys.unfixed] = await Promise.all([serveToy(true), serveToy(false)]);
}, 60_000);
afterAll(async () => {
  await Promise.all([toys.fixed?.stop(), toys.unfixed?.stop()]);
});

test.each(Object.entries(bugs))("%s reaches the component as it was given", async (_, { request, told, asGiven }) => {
  expect(told(await toys.fixed!.construct(request()))).toEqual(asGiven);
});

test.each(Object.entries(bugs))("%s still gets lost without the fix", async (_, bug) => {
  const { request, told, withoutFix, fixedUpstream } = bug;
  expect(told(await toys.unfixed!.construct(request())), fixedUpstream).toEqual(withoutFix);
});

test("a component without these options gets none from the fixes", async () => {
  const [fixed, unfixed] = await Promise.all([
    toys.fixed!.construct(new proto.ConstructRequest()),
    toys.unfixed!.construct(new proto.ConstructRequest()),
  ]);
  expect(fixed.toObject()).toEqual(unfixed.toObject());
  expect([fixed.getAliasesList(), fixed.getDeletedwith()]).toEqual([[], ""]);
});

test("components constructed at the same time don't get each other's options", async () => {
  const given = Array.from({ length: 20 }, (_, index) => [`toy-${index}`, `${index + 1}m`] as const);
  const told = await Promise.all(
    given.map(async ([name, timeout]) => {
      const timeouts = new proto.ConstructRequest.CustomTimeouts().setDelete(timeout);
      const one = await toys.fixed!.construct(new proto.ConstructRequest().setCustomtimeouts(timeouts), name);
      return [name, one.getCustomtimeouts()?.getDelete()];
    }),
  );
  expect(told).toEqual(given);
});
