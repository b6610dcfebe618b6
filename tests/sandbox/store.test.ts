import { spawn } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stored } from "../../sandbox/resource.ts";
import { openStore } from "../../sandbox/store.ts";
import { StoreError } from "../../sandbox/stored-file.ts";

const token = "toy:index/box:Box";
const box = (id: string, outputs: Stored["outputs"] = {}): Stored => ({ token, id, inputs: { size: 1 }, outputs });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "auditlog-store-"));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe("the store", () => {
  it("gives back what was added, also to another process's store", () => {
    const added = box("a", { arn: "arn:a", nested: [{ x: null }] });
    expect(openStore(dir, "toy").add(added)).toBe(true);
    expect(openStore(dir, "toy").get(token, "a")).toEqual(added);
  });

  it("has nothing before its folder exists, and makes no folder by looking", () => {
    const store = openStore(join(dir, "later"), "toy");
    expect(store.get(token, "a")).toBeUndefined();
    expect(store.list(token)).toEqual([]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it("keeps clouds and types apart", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    expect(openStore(dir, "other").get(token, "a")).toBeUndefined();
    expect(store.get("toy:index/box:Boxes", "a")).toBeUndefined();
    // This token's file names begin as the other's do, since both lose their punctuation.
    expect(store.list("toy:index-box:Box")).toEqual([]);
  });

  it("lists in the order of the ids", () => {
    const store = openStore(dir, "toy");
    for (const id of ["c", "a", "B", "a/1"]) store.add(box(id));
    expect(store.list(token).map(({ id }) => id)).toEqual(["B", "a", "a/1", "c"]);
  });

  it("finds resources by an output, compared as a whole", () => {
    const store = openStore(dir, "toy");
    store.add(box("a", { arn: "x", parts: [1, 2] }));
    store.add(box("b", { arn: "y", parts: [2, 1] }));
    expect(store.where(token, "arn", "y").map(({ id }) => id)).toEqual(["b"]);
    expect(store.where(token, "parts", [1, 2]).map(({ id }) => id)).toEqual(["a"]);
    expect(store.where(token, "constructor", "x")).toEqual([]);
  });

  it("replaces and removes", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    store.put(box("a", { size: 2 }));
    expect(store.get(token, "a")?.outputs).toEqual({ size: 2 });
    store.remove(token, "a");
    store.remove(token, "a");
    expect(store.get(token, "a")).toBeUndefined();
    expect(readdirSync(join(dir, "toy"))).toEqual([]);
  });

  it("shows a tombstone to nobody who doesn't ask, and puts a new resource in its place", () => {
    const store = openStore(dir, "toy");
    store.add(box("a", { arn: "x" }));
    store.tombstone(box("a", { arn: "x" }));
    expect(store.get(token, "a")).toBeUndefined();
    expect(store.list(token)).toEqual([]);
    expect(store.where(token, "arn", "x")).toEqual([]);
    expect(store.list(token, { tombstones: true })).toEqual([{ ...box("a", { arn: "x" }), tombstone: true }]);
    expect(store.add(box("a", { arn: "y" }))).toBe(true);
    expect(store.list(token, { tombstones: true })).toEqual([box("a", { arn: "y" })]);
  });

  it.each(["../../../etc/passwd", "", "a\0b", "é✓", ".", "x".repeat(2000), "/subscriptions/1/resourceGroups/a:b*?"])(
    "stores under the id %j without leaving its folder",
    (id) => {
      const store = openStore(dir, "toy");
      store.add(box(id));
      expect(store.get(token, id)).toEqual(box(id));
      expect(readdirSync(dir)).toEqual(["toy"]);
      expect(readdirSync(join(dir, "toy"))).toHaveLength(1);
    },
  );

  it("keeps ids apart that differ in case or punctuation alone", () => {
    const store = openStore(dir, "toy");
    expect(["a-b", "a_b", "A-b", "a--b"].map((id) => store.add(box(id)))).toEqual([true, true, true, true]);
    expect(store.list(token)).toHaveLength(4);
  });
});

describe("what was read", () => {
  const fileOf = (id: string) =>
    join(dir, "toy", readdirSync(join(dir, "toy")).find((name) => name.includes(`.${id}.`))!);
  /** Writes into the file itself, as an editor does: neither its place nor its inode changes. */
  const rewrite = (id: string, size: number, secondsAgo: number) => {
    writeFileSync(fileOf(id), JSON.stringify(box(id, { size })));
    const time = Math.floor(now / 1_000) - secondsAgo;
    utimesSync(fileOf(id), time, time);
  };
  const now = Date.now();

  it("is remembered, and given again without another look into the file", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    rewrite("a", 1, 60);
    expect(store.get(token, "a")).toBe(store.get(token, "a"));
    expect(store.list(token)[0]).toBe(store.get(token, "a"));
  });

  it("is read again when somebody changed it, whether its time or its size tells", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    const changes: [size: number, secondsAgo: number][] = [
      [100, 60],
      [200, 50],
      [7, 50],
    ];
    const sizes = changes.map((change) => {
      rewrite("a", ...change);
      return store.get(token, "a")?.outputs.size;
    });
    expect(sizes).toEqual([100, 200, 7]);
  });

  it("is read again when another process replaced it by a file of the same size and time", () => {
    const [store, other] = [openStore(dir, "toy"), openStore(dir, "toy")];
    store.add(box("a", { size: 1 }));
    rewrite("a", 1, 60);
    expect(store.get(token, "a")?.outputs.size).toBe(1);
    // Held open, as it were: the file system can't give its inode to the next file.
    linkSync(fileOf("a"), join(dir, "held"));
    other.put(box("a", { size: 2 }));
    rewrite("a", 2, 60);
    expect(store.get(token, "a")?.outputs.size).toBe(2);
    other.remove(token, "a");
    expect(store.get(token, "a")).toBeUndefined();
  });

  it("isn't remembered while the file is so young that another change could have the same time", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    const sizes = [1, 2, 3].map((size) => {
      rewrite("a", size, 0);
      return store.list(token)[0]?.outputs.size;
    });
    expect(sizes).toEqual([1, 2, 3]);
  });

  it("can't be changed by who reads it", () => {
    const store = openStore(dir, "toy");
    store.add(box("a", { parts: [{ x: 1 }] }));
    const found = store.get(token, "a")!;
    expect(() => Object.assign((found.outputs.parts as [object])[0], { x: 2 })).toThrow(TypeError);
    expect(() => Object.assign(found, { id: "b" })).toThrow(TypeError);
  });
});

