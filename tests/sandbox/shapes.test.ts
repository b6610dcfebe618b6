import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateShapes, renderShapes } from "../../sandbox/generate-shapes.ts";
import type { Json } from "../../sandbox/resource.ts";
import { checkProperties, type PropertyShapes, type Shape, shapes } from "../../sandbox/shapes.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const box: PropertyShapes = {
  size: { kind: "number", required: true },
  label: { kind: "string" },
  sealed: { kind: "boolean" },
  mode: { kind: "string", enum: ["open", "shut"] },
  tags: { kind: "map", items: { kind: "string" } },
  layers: {
    kind: "list",
    items: { kind: "object", properties: { name: { kind: "string", required: true }, depth: { kind: "number" } } },
  },
  policy: { kind: "any", oneOf: [{ kind: "string" }, { kind: "object", properties: { Id: { kind: "string" } } }] },
  extra: { kind: "any" },
};

describe("the generated shapes", () => {
  it("are those of the installed SDKs", () => {
    expect(readFileSync(new URL("../../sandbox/shapes.json", import.meta.url), "utf8")).toBe(
      renderShapes(generateShapes()),
    );
  }, 60_000);

  it("say of each property what it is and whether it is required", () => {
    expect(shapes["aws:kms/alias:Alias"]).toEqual({
      name: { kind: "string" },
      namePrefix: { kind: "string" },
      region: { kind: "string" },
      targetKeyId: { kind: "string", required: true },
    });
  });

  it("close a string to its values only where the SDK does", () => {
    const account = shapes["azure-native:storage:StorageAccount"];
    expect(account?.accessTier).toEqual({ kind: "string", enum: ["Cold", "Cool", "Hot", "Premium"] });
    expect(account?.kind).toEqual({ kind: "string", required: true });
  });

  it("reach into nested lists and objects", () => {
    expect(shapes["aws:s3/bucketOwnershipControls:BucketOwnershipControls"]?.rule).toEqual({
      kind: "object",
      properties: { objectOwnership: { kind: "string", required: true } },
      required: true,
    });
    expect(shapes["gcp:projects/iAMAuditConfig:IAMAuditConfig"]?.auditLogConfigs).toEqual({
      kind: "list",
      items: {
        kind: "object",
        properties: {
          exemptedMembers: { kind: "list", items: { kind: "string" } },
          logType: { kind: "string", required: true },
        },
      },
      required: true,
    });
  });

  it("take a resource that stands for its id as a string", () => {
    expect(shapes["aws:iam/rolePolicy:RolePolicy"]?.role).toEqual({ kind: "string", required: true });
  });
});

describe("checkProperties", () => {
  const failures: [string, { [name: string]: Json }, { property: string; reason: string }[]][] = [
    ["nothing wrong with a fitting input", { size: 1, label: "a", sealed: true, mode: "open", extra: [1] }, []],
    ["a missing required property", { label: "a" }, [{ property: "size", reason: "missing required property 'size'" }]],
    [
      "a required property that is null",
      { size: null },
      [{ property: "size", reason: "missing required property 'size'" }],
    ],
    ["nothing wrong with an optional null", { size: 1, label: null }, []],
    [
      "an unknown property and the one that was meant",
      { size: 1, Label: "a" },
      [{ property: "Label", reason: "unknown property 'Label'; did you mean 'label'?" }],
    ],
    ["a wrong type", { size: "1" }, [{ property: "size", reason: "expected a number, got a string" }]],
    [
      "a list where a map belongs",
      { size: 1, tags: [] },
      [{ property: "tags", reason: "expected an object, got a list" }],
    ],
    [
      "a value outside of the closed set",
      { size: 1, mode: "ajar" },
      [{ property: "mode", reason: 'expected one of "open", "shut"' }],
    ],
    [
      "the path of a nested property",
      { size: 1, layers: [{ name: "a" }, { depth: "x", colour: 1 }] },
      [
        { property: "layers[1].name", reason: "missing required property 'name'" },
        { property: "layers[1].depth", reason: "expected a number, got a string" },
        { property: "layers[1].colour", reason: "unknown property 'colour'" },
      ],
    ],
    [
      "the path of a map's key that isn't a word",
      { size: 1, tags: { 'cost "centre"': 7 } },
      [{ property: 'tags["cost \\"centre\\""]', reason: "expected a string, got a number" }],
    ],
    [
      "what is wrong with the alternative of the value's own kind",
      { size: 1, policy: { id: "x" } },
      [{ property: "policy.id", reason: "unknown property 'id'; did you mean 'Id'?" }],
    ],
    [
      "a value of none of the alternatives",
      { size: 1, policy: 3 },
      [{ property: "policy", reason: "expected a string or an object, got a number" }],
    ],
    [
      "nothing wrong with unknown values",
      { size: unknown, tags: unknown, layers: [unknown], policy: unknown, mode: unknown },
      [],
    ],
    ["nothing wrong with the provider's own notes", { size: 1, __defaults: ["label"] }, []],
  ];

  it.each(failures)("finds %s", (_, inputs, expected) => {
    expect(checkProperties(box, inputs)).toEqual(expected);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "doesn't mistake %s for a known property",
    (name) => {
      const inputs = Object.fromEntries([
        ["size", 1],
        [name, { polluted: true }],
      ]) as { [name: string]: Json };
      expect(checkProperties(box, inputs)).toEqual([{ property: name, reason: `unknown property '${name}'` }]);
    },
  );

  it("takes no inherited property for a required one", () => {
    const shape = Object.fromEntries<Shape>([["toString", { kind: "string", required: true }]]);
    expect(checkProperties(shape, {})).toEqual([
      { property: "toString", reason: "missing required property 'toString'" },
    ]);
  });

  it("answers to any JSON with failures, not with an exception, and quotes no value", () => {
    const secret = "hunter2-3f1c";
    const leaf = fc.oneof(fc.constant(secret), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...Object.keys(box), "name", "depth", "__proto__"), tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(box), "constructor"), tree), (inputs) => {
        expect(JSON.stringify(checkProperties(box, inputs))).not.toContain(secret);
      }),
    );
  });
});
