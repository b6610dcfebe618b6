import { expect, it } from "vitest";
import { clouds } from "../../sandbox/clouds.ts";
import { refusal, serveEach } from "./server-client.ts";
import { toy, toyShapes } from "./toy-cloud.ts";

const provider = serveEach(toy, { config: { account: "1" }, shapes: toyShapes, failEvery: 3 });

it("refuses every third creation, valid or not, with what the cloud says when it is busy, and makes nothing of it", async () => {
  const create = (name: string, size = 1) => provider.create("toy:index:Box", { name, size, place: "north" });
  const busy = refusal("creating toy:index:Box (mine): ToyBusy: ask again");
  expect((await create("a")).id).toBe("a");
  await expect(create("b", 11)).rejects.toMatchObject(
    refusal("creating toy:index:Box (mine): BoxTooLarge: 11 is above 10"),
  );
  await expect(create("c")).rejects.toMatchObject(busy);
  expect((await provider.read("toy:index:Box", "c")).id).toBe("");
  expect((await create("c")).id).toBe("c");
  expect((await create("d")).id).toBe("d");
  await expect(create("e", 11)).rejects.toMatchObject(busy);
});

it("is busy at nothing but creations", async () => {
  await provider.create("toy:index:Box", { name: "a", size: 1, place: "north" });
  for (const size of [2, 3, 4]) {
    const inputs = { name: "a", size, place: "north" };
    expect(await provider.update("toy:index:Box", "a", inputs)).toMatchObject({ size });
  }
});

it("has the words of each cloud", () => {
  const words = Object.entries(clouds).map(([cloud, { busy }]) => [cloud, `${busy.name}: ${busy.message}`]);
  expect(Object.fromEntries(words)).toEqual({
    aws: "ThrottlingException: Rate exceeded",
    gcp: "Error 503 UNAVAILABLE: googleapi: Error 503: The service is currently unavailable.",
    azure: "TooManyRequests: The request was throttled.",
  });
});
