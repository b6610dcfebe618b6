import { describe, expect, it } from "vitest";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";

type Json = Record<string, unknown>;

const entry = (type: string, serviceName: string, methodName: string, payload: Json = {}): Json => ({
  insertId: "1ab2c",
  logName: "projects/acme-prod/logs/cloudaudit.googleapis.com%2Factivity",
  timestamp: "2026-03-04T05:06:07.123456Z",
  severity: "NOTICE",
  resource: { type, labels: { project_id: "acme-prod" } },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    status: {},
    authenticationInfo: { principalEmail: "max@example.com" },
    requestMetadata: { callerIp: "198.51.100.7", callerSuppliedUserAgent: "gcloud/500" },
    serviceName,
    methodName,
    authorizationInfo: [{ resource: "projects/acme-prod", permission: "x.y.z", granted: true }],
    resourceName: "projects/acme-prod",
    ...payload,
  },
});

const bindings = (...bindingDeltas: Json[]): Json => ({
  serviceData: { "@type": "type.googleapis.com/google.iam.v1.logging.AuditData", policyDelta: { bindingDeltas } },
});

const compute = (type: string, method: string): Json => entry(type, "compute.googleapis.com", method);
const anyMethod = (...names: string[]): string => names.map((name) => `protoPayload.methodName:"${name}"`).join(" OR ");
const role = (name: string): Json => entry("iam_role", "iam.googleapis.com", `google.iam.admin.v1.${name}`);

const crm = "cloudresourcemanager.googleapis.com";
const delta = "protoPayload.serviceData.policyDelta.bindingDeltas";

interface Control {
  id: string;
  /** The benchmark's text, as scanners look for it. */
  query: string;
  matching: readonly Json[];
  nearMisses: readonly Json[];
}

