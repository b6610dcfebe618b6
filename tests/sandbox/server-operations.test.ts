import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { describe, expect, it } from "vitest";
import { refusal, serveEach } from "./server-client.ts";
import { toy, toyShapes } from "./toy-cloud.ts";

const provider = serveEach(toy, { config: { account: "1" }, shapes: toyShapes });

describe("create, update and delete", () => {
  const inputs = { name: "a", size: 1, place: "north", __defaults: ["name"] };

  it("keep what the engine reads back, without the provider's notes among the outputs", async () => {
    const outputs = { name: "a", size: 1, place: "north", address: "north/a/1", siblings: 0 };
    expect(await provider.create("toy:index:Box", inputs)).toEqual({ id: "a", outputs });
    expect(await provider.read("toy:index:Box", "a")).toEqual({ id: "a", inputs, outputs });
    const updated = { ...outputs, size: 2, address: "north/a/2", siblings: 1 };
    expect(await provider.update("toy:index:Box", "a", { ...inputs, size: 2 })).toEqual(updated);
    expect((await provider.read("toy:index:Box", "a")).outputs).toEqual(updated);
    await provider.remove("toy:index:Box", "a");
    expect(await provider.read("toy:index:Box", "a")).toEqual({ id: "", inputs: undefined, outputs: undefined });
    await expect(provider.remove("toy:index:Box", "a")).resolves.toBeInstanceOf(empty.Empty);
  });

  it("keep the time of the creation on disk, and it stays through updates and is no output", async () => {
    const stored = () =>
      JSON.parse(readFileSync(join(provider.folder, "toy", readdirSync(join(provider.folder, "toy"))[0]!), "utf8"));
    const start = Date.now();
    await provider.create("toy:index:Box", inputs);
    const { createdAt } = stored();
    expect(createdAt).toBeGreaterThanOrEqual(start);
    expect(createdAt).toBeLessThanOrEqual(Date.now());
    await provider.update("toy:index:Box", "a", { ...inputs, size: 2 });
    expect(stored()).toMatchObject({ createdAt, inputs: { size: 2 } });
    expect((await provider.read("toy:index:Box", "a")).outputs).not.toHaveProperty("createdAt");
  });

  it("report every refusal at once, and change nothing", async () => {
    await expect(provider.create("toy:index:Box", { name: "a", size: 11, place: "moon" })).rejects.toMatchObject(
      refusal("creating toy:index:Box (mine): BoxTooLarge: 11 is above 10\nNoSuchPlace: no place moon"),
    );
    expect(readdirSync(provider.folder)).toEqual([]);
    await provider.create("toy:index:Box", { ...inputs, size: 9 });
    await expect(provider.update("toy:index:Box", "a", { ...inputs, size: 12 })).rejects.toMatchObject(
      refusal("updating toy:index:Box (mine): BoxTooLarge: 12 is above 10"),
    );
    await expect(provider.remove("toy:index:Box", "a")).rejects.toMatchObject(
      refusal("deleting toy:index:Box (mine): BoxNotEmpty: it holds 9"),
    );
    expect((await provider.read("toy:index:Box", "a")).outputs?.size).toBe(9);
  });

  it("refuse a taken id under the type's own name for it, also when many ask at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => provider.create("toy:index:Box", inputs)));
    const refused = asked.filter((one) => one.status === "rejected").map(({ reason }) => reason.details);
    expect(refused).toEqual(Array(19).fill("creating toy:index:Box (mine): BoxAlreadyExists: a already exists"));
  });

  it("refuse to update what is gone", async () => {
    await expect(provider.update("toy:index:Box", "a", inputs)).rejects.toMatchObject(
      refusal("updating toy:index:Box (mine): NotFound: a doesn't exist", status.NOT_FOUND),
    );
  });

  it("leave behind what the cloud leaves behind", async () => {
    for (const token of ["toy:index:Ring", "toy:index:Vault"]) {
      await provider.create(token, { name: "r" });
      await provider.remove(token, "r");
    }
    expect((await provider.read("toy:index:Ring", "r")).id).toBe("r");
    expect((await provider.read("toy:index:Vault", "r")).id).toBe("");
    await expect(provider.create("toy:index:Ring", { name: "r" })).rejects.toMatchObject(
      refusal("creating toy:index:Ring (mine): Taken: r already exists"),
    );
    expect((await provider.create("toy:index:Vault", { name: "r" })).outputs).toEqual({
      name: "r",
      deletedBefore: true,
    });
    expect((await provider.create("toy:index:Vault", { name: "s" })).outputs).toEqual({
      name: "s",
      deletedBefore: false,
    });
  });

  it("call a bug in a rule a bug, by the rule's id and without a stack trace", async () => {
    await expect(provider.create("toy:index:Box", { ...inputs, size: 7 })).rejects.toMatchObject(
      refusal("bug in the sandbox's rule box-of-seven: seven", status.INTERNAL),
    );
  });
});

describe("a deletion with consequences", () => {
  it("takes along what the cloud deletes with it, and leaves of each what its own deletion leaves", async () => {
    await provider.create("toy:index:Shelf", { name: "s" });
    for (const name of ["s-1", "t-1"]) {
      await provider.create("toy:index:Ring", { name });
      await provider.create("toy:index:Vault", { name });
    }
    await provider.remove("toy:index:Shelf", "s");
    const left = async (token: string, ids: string[]) =>
      Promise.all(ids.map(async (id) => (await provider.read(token, id)).id));
    expect(await left("toy:index:Shelf", ["s"])).toEqual([""]);
    expect(await left("toy:index:Ring", ["s-1", "t-1"])).toEqual(["", "t-1"]);
    expect(await left("toy:index:Vault", ["s-1", "t-1"])).toEqual(["", "t-1"]);
    expect((await provider.create("toy:index:Vault", { name: "s-1" })).outputs).toEqual({
      name: "s-1",
      deletedBefore: true,
    });
    await expect(provider.remove("toy:index:Ring", "s-1")).resolves.toBeInstanceOf(empty.Empty);
  });

  it("takes nothing along when it is refused", async () => {
    await provider.create("toy:index:Shelf", { name: "fixed" });
    await provider.create("toy:index:Ring", { name: "fixed-1" });
    await expect(provider.remove("toy:index:Shelf", "fixed")).rejects.toMatchObject(
      refusal("deleting toy:index:Shelf (mine): ShelfFixed: it is screwed on"),
    );
    expect((await provider.read("toy:index:Ring", "fixed-1")).id).toBe("fixed-1");
  });
});
