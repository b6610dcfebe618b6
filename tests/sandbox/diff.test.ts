import { describe, expect, it } from "vitest";
import { compareInputs } from "../../sandbox/diff.ts";
import type { Properties, ResourceType } from "../../sandbox/resource.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const box: ResourceType = {
  token: "toy:index:Box",
  autoname: { property: "name", form: "dash-7-hex", maxLength: 16 },
  replaceOn: ["name", "place"],
  rules: [],
  id: () => "",
  conflict: "",
  outputs: () => ({}),
};
const made = { name: "mine-1", __defaults: ["name"] };
const update = (property: string) => ({ property, kind: "UPDATE", replaces: false });

describe("compareInputs", () => {
  it.each<[string, Properties, Properties]>([
    ["keys in another order", { note: { x: 1, y: 2 }, name: "a" }, { name: "a", note: { y: 2, x: 1 } }],
    ["another note of who gave the name", made, { name: "mine-1" }],
    ["nothing at all", {}, {}],
  ])("sees no change in %s", (_, olds, news) => {
    expect(compareInputs(box, olds, news)).toEqual({ changes: [], deleteBeforeReplace: false });
  });

  it("tells additions, removals and updates apart, in the order of their names", () => {
    const { changes } = compareInputs(
      box,
      { size: 1, note: "x", list: [1, 2] },
      { size: 2, added: true, list: [2, 1] },
    );
    expect(changes).toEqual([
      { property: "added", kind: "ADD", replaces: false },
      update("list"),
      { property: "note", kind: "DELETE", replaces: false },
      update("size"),
    ]);
  });

  it("takes a value that isn't known yet for a change, however deep it is", () => {
    const news = { rules: [{ when: unknown }], note: unknown, same: 1 };
    expect(compareInputs(box, news, news).changes).toEqual([update("note"), update("rules")]);
  });

  it.each<[string, Properties, Properties, string, boolean]>([
    ["a new one first under a made name", { ...made, place: "x" }, { ...made, place: "y" }, "UPDATE", false],
    [
      "the old one first under the same given name",
      { name: "a", place: "x" },
      { name: "a", place: "y" },
      "UPDATE",
      true,
    ],
    ["the old one first where a place appears", { name: "a" }, { name: "a", place: "y" }, "ADD", true],
    ["the old one first where a place goes", { name: "a", place: "x" }, { name: "a" }, "DELETE", true],
    [
      "the old one first where a place may change",
      { name: "a", place: "x" },
      { name: "a", place: unknown },
      "UPDATE",
      true,
    ],
    ["a new one first without a name", { place: "x" }, { place: "y" }, "UPDATE", false],
  ])("replaces with %s", (_, olds, news, kind, deleteBeforeReplace) => {
    expect(compareInputs(box, olds, news)).toEqual({
      changes: [{ property: "place", kind, replaces: true }],
      deleteBeforeReplace,
    });
  });

  it("replaces for a part of an input, and changes it in place for the others", () => {
    const type = { ...box, replaceOn: ["shape.sides"] };
    const replaces = (olds: Properties, news: Properties) =>
      compareInputs(type, olds, news).changes.map((change) => change.replaces);
    const old = { shape: { sides: [1, 2], color: "red" } };
    expect(replaces(old, { shape: { sides: [1, 2], color: "blue" } })).toEqual([false]);
    expect(replaces(old, { shape: { sides: [1, 2], color: unknown } })).toEqual([false]);
    expect(replaces(old, { shape: { sides: [2, 1], color: "red" } })).toEqual([true]);
    expect(replaces(old, { shape: { sides: [unknown], color: "red" } })).toEqual([true]);
    expect(replaces(old, { shape: unknown })).toEqual([true]);
    expect(replaces(old, {})).toEqual([true]);
    expect(replaces({}, { shape: { color: "red" } })).toEqual([false]);
    expect(replaces({ shape: "round" }, { shape: "square" })).toEqual([false]);
  });

  it("makes the new one first when the given name changes", () => {
    expect(compareInputs(box, { name: "a" }, { name: "b" })).toEqual({
      changes: [{ property: "name", kind: "UPDATE", replaces: true }],
      deleteBeforeReplace: false,
    });
  });

  it("keeps the order of a type without automatic names to the engine", () => {
    const { autoname: _, ...unnamed } = box;
    expect(compareInputs(unnamed, { name: "a", place: "x" }, { name: "a", place: "y" }).deleteBeforeReplace).toBe(
      false,
    );
  });
});
