import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deferred } from "../../core/contract/deferred.ts";
import type { Path } from "../../core/contract/issues.ts";
import { settle } from "../../provider/arguments.ts";

const later = <T>(value: T): pulumi.Output<pulumi.Unwrap<T>> =>
  pulumi.output(new Promise<T>((resolve) => setTimeout(resolve, 1, value)));
const unknown = () => pulumi.output(pulumi.unknown);

const settled: Record<string, { given: pulumi.Inputs; plain: unknown }> = {
  "plain values stay as they are": {
    given: { text: "a", number: 0, no: false, nothing: null, list: [1, ["b"]], mapping: { key: { deeper: 2 } } },
    plain: { text: "a", number: 0, no: false, nothing: null, list: [1, ["b"]], mapping: { key: { deeper: 2 } } },
  },
  "an output becomes its value": { given: { region: later("eu-central-1") }, plain: { region: "eu-central-1" } },
  "outputs in mappings and lists become their values": {
    given: { readers: { soc: later("a"), list: [later(1), { deep: later(true) }] } },
    plain: { readers: { soc: "a", list: [1, { deep: true }] } },
  },
  "an output of a mapping with outputs in it becomes a mapping of values": {
    given: { aws: later({ region: later("eu-central-1"), readers: { soc: pulumi.secret("a") } }) },
    plain: { aws: { region: "eu-central-1", readers: { soc: "a" } } },
  },
  "a secret becomes its value": { given: { tags: { team: pulumi.secret("hush") } }, plain: { tags: { team: "hush" } } },
  "a secret mapping becomes a mapping": {
    given: { aws: pulumi.secret({ region: "eu-central-1" }) },
    plain: { aws: { region: "eu-central-1" } },
  },
  "what is unknown is deferred, as an output and as the engine's mark": {
    given: { a: unknown(), b: pulumi.unknown, c: [unknown(), 1], d: { e: unknown() } },
    plain: { a: deferred, b: deferred, c: [deferred, 1], d: { e: deferred } },
  },
  "what is unknown in a known output is deferred by itself": {
    given: { readers: pulumi.output({ soc: pulumi.unknown, audit: "b" }) },
    plain: { readers: { soc: deferred, audit: "b" } },
  },
  "an unknown secret is deferred": { given: { key: pulumi.secret(unknown()) }, plain: { key: deferred } },
};

test.each(Object.entries(settled))("%s", async (_, { given, plain }) => {
  expect((await settle(given)).plain).toStrictEqual(plain);
});

const secretive: pulumi.Inputs = {
  whole: pulumi.secret({ region: "eu-central-1", readers: { soc: "a" } }),
  tags: { team: pulumi.secret("hush"), env: "prod" },
  list: ["a", pulumi.secret("b")],
  nested: later({ inner: pulumi.secret("c") }),
  unknown: pulumi.secret(unknown()),
  open: later("d"),
};

test("the paths of what is secret are known", async () => {
  const { secrets } = await settle(secretive);
  // Pulumi hoists a secret in an output to the output itself.
  const expected = [["whole"], ["tags", "team"], ["list", 1], ["nested"], ["unknown"]];
  expect(secrets.toSorted()).toEqual(expected.toSorted());
});

test("no path is secret where nothing is", async () => {
  expect((await settle({ tags: { team: "a" }, days: later(1) })).secrets).toEqual([]);
});

/** What Pulumi's own types keep to themselves. */
interface Known {
  promise(withUnknowns: boolean): Promise<unknown>;
  isSecret: Promise<boolean>;
  isKnown: Promise<boolean>;
}

const asKnown = async (input: pulumi.Input<unknown>) => {
  const output = pulumi.output(input) as unknown as Known;
  const known = await output.isKnown;
  return { value: known ? await output.promise(true) : "unknown", secret: await output.isSecret, known };
};

const inputs: [string, Path, { value: unknown; secret: boolean; known: boolean }][] = [
  ["a plain value", ["tags", "env"], { value: "prod", secret: false, known: true }],
  ["a secret", ["tags", "team"], { value: "hush", secret: true, known: true }],
  ["a part of a secret mapping", ["whole", "readers", "soc"], { value: "a", secret: true, known: true }],
  ["a secret in an output", ["nested", "inner"], { value: "c", secret: true, known: true }],
  ["a member of a list", ["list", 0], { value: "a", secret: false, known: true }],
  ["an output", ["open"], { value: "d", secret: false, known: true }],
  ["an unknown secret", ["unknown"], { value: "unknown", secret: true, known: false }],
  ["what is not there", ["missing", "deeper"], { value: undefined, secret: false, known: true }],
];

test.each(inputs)("the input at a path is %s, as secret and as known as it was given", async (_, path, expected) => {
  expect(await asKnown((await settle(secretive)).inputAt(path))).toEqual(expected);
});

test("the input at a path keeps the resources that it depends on", async () => {
  const resource = new pulumi.DependencyResource("urn:pulumi:stack::project::aws:iam/role:Role::soc");
  const Output = pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<{ arn: string }>;
  const role = new Output(
    [resource],
    Promise.resolve({ arn: "arn:aws:iam::111122223333:role/soc" }),
    Promise.resolve(true),
    Promise.resolve(false),
    Promise.resolve([]),
  );
  const { inputAt } = await settle({ readers: { soc: role } });
  const kept = inputAt(["readers", "soc", "arn"]) as unknown as { resources(): Set<pulumi.Resource> };
  expect([...kept.resources()]).toEqual([resource]);
});
