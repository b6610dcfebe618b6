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
