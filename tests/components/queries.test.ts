// Does not prove: options of children (parent, replaceOnChanges, dependsOn), which mocks don't show, and that the clouds accept the inputs.
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText } from "./graph.ts";

await useMocks();

const query = { saved: true, archive: true };
const specs = { without: { version: 1 }, with: { version: 1, query } };

const components = {
  AwsAuditLog: { region: "eu-central-1" },
  GcpAuditLog: { project: "acme-audit", location: "europe-west3" },
  AzureAuditLog: { location: "westeurope" },
} as const;

const both = async (component: keyof typeof components, more: object = {}) => {
  const args = { ...components[component], ...more };
  const before = await deploy(component, { spec: specs.without, ...args });
  const after = await deploy(component, { spec: specs.with, ...args });
  return { after, ...difference(before.children, after.children) };
};

const isSaved = (name: string): boolean => /^audit-(archive-)?query-(?!results|database|table|workgroup)/.test(name);

/** What is added, with one of the saved questions for all of them. */
const shown = ({ children }: Awaited<ReturnType<typeof deploy>>, names: string[]) =>
  children.filter(({ name }) => names.includes(name) && (!isSaved(name) || name.endsWith("query-from-address")));

test.each(Object.keys(components) as (keyof typeof components)[])(
  "the queries of %s are exactly these resources, and nothing else is touched",
  async (component) => {
    const { after, added, removed, changed } = await both(component);
    expect({ removed, changed }).toEqual({ removed: [], changed: {} });
    await expect(graphText(shown(after, Object.keys(added)))).toMatchFileSnapshot(
      `__snapshots__/queries-${component}.json`,
    );
  },
);

test("each question is saved under its own id", async () => {
  const names = async (component: keyof typeof components) =>
    Object.keys((await both(component)).added).filter(isSaved);
  expect(await names("GcpAuditLog")).toHaveLength(14);
  expect(await names("AzureAuditLog")).toHaveLength(14);
  const onAws = await names("AwsAuditLog");
  expect(onAws.filter((name) => name.startsWith("audit-archive-query-"))).toHaveLength(15);
  expect(onAws).toHaveLength(30);
});

test("readers add two statements to the results' policy and one to the key's", async () => {
  const readers = { siem: "arn:aws:iam::111122223333:role/siem" };
  const { changed } = await both("AwsAuditLog", { readers });
  expect(Object.keys(changed)).toEqual(["audit-key"]);
});

test("without a key of one's own, S3's encrypts the results", async () => {
  const spec = { ...specs.with, encryption: { customerManagedKey: false } };
  const { children } = await deploy("AwsAuditLog", { spec, ...components.AwsAuditLog });
  const workgroup = children.find(({ type }) => type === "aws:athena/workgroup:Workgroup")!;
  expect(workgroup.inputs.configuration).toMatchObject({
    resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_S3" } },
  });
});

test("the state says where the archive is asked, and what", async () => {
  const { after } = await both("AwsAuditLog");
  const { archiveSearch, queries } = (await settled(after.state)) as { archiveSearch: string; queries: object };
  expect(archiveSearch).toMatch(/^arn:aws:athena:eu-central-1:111122223333:workgroup\/auditlog-query-[0-9a-f]{7}$/);
  expect(Object.keys(queries)).toHaveLength(30);
});