describe("a look", () => {
  it("shows what existed when each part was first asked for, and the next look what exists then", () => {
    const store = openStore(dir, "toy");
    store.add(box("a", { arn: "x" }));
    const look = store.look();
    expect(look.list(token)).toEqual([box("a", { arn: "x" })]);
    expect([look.get(token, "a")?.id, look.get(token, "b")]).toEqual(["a", undefined]);
    store.add(box("b", { arn: "x" }));
    store.tombstone(box("a", { arn: "x" }));
    expect(look.where(token, "arn", "x").map(({ id }) => id)).toEqual(["a"]);
    expect([look.get(token, "a")?.id, look.get(token, "b")]).toEqual(["a", undefined]);
    const next = store.look();
    expect(next.list(token).map(({ id }) => id)).toEqual(["b"]);
    expect(next.list(token, { tombstones: true }).map(({ id }) => id)).toEqual(["a", "b"]);
    expect([next.get(token, "a"), next.get(token, "b")?.id]).toEqual([undefined, "b"]);
  });
});

describe("two processes", () => {
  it("add the same id once", async () => {
    const url = new URL("../../sandbox/store.ts", import.meta.url).href;
    const script = `
      const { openStore } = await import(${JSON.stringify(url)});
      const store = openStore(${JSON.stringify(dir)}, "toy");
      const won = Array.from({ length: 200 }, (_, i) =>
        store.add({ token: ${JSON.stringify(token)}, id: "box-" + i, inputs: {}, outputs: { by: process.pid } }));
      console.log(won.filter(Boolean).length);`;
    const run = () =>
      new Promise<number>((resolve) => {
        const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
        let printed = "";
        child.stdout.on("data", (chunk) => {
          printed += chunk;
        });
        child.on("close", () => resolve(Number(printed)));
      });
    const wins = await Promise.all([run(), run(), run()]);
    expect(wins.reduce((sum, one) => sum + one)).toBe(200);
    expect(openStore(dir, "toy").list(token)).toHaveLength(200);
    expect(readdirSync(join(dir, "toy"))).toHaveLength(200);
  }, 60_000);
});

describe("a damaged folder", () => {
  const fileOf = () => join(dir, "toy", readdirSync(join(dir, "toy"))[0]!);

  it.each([
    ["half-written", '{"token":"toy:index/box:Box","id":"a","inpu'],
    ["empty", ""],
    ["somebody else's", '{"hello":"world"}'],
    ["not an object", "[1]"],
    ["of another resource", JSON.stringify(box("other"))],
  ])("hides a file that is %s", (_, content) => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    store.add(box("b"));
    const path = readdirSync(join(dir, "toy")).find((name) => name.includes(".a."))!;
    writeFileSync(join(dir, "toy", path), content);
    expect(store.get(token, "a")).toBeUndefined();
    expect(store.list(token).map(({ id }) => id)).toEqual(content.includes("other") ? ["b", "other"] : ["b"]);
  });

  it("names the file that is in a new resource's way", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    writeFileSync(fileOf(), "{");
    expect(() => store.add(box("a"))).toThrow(
      new StoreError(`${fileOf()} is in the way and isn't a resource of the sandbox: delete it.`),
    );
  });

  it("isn't troubled by folders and files of other kinds", () => {
    const store = openStore(dir, "toy");
    store.add(box("a"));
    mkdirSync(join(dir, "toy", "toy-index-box-Box.folder.json"));
    writeFileSync(join(dir, "toy", ".b7e2.tmp"), "{");
    expect(store.list(token).map(({ id }) => id)).toEqual(["a"]);
  });

  it("is reported with what to do when it is a file", () => {
    writeFileSync(join(dir, "toy"), "");
    const folder = join(dir, "toy");
    expect(() => openStore(dir, "toy").add(box("a"))).toThrow(
      new StoreError(`The sandbox can't write to ${folder} (EEXIST): set AUDITLOG_SANDBOX to another folder.`),
    );
    expect(() => openStore(dir, "toy").list(token)).toThrow(
      new StoreError(`The sandbox can't read ${folder}: set AUDITLOG_SANDBOX to another folder.`),
    );
  });
});
