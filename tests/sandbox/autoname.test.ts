import { expect, test } from "vitest";
import { type MadeName, makeName, type NameRequest } from "../../sandbox/autoname.ts";
import { type CloudKey, clouds } from "../../sandbox/clouds.ts";
import type { Autoname } from "../../sandbox/resource.ts";

const request: NameRequest = {
  token: "aws:s3/bucket:Bucket",
  urnName: "Audit",
  seed: Buffer.from("seed"),
  mode: "propose",
  proposed: "",
};
const dash = (maxLength: number): Autoname => ({ property: "name", form: "dash-7-hex", maxLength });

const cases: [string, Autoname, Partial<NameRequest>, MadeName][] = [
  ["a bridged provider adds a dash and 7 digits", dash(13), {}, { name: "Audit-19b2585" }],
  [
    "a bridged provider refuses a name that grows too long, and says so with the dash",
    dash(12),
    {},
    {
      reason:
        "could not make instance of 'aws:s3/bucket:Bucket': name 'Audit-' plus 7 random chars is longer than maximum length 12",
    },
  ],
  [
    "a transformation is of the program's name",
    { ...dash(13), transform: "lower-case" },
    {},
    { name: "audit-19b2585" },
  ],
  ["azure-native adds 8 digits, however long", { property: "name", form: "8-hex" }, {}, { name: "Audit19b25856" }],
  [
    "a UUID owes nothing to the program's name",
    { property: "name", form: "uuid" },
    { urnName: "Other" },
    { name: "19b25856-e1c1-40ca-a34c-ffc8b59b23ad" },
  ],
  [
    "azure-native takes a proposal of any length",
    { property: "name", form: "8-hex" },
    { proposed: "P" },
    { name: "P" },
  ],
];

test.each(cases)("%s", (_, autoname, own, made) => {
  expect(makeName(autoname, { ...request, ...own })).toEqual(made);
});

/** What the three providers make of the name `Audit`, by the types whose names are found in their addresses. */
const storeNames: Record<CloudKey, [token: string, name: RegExp]> = {
  aws: ["aws:s3/bucket:Bucket", /^audit-[0-9a-f]{7}$/],
  // https://github.com/pulumi/pulumi-gcp/issues/2164
  gcp: ["gcp:storage/bucket:Bucket", /^Audit-[0-9a-f]{7}$/],
  // https://github.com/pulumi/pulumi-azure-native/issues/3665
  azure: ["azure-native:storage:StorageAccount", /^Audit[0-9a-f]{8}$/],
};

test.each(Object.entries(storeNames))("%s: a store's made name has the provider's case", (key, [token, name]) => {
  const { autoname } = clouds[key as CloudKey].types.find((type) => type.token === token)!;
  expect(makeName(autoname!, { ...request, token })).toEqual({ name: expect.stringMatching(name) });
});
