import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { type LogEntry, parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

function matches(query: string, entry: LogEntry): boolean {
  const { filter, problems } = parseCloudLoggingQuery(query);
  if (filter === undefined) throw new Error(`${query}: ${JSON.stringify(problems)}`);
  return matchesCloudLoggingQuery(filter, entry);
}

/** The filters that the CIS Google Cloud benchmark asks metrics to have, as scanners look for them. */
const cis = {
  projectOwnership:
    '(protoPayload.serviceName="cloudresourcemanager.googleapis.com") AND (ProjectOwnership OR projectOwnerInvitee) OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="REMOVE" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner") OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="ADD" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner")',
  auditConfiguration:
    'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
  customRole:
    'resource.type="iam_role" AND (protoPayload.methodName="google.iam.admin.v1.CreateRole" OR protoPayload.methodName="google.iam.admin.v1.DeleteRole" OR protoPayload.methodName="google.iam.admin.v1.UpdateRole")',
  vpcFirewall:
    'resource.type="gce_firewall_rule" AND (protoPayload.methodName:"compute.firewalls.patch" OR protoPayload.methodName:"compute.firewalls.insert" OR protoPayload.methodName:"compute.firewalls.delete")',
  vpcRoute:
    'resource.type="gce_route" AND (protoPayload.methodName:"compute.routes.delete" OR protoPayload.methodName:"compute.routes.insert")',
  vpcNetwork:
    'resource.type="gce_network" AND (protoPayload.methodName:"compute.networks.insert" OR protoPayload.methodName:"compute.networks.patch" OR protoPayload.methodName:"compute.networks.delete" OR protoPayload.methodName:"compute.networks.removePeering" OR protoPayload.methodName:"compute.networks.addPeering")',
  bucketPermission: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
  sqlInstance: 'protoPayload.methodName="cloudsql.instances.update"',
  computeConfiguration: 'protoPayload.serviceName="compute.googleapis.com"',
} as const;

const audit = (type: string, methodName: string, more: object = {}): LogEntry => ({
  resource: { type },
  protoPayload: { methodName, ...more },
});

const manager = { serviceName: "cloudresourcemanager.googleapis.com" };
const deltas = (...bindingDeltas: object[]) => ({ ...manager, serviceData: { policyDelta: { bindingDeltas } } });
const auditDeltas = (...auditConfigDeltas: object[]) => ({ serviceData: { policyDelta: { auditConfigDeltas } } });

/** Entries that each filter means, and ones near to them that it doesn't. */
const cases: Record<keyof typeof cis, { meant: LogEntry[]; other: LogEntry[] }> = {
  projectOwnership: {
    meant: [
      audit("project", "InsertProjectOwnershipInvite", manager),
      audit("project", "SetIamPolicy", deltas({ action: "ADD", role: "roles/owner", member: "user:a" })),
      audit("project", "SetIamPolicy", deltas({ action: "REMOVE", role: "roles/owner" })),
      // Each comparison is of any element, so that two of them may be of different ones.
      audit(
        "project",
        "SetIamPolicy",
        deltas({ action: "ADD", role: "roles/x" }, { action: "X", role: "roles/owner" }),
      ),
    ],
    other: [
      audit("project", "SetIamPolicy", deltas({ action: "ADD", role: "roles/viewer" })),
      audit("project", "SetIamPolicy", { ...deltas({ action: "ADD", role: "roles/owner" }), serviceName: "iam" }),
      audit("project", "SetIamPolicy", manager),
    ],
  },
  auditConfiguration: {
    meant: [audit("project", "SetIamPolicy", auditDeltas({ action: "REMOVE", service: "allServices" }))],
    other: [audit("project", "SetIamPolicy", auditDeltas()), audit("project", "SetIamPolicy")],
  },
  customRole: {
    meant: ["Create", "Delete", "Update"].map((verb) => audit("iam_role", `google.iam.admin.v1.${verb}Role`)),
    other: [audit("iam_role", "google.iam.admin.v1.UndeleteRole"), audit("x", "google.iam.admin.v1.CreateRole")],
  },
  vpcFirewall: {
    meant: ["v1.compute.firewalls.patch", "beta.compute.firewalls.insert", "compute.firewalls.delete"].map((method) =>
      audit("gce_firewall_rule", method),
    ),
    other: [audit("gce_firewall_rule", "v1.compute.firewalls.get"), audit("gce_route", "v1.compute.firewalls.patch")],
  },
  vpcRoute: {
    meant: [audit("gce_route", "v1.compute.routes.delete"), audit("gce_route", "beta.compute.routes.insert")],
    other: [audit("gce_route", "v1.compute.routes.list"), audit("gce_network", "v1.compute.routes.delete")],
  },
  vpcNetwork: {
    meant: ["insert", "patch", "delete", "removePeering", "addPeering"].map((verb) =>
      audit("gce_network", `v1.compute.networks.${verb}`),
    ),
    other: [audit("gce_network", "v1.compute.networks.get"), audit("gce_route", "v1.compute.networks.insert")],
  },
  bucketPermission: {
    meant: [audit("gcs_bucket", "storage.setIamPermissions"), audit("GCS_BUCKET", "STORAGE.setIamPermissions")],
    other: [audit("gcs_bucket", "storage.getIamPermissions"), audit("project", "storage.setIamPermissions")],
  },
  sqlInstance: {
    meant: [audit("cloudsql_database", "cloudsql.instances.update")],
    other: [audit("cloudsql_database", "cloudsql.instances.updates")],
  },
  computeConfiguration: {
    meant: [audit("gce_instance", "x", { serviceName: "compute.googleapis.com" })],
    other: [audit("gce_instance", "x", { serviceName: "oslogin.googleapis.com" }), {}],
  },
};

describe("The benchmark's filter of", () => {
  test.each(Object.keys(cis) as (keyof typeof cis)[])("%s means its events and no others", (name) => {
    const { meant, other } = cases[name];
    expect(meant.filter((entry) => !matches(cis[name], entry))).toEqual([]);
    expect(other.filter((entry) => matches(cis[name], entry))).toEqual([]);
  });
});

const corpus = join(import.meta.dirname, "../../../../shared/events/gcp");
const present = existsSync(corpus);

function readEntries(): LogEntry[] {
  const names = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w*json\w*$/.test(name));
  return names.toSorted().flatMap((name) => parseEntries(readFileSync(join(corpus, name), "utf8")));
}

