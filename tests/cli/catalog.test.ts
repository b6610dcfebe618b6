import { expect, it } from "vitest";
import { activities } from "../../core/catalog/activities.ts";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { ran } from "./ran.ts";

const lines = async (...args: string[]): Promise<string[]> => {
  const { code, stdout, stderr } = await ran({}, ["catalog", ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout.split("\n");
};

it("says what there is, with how many", async () => {
  expect(await lines()).toEqual([
    `alerts      ${catalogAlerts.length}  what people are told of: auditlog catalog alerts [ID]`,
    `activities  ${activities.length}  classes of events, for filters: auditlog catalog activities [ID]`,
    "",
  ]);
});

it("lists the alerts in columns, a line each", async () => {
  const [first, ...others] = await lines("alerts");
  expect(first).toBe("access-key-created             medium    identity,keys     A long-lived key is made");
  expect(others).toHaveLength(catalogAlerts.length);
});

it("shows an alert whole: why, what to do first, its filter in each cloud, and what it refers to", async () => {
  expect(await lines("alerts", "audit-capture-change")).toEqual([
    "audit-capture-change",
    "  What the audit log captures is changed: high",
    "  groups: cis, tamper",
    "",
    "  The log goes on, but some events are no longer in it: harder to see than a log that stopped.",
    "",
    "  What to do first:",
    "  1. Compare what is captured with the spec.",
    "  2. Deploy the stack again.",
    "  3. Find what was not captured meanwhile.",
    "",
    "  AWS",
    '    service == "cloudtrail.amazonaws.com" && operation in ["PutEventSelectors",',
    '      "PutInsightSelectors", "PutEventConfiguration"]',
    "  Google Cloud",
    '    operation == "SetIamPolicy" &&',
    '      native.protoPayload.serviceData.policyDelta.auditConfigDeltas.action in ["ADD", "REMOVE"]',
    "  as the benchmark has it:",
    '    protoPayload.methodName="SetIamPolicy" AND',
    "      protoPayload.serviceData.policyDelta.auditConfigDeltas:*",
    "  Azure",
    "    nothing to tell: a diagnostic setting is written whole: see audit-log-change",
    "",
    "  MITRE ATT&CK T1562.008  https://attack.mitre.org/techniques/T1562/008/",
    "  CIS Google Cloud 2.6    https://www.cisecurity.org/benchmark/google_cloud_computing_platform",
    "",
  ]);
});

it("says from how many events on an alert is told", async () => {
  expect((await lines("alerts", "compute-burst"))[1]).toBe(
    "  Many machines are started: high, from 30 events within 10 minutes on",
  );
});

it("shows a class of activity, with what belongs to it in each cloud", async () => {
  const page = await lines("activities", "auth.failure");
  expect(page.slice(0, 3)).toEqual(["auth.failure", "  Failed sign-ins", ""]);
  expect(page.filter((line) => line.startsWith("  Google Cloud login.googleapis.com:"))).toHaveLength(1);
  expect(page.filter((line) => line.endsWith(", also where"))).toEqual(["  aws, also where", "  azure, also where"]);
});

it("fits the terminal, but for what can't be broken", async () => {
  const pages = await Promise.all(catalogAlerts.map(({ id }) => lines("alerts", id)));
  const long = pages
    .flat()
    .filter((line) => line.length > 100 && line.trim().includes(" ") && !line.includes("https://"));
  expect(long.filter((line) => !/^ *"[^"]*",?\]?$/.test(line))).toEqual([]);
});

it("tells programs the same", async () => {
  const json = async (...args: string[]): Promise<unknown> => JSON.parse((await lines(...args, "--json")).join("\n"));
  expect(await json()).toEqual({ alerts: catalogAlerts, activities });
  expect(await json("alerts")).toEqual(catalogAlerts);
  expect(await json("activities", "dns.change")).toEqual(activities.find(({ id }) => id === "dns.change"));
});
