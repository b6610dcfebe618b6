import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import { type Ground, inlineStack, openGround, ownResources, resourcesOf, settingsOf, standing } from "./stacks.ts";

/** Does not prove that two people may deploy one stack at a time: Pulumi's own lock of a stack sees to that. */

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.clear());

it("two stacks come up at the same time in the same accounts, each with its own, and go at the same time", async () => {
  const open = (name: string, days: number) =>
    inlineStack(ground, name, async () => {
      const spec = { version: 1, evidence: "disposable", retention: { days, searchableDays: 30 } };
      new AuditLog(`audit-${name}`, { ...everywhere, spec });
    });
  const stacks = [await open("north", 1001), await open("south", 1002)] as const;
  const results = await Promise.all(stacks.map((stack) => stack.up()));
  expect(results.map(({ summary }) => summary.result)).toEqual(["succeeded", "succeeded"]);
  const made = await Promise.all(
    stacks.map(async (stack) => ownResources(await resourcesOf(stack)).filter(({ custom }) => custom)),
  );
  const ids = made.flat().map(({ type, id }) => `${type} ${id}`);
  expect(standing(ground)).toEqual([...new Set(ids)].sort());
  // What a project has only one of: which services are enabled, and whether reads of its administration are logged.
  const shared = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => id.split(" ")[0]);
  expect([...new Set(shared)].sort()).toEqual([
    "gcp:projects/iAMAuditConfig:IAMAuditConfig",
    "gcp:projects/service:Service",
  ]);
  const days = made.map((resources) => [...new Set(JSON.stringify(resources).match(/\b100[12]\b/g))]);
  expect(days).toEqual([["1001"], ["1002"]]);
  await Promise.all(stacks.map((stack) => stack.destroy()));
  expect(standing(ground)).toEqual(settingsOf("acme-test"));
});

describe("two audit logs in one Google Cloud project", () => {
  const place = { project: "acme-test", location: "europe-west3" };
  const open = (name: string, evidence: string, access: string, more: object = {}) =>
    inlineStack(ground, name, async () => {
      const capture = { data: [{ service: "storage", access }] };
      new GcpAuditLog(`audit-${name}`, { ...place, spec: { version: 1, evidence, capture }, ...more });
    });

  /** Which log types the project writes, by service. */
  const logged = () => {
    const folder = join(ground.folder, "clouds", "gcp");
    const configs = readdirSync(folder)
      .filter((file) => file.endsWith(".json") && !file.endsWith(".deleted.json"))
      .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")))
      .filter(({ token }) => token === "gcp:projects/iAMAuditConfig:IAMAuditConfig")
      .map(({ inputs: { service, auditLogConfigs } }) => [
        service,
        auditLogConfigs.map(({ logType }: { logType: string }) => logType),
      ]);
    return Object.fromEntries(configs);
  };
  const all = { allServices: ["ADMIN_READ"], "storage.googleapis.com": ["DATA_READ", "DATA_WRITE"] };

  it.each(["kept", "disposable"])(
    "the destroy of one, whose evidence is %s, turns nothing off for the other",
    async (evidence) => {
      const lasting = await open("lasting", "kept", "all");
      const passing = await open("passing", evidence, "all");
      await lasting.up();
      await passing.up();
      await passing.destroy();
      expect(logged()).toEqual(all);
      const { summary } = await lasting.refresh();
      expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
    },
  );

  it("one that leaves the configuration to the other narrows nothing by coming, by changing and by going", async () => {
    const lasting = await open("lasting", "kept", "all");
    const passing = await open("passing", "disposable", "write", { dataAccessLogs: "external" });
    await lasting.up();
    await passing.up();
    expect(logged()).toEqual(all);
    expect(ownResources(await resourcesOf(passing)).filter(({ type }) => /AuditConfig/.test(type))).toEqual([]);
    await passing.destroy();
    expect(logged()).toEqual(all);
  });

  it("one that no longer sets the configuration leaves it on for who takes it over", async () => {
    const former = await open("former", "kept", "all");
    await former.up();
    const handing = await open("former", "kept", "all", { dataAccessLogs: "external" });
    const { summary } = await handing.up();
    // They leave the state alone, which the engine counts as deletions; the component's own inputs changed.
    expect(summary.resourceChanges).toEqual({ same: expect.any(Number), update: 1, delete: 2 });
    expect(logged()).toEqual(all);
  });
});