function parseEntries(text: string): LogEntry[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  }
}

const all = present ? readEntries() : [];

test(`Recorded entries are ${present ? "" : "not "}here to be tested on`, () => {
  expect(all.length > 60).toBe(present);
});

interface Recorded {
  logName: string;
  severity?: string;
  timestamp?: string;
  operation?: { last?: boolean };
  protoPayload?: { methodName?: string; status?: { code?: number }; authorizationInfo?: { granted?: boolean }[] };
}

describe.runIf(present)("Of recorded entries", () => {
  const methodsOf = (query: string): string[] => {
    const found = all.filter((entry) => matches(query, entry));
    return [
      ...new Set(found.map(({ protoPayload }) => (protoPayload as { methodName: string }).methodName)),
    ].toSorted();
  };

  const methods: [keyof typeof cis, string[]][] = [
    ["projectOwnership", ["InsertProjectOwnershipInvite"]],
    ["auditConfiguration", []],
    ["customRole", ["google.iam.admin.v1.CreateRole"]],
    ["vpcFirewall", ["v1.compute.firewalls.insert"]],
    ["vpcRoute", ["v1.compute.routes.insert"]],
    ["vpcNetwork", ["beta.compute.networks.insert"]],
    ["bucketPermission", []],
    ["sqlInstance", []],
  ];

  test.each(methods)("the benchmark's filter of %s means those of the methods %j", (name, expected) => {
    expect(methodsOf(cis[name])).toEqual(expected);
  });

  /** Each query beside the same said in code. */
  const same: [query: string, meant: (entry: Recorded) => boolean | undefined][] = [
    ['log_id("cloudaudit.googleapis.com/activity")', ({ logName }) => /%2Factivity$/.test(logName)],
    [
      "severity>=WARNING",
      ({ severity }) => ["WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"].includes(severity ?? ""),
    ],
    ["severity=DEFAULT", ({ severity }) => severity === undefined || severity === "DEFAULT"],
    [
      "protoPayload.authorizationInfo.granted=true",
      (e) => e.protoPayload?.authorizationInfo?.some((info) => info.granted === true),
    ],
    ["protoPayload.status.code>0", (e) => (e.protoPayload?.status?.code ?? 0) > 0],
    ['timestamp<"2020-01-01"', ({ timestamp }) => timestamp === undefined || Date.parse(timestamp) < Date.UTC(2020, 0)],
    ['protoPayload.methodName=~"insert$"', (e) => /insert$/.test(e.protoPayload?.methodName ?? "")],
    ["stratus-red-team", (entry) => JSON.stringify(Object.values(entry)).toLowerCase().includes("stratus-red-team")],
    ["operation.last=true", (e) => e.operation?.last === true],
  ];

  test.each(same)("%s means those that it says", (query, meant) => {
    const expected = all.filter((entry) => meant(entry as unknown as Recorded) === true);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    expect(all.filter((entry) => matches(query, entry))).toEqual(expected);
  });
});
