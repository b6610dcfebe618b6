import { status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { describe, expect, it } from "vitest";
import { refusal, secret, serveEach, toStruct, unknown, urn } from "./server-client.ts";
import { toy, toyShapes } from "./toy-cloud.ts";

const provider = serveEach(toy, { config: { account: "1" }, shapes: toyShapes });

describe("check", () => {
  it("refuses a type that the sandbox doesn't know", async () => {
    const unknownType = refusal("unknown resource type toy:index:Bag", status.INVALID_ARGUMENT);
    await expect(provider.check("toy:index:Bag", {})).rejects.toMatchObject(unknownType);
  });

  it("names every property that is wrong", async () => {
    const { failures } = await provider.check("toy:index:Box", { nam: "a", place: 1 });
    expect(failures).toEqual([
      "size: missing required property 'size'",
      "nam: unknown property 'nam'",
      "place: expected a string, got a number",
    ]);
  });

  it("unwraps secrets, takes unknown values and drops nulls", async () => {
    expect(await provider.check("toy:index:Box", { name: secret("a"), size: unknown, note: null })).toEqual({
      inputs: { name: "a", size: unknown },
      failures: [],
    });
  });

  it("names a resource from the engine's seed, the same each time", async () => {
    const seeded = (seed: string) => (request: proto.CheckRequest) => request.setRandomseed(Buffer.from(seed));
    const one = await provider.check("toy:index:Box", { size: 1 }, seeded("one"));
    expect(one.inputs).toEqual({ name: expect.stringMatching(/^mine-[0-9a-f]{7}$/), size: 1, __defaults: ["name"] });
    expect(await provider.check("toy:index:Box", { size: 1 }, seeded("one"))).toEqual(one);
    expect(await provider.check("toy:index:Box", { size: 1 }, seeded("two"))).not.toEqual(one);
    const unseeded = await provider.check("toy:index:Box", { size: 1 });
    expect(unseeded).not.toEqual(await provider.check("toy:index:Box", { size: 1 }));
  });

  it("refuses, at the property, to make a name that is too long", async () => {
    const named = (name: string) => (request: proto.CheckRequest) => request.setUrn(urn("toy:index:Box", name));
    expect(await provider.check("toy:index:Box", { size: 1 }, named("nine-char"))).toEqual({
      inputs: { size: 1 },
      failures: [
        "name: could not make instance of 'toy:index:Box': name 'nine-char-' plus 7 random chars is longer than maximum length 16",
      ],
    });
    expect(await provider.check("toy:index:Box", { size: 1 }, named("od::EIGH"))).toEqual({
      inputs: { size: 1, name: expect.stringMatching(/^od::eigh-[0-9a-f]{7}$/), __defaults: ["name"] },
      failures: [],
    });
  });

  it("keeps the name that a resource has, and remembers who gave it", async () => {
    const olds = (value: object) => (request: proto.CheckRequest) => request.setOlds(toStruct(value));
    const checked = async (news: object, old: object) =>
      (await provider.check("toy:index:Box", news, olds(old))).inputs;
    const made = { name: "mine-1", __defaults: ["name"] };
    expect(await checked({ size: 2 }, made)).toEqual({ ...made, size: 2 });
    expect(await checked({ size: 2 }, { name: "b" })).toEqual({ name: "b", size: 2 });
    expect(await checked({ size: 2, name: "c" }, made)).toEqual({ name: "c", size: 2 });
  });

  it("names as the engine's configuration says", async () => {
    const { Mode } = proto.CheckRequest.AutonamingOptions;
    const named = (mode: proto.CheckRequest.AutonamingOptions.Mode, name: string) =>
      provider.check("toy:index:Box", { size: 1 }, (request) =>
        request.setAutonaming(new proto.CheckRequest.AutonamingOptions().setMode(mode).setProposedName(name)),
      );
    const made = (name: string) => ({ inputs: { size: 1, name, __defaults: ["name"] }, failures: [] });
    const refused = (reason: string) => ({ inputs: { size: 1 }, failures: [reason] });
    expect(await named(Mode.PROPOSE, "A-Proposed-Name")).toEqual(made("a-proposed-name"));
    expect(await named(Mode.PROPOSE, "a-name-of-sevente")).toEqual(
      refused("name: calculated name 'a-name-of-sevente' exceeds maximum length of 16"),
    );
    expect(await named(Mode.ENFORCE, "A-Name-Of-Twenty-Two")).toEqual(made("A-Name-Of-Twenty-Two"));
    expect(await named(Mode.DISABLE, "a")).toEqual(refused("name: automatic naming is disabled: set 'name'"));
  });
});

describe("diff", () => {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;

  it("compares the old inputs, not the old outputs", async () => {
    const { changes } = await provider.diff("toy:index:Box", { name: "a", place: "x" }, { place: "x", name: "a" });
    expect(changes).toBe(DIFF_NONE);
  });

  it("says of each property what becomes of it", async () => {
    const { ADD, DELETE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
    const olds = { name: "a", place: "x", note: "n" };
    expect(await provider.diff("toy:index:Box", olds, { name: "a", place: unknown, size: 2 })).toEqual({
      changes: DIFF_SOME,
      replaces: ["place"],
      deleteBeforeReplace: true,
      detailed: { note: DELETE, place: UPDATE_REPLACE, size: ADD },
    });
  });
});
