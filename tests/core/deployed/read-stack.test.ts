import { describe, expect, it } from "vitest";
import { readStack } from "../../../core/deployed/read-stack.ts";
import { NotKnown } from "../../../core/deployed/resource.ts";

const urn = "urn:pulumi:dev::shop::aws:cloudtrail/trail:Trail::trail";
const type = "aws:cloudtrail/trail:Trail";
const marked = (more: object): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...more,
});

describe("a state", () => {
  it("has what a resource was made of, what its cloud answered over it, and what it was made of others'", () => {
    const resource = {
      urn,
      type,
      id: "arn",
      parent: "urn:stack",
      inputs: { name: "a", kept: 1 },
      outputs: { name: "b" },
      propertyDependencies: { name: ["urn:x"] },
    };
    expect(readStack({ deployment: { resources: [resource] } })).toEqual({
      resources: [
        {
          urn,
          type,
          name: "trail",
          id: "arn",
          parent: "urn:stack",
          properties: { name: "b", kept: 1 },
          madeOf: { name: ["urn:x"] },
        },
      ],
    });
  });

  it("has nothing of what is being replaced, was only read, or is no resource", () => {
    const resources = [{ urn, type, delete: true }, { urn, type, external: true }, { type }, null, "a"];
    expect(readStack({ deployment: { resources } })).toEqual({ resources: [] });
  });

  it.each<[string, unknown, unknown]>([
    [
      "a secret that is encrypted",
      marked({ ciphertext: "v1:x" }),
      new NotKnown("it is a secret, which the file has encrypted"),
    ],
    ["a secret that is not", marked({ plaintext: '"a"' }), "a"],
    [
      "an archive",
      { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" },
      new NotKnown("it is a file, an archive or a reference"),
    ],
    ["nothing", null, null],
  ])("reads %s", (_, value, expected) => {
    const { resources } = readStack({ deployment: { resources: [{ urn, type, outputs: { deep: [{ value }] } }] } });
    expect(resources?.[0]?.properties).toEqual({ deep: [{ value: expected }] });
  });

  it("of a stack in which nothing is deployed is none", () => {
    expect(readStack({ version: 3, deployment: {} }).problem).toBe(
      "it is the state of a stack in which nothing is deployed; give one of a stack that is",
    );
  });
});

const step = (op: string, more: object = {}) => ({ op, urn, newState: { urn, type, inputs: { op }, ...more } });

describe("a preview", () => {
  it.each(["create", "update", "same", "create-replacement", "import", "refresh"])("has what it would %s", (op) => {
    const { resources } = readStack({ steps: [step(op)], changeSummary: { [op]: 1 } });
    expect(resources?.map(({ properties }) => properties)).toEqual([{ op }]);
  });

  it.each(["delete", "delete-replaced", "read", "discard", "replace"])("has nothing of what it would %s", (op) => {
    expect(readStack({ steps: [step(op)], changeSummary: { [op]: 1 } })).toEqual({ resources: [] });
  });

  it("says what only the deployment knows, and what it hides", () => {
    const inputs = { arn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", token: "[secret]" };
    const { resources } = readStack({ steps: [step("create", { inputs })], changeSummary: { create: 1 } });
    expect(resources?.[0]?.properties).toEqual({
      arn: new NotKnown("only the deployment knows it"),
      token: new NotKnown("it is a secret, which a preview does not show"),
    });
  });

  it("that leaves out what stays as it is, is none: what is not in it would be taken for not there", () => {
    expect(readStack({ steps: [step("same")], changeSummary: { same: 41 } }).problem).toBe(
      "the preview leaves out 40 resources that stay as they are; make it by pulumi preview --json --show-sames",
    );
  });
});

it.each([[undefined], [null], [[]], ["text"], [{}], [{ Records: [] }]])("%j is neither", (value) => {
  expect(readStack(value).problem).toBe(
    "it is neither a state nor a preview; give what pulumi stack export or pulumi preview --json --show-sames prints",
  );
});