const controls: readonly Control[] = [
  {
    id: "project ownership",
    query: `(protoPayload.serviceName="${crm}") AND (ProjectOwnership OR projectOwnerInvitee) OR (${delta}.action="REMOVE" AND ${delta}.role="roles/owner") OR (${delta}.action="ADD" AND ${delta}.role="roles/owner")`,
    matching: [
      entry("project", crm, "InsertProjectOwnershipInvite", {
        request: { projectOwnerInvitee: "user:eva@example.com" },
      }),
      entry(
        "project",
        crm,
        "SetIamPolicy",
        bindings({ action: "ADD", role: "roles/owner", member: "user:eva@example.com" }),
      ),
    ],
    nearMisses: [
      entry("project", crm, "SetIamPolicy", bindings({ action: "ADD", role: "roles/viewer" })),
      entry("project", crm, "GetProject"),
      // OR binds before AND: the service is asked of every alternative.
      entry(
        "bigquery_dataset",
        "bigquery.googleapis.com",
        "SetIamPolicy",
        bindings({ action: "ADD", role: "roles/owner" }),
      ),
    ],
  },
  {
    id: "audit configuration",
    query: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
    matching: [
      entry("project", crm, "SetIamPolicy", {
        serviceData: {
          policyDelta: { auditConfigDeltas: [{ action: "REMOVE", service: "allServices", logType: "DATA_READ" }] },
        },
      }),
    ],
    nearMisses: [
      entry("project", crm, "SetIamPolicy", bindings({ action: "ADD", role: "roles/viewer" })),
      entry("project", crm, "GetIamPolicy", {
        serviceData: { policyDelta: { auditConfigDeltas: [{ action: "ADD" }] } },
      }),
    ],
  },
  {
    id: "custom role",
    query:
      'resource.type="iam_role" AND (protoPayload.methodName="google.iam.admin.v1.CreateRole" OR protoPayload.methodName="google.iam.admin.v1.DeleteRole" OR protoPayload.methodName="google.iam.admin.v1.UpdateRole")',
    matching: [role("CreateRole"), role("DeleteRole"), role("UpdateRole")],
    nearMisses: [role("GetRole"), entry("project", "iam.googleapis.com", "google.iam.admin.v1.CreateRole")],
  },
  {
    id: "VPC firewall",
    query: `resource.type="gce_firewall_rule" AND (${anyMethod("compute.firewalls.patch", "compute.firewalls.insert", "compute.firewalls.delete")})`,
    matching: [
      compute("gce_firewall_rule", "v1.compute.firewalls.insert"),
      compute("gce_firewall_rule", "beta.compute.firewalls.patch"),
      compute("gce_firewall_rule", "v1.compute.firewalls.delete"),
    ],
    nearMisses: [
      compute("gce_firewall_rule", "v1.compute.firewalls.list"),
      compute("gce_route", "v1.compute.firewalls.insert"),
    ],
  },
  {
    id: "VPC route",
    query: `resource.type="gce_route" AND (${anyMethod("compute.routes.delete", "compute.routes.insert")})`,
    matching: [compute("gce_route", "v1.compute.routes.insert"), compute("gce_route", "beta.compute.routes.delete")],
    nearMisses: [compute("gce_route", "v1.compute.routes.get"), compute("gce_network", "v1.compute.routes.insert")],
  },
  {
    id: "VPC network",
    query: `resource.type="gce_network" AND (${anyMethod(
      "compute.networks.insert",
      "compute.networks.patch",
      "compute.networks.delete",
      "compute.networks.removePeering",
      "compute.networks.addPeering",
    )})`,
    matching: ["insert", "patch", "delete", "removePeering", "addPeering"].map((verb) =>
      compute("gce_network", `v1.compute.networks.${verb}`),
    ),
    nearMisses: [
      compute("gce_network", "v1.compute.networks.get"),
      compute("gce_subnetwork", "v1.compute.networks.insert"),
    ],
  },
  {
    id: "bucket permissions",
    query: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
    matching: [entry("gcs_bucket", "storage.googleapis.com", "storage.setIamPermissions")],
    nearMisses: [
      entry("gcs_bucket", "storage.googleapis.com", "storage.getIamPermissions"),
      entry("project", "storage.googleapis.com", "storage.setIamPermissions"),
    ],
  },
  {
    id: "SQL instance configuration",
    query: 'protoPayload.methodName="cloudsql.instances.update"',
    matching: [entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.update")],
    nearMisses: [
      entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.create"),
      entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.updates"),
    ],
  },
  {
    id: "compute configuration",
    query: 'protoPayload.serviceName="compute.googleapis.com"',
    matching: [
      compute("gce_instance", "v1.compute.instances.insert"),
      compute("gce_disk", "beta.compute.disks.delete"),
    ],
    nearMisses: [
      entry("gke_cluster", "container.googleapis.com", "x"),
      entry("project", crm, "compute.googleapis.com"),
    ],
  },
];

const matches = (query: string, one: Json): boolean => {
  const { filter, problems } = parseCloudLoggingQuery(query);
  expect(problems, query).toBeUndefined();
  return matchesCloudLoggingQuery(filter!, one);
};

describe("the CIS Google Cloud query for", () => {
  it.each(controls)("$id matches what it is for, and not what is near", ({ query, matching, nearMisses }) => {
    expect(matching.map((one) => matches(query, one))).toEqual(matching.map(() => true));
    expect(nearMisses.map((one) => matches(query, one))).toEqual(nearMisses.map(() => false));
  });

  it("project ownership doesn't tell the elements of a list apart, as the language has it", () => {
    const apart = entry(
      "project",
      crm,
      "SetIamPolicy",
      bindings({ action: "ADD", role: "roles/viewer" }, { action: "REMOVE", role: "roles/owner" }),
    );
    const crossed = `${delta}.action="ADD" AND ${delta}.role="roles/owner"`;
    expect(matches(crossed, apart)).toBe(true);
  });

  it("nine controls", () => {
    expect(controls).toHaveLength(9);
  });
});
