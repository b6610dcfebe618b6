import type { LogEntry } from "../../../core/native/cloud-logging-query.ts";

type Json = Readonly<Record<string, unknown>>;

export const entry = (type: string, serviceName: string, methodName: string, payload: Json = {}): LogEntry => ({
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

/** As SetIamPolicy has the roles that it gave and took. */
export const bindings = (...bindingDeltas: Json[]): Json => ({
  serviceData: { "@type": "type.googleapis.com/google.iam.v1.logging.AuditData", policyDelta: { bindingDeltas } },
});

const compute = (type: string, method: string): LogEntry => entry(type, "compute.googleapis.com", method);
const role = (name: string): LogEntry => entry("iam_role", "iam.googleapis.com", `google.iam.admin.v1.${name}`);

export const crm = "cloudresourcemanager.googleapis.com";

export interface Control {
  /** The name of its check in a scanner. */
  id: string;
  about: string;
  /** The benchmark's text, as scanners look for it. */
  query: string;
  matching: readonly LogEntry[];
  nearMisses: readonly LogEntry[];
}

export const controls: readonly Control[] = [
  {
    id: "project_ownership",
    about: "changes to who owns a project",
    query:
      '(protoPayload.serviceName="cloudresourcemanager.googleapis.com") AND (ProjectOwnership OR projectOwnerInvitee) OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="REMOVE" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner") OR (protoPayload.serviceData.policyDelta.bindingDeltas.action="ADD" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner")',
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
      entry("project", crm, "SetIamPolicy", bindings({ action: "REMOVE", role: "roles/owner" })),
    ],
    nearMisses: [
      entry("project", crm, "SetIamPolicy", bindings({ action: "ADD", role: "roles/viewer" })),
      entry("project", crm, "GetProject"),
      entry("project", "example.googleapis.com", "InsertProjectOwnershipInvite"),
      // OR binds before AND: each alternative is of the one service.
      entry(
        "bigquery_dataset",
        "bigquery.googleapis.com",
        "SetIamPolicy",
        bindings({ action: "ADD", role: "roles/owner" }),
      ),
    ],
  },
  {
    id: "audit_configuration",
    about: "changes to the audit configuration",
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
    id: "custom_role",
    about: "changes to custom roles",
    query:
      'resource.type="iam_role" AND (protoPayload.methodName="google.iam.admin.v1.CreateRole" OR protoPayload.methodName="google.iam.admin.v1.DeleteRole" OR protoPayload.methodName="google.iam.admin.v1.UpdateRole")',
    matching: [role("CreateRole"), role("DeleteRole"), role("UpdateRole")],
    nearMisses: [role("GetRole"), entry("project", "iam.googleapis.com", "google.iam.admin.v1.CreateRole")],
  },
  {
    id: "vpc_firewall",
    about: "changes to firewall rules",
    query:
      'resource.type="gce_firewall_rule" AND (protoPayload.methodName:"compute.firewalls.patch" OR protoPayload.methodName:"compute.firewalls.insert" OR protoPayload.methodName:"compute.firewalls.delete")',
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
    id: "vpc_route",
    about: "changes to routes",
    query:
      'resource.type="gce_route" AND (protoPayload.methodName:"compute.routes.delete" OR protoPayload.methodName:"compute.routes.insert")',
    matching: [compute("gce_route", "v1.compute.routes.insert"), compute("gce_route", "beta.compute.routes.delete")],
    nearMisses: [compute("gce_route", "v1.compute.routes.get"), compute("gce_network", "v1.compute.routes.insert")],
  },
  {
    id: "vpc_network",
    about: "changes to networks",
    query:
      'resource.type="gce_network" AND (protoPayload.methodName:"compute.networks.insert" OR protoPayload.methodName:"compute.networks.patch" OR protoPayload.methodName:"compute.networks.delete" OR protoPayload.methodName:"compute.networks.removePeering" OR protoPayload.methodName:"compute.networks.addPeering")',
    matching: ["insert", "patch", "delete", "removePeering", "addPeering"].map((verb) =>
      compute("gce_network", `v1.compute.networks.${verb}`),
    ),
    nearMisses: [
      compute("gce_network", "v1.compute.networks.get"),
      compute("gce_subnetwork", "v1.compute.networks.insert"),
    ],
  },
  {
    id: "bucket_permission",
    about: "changes to the permissions of buckets",
    query: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
    matching: [entry("gcs_bucket", "storage.googleapis.com", "storage.setIamPermissions")],
    nearMisses: [
      entry("gcs_bucket", "storage.googleapis.com", "storage.getIamPermissions"),
      entry("project", "storage.googleapis.com", "storage.setIamPermissions"),
    ],
  },
  {
    id: "sql_instance",
    about: "changes to SQL instances",
    query: 'protoPayload.methodName="cloudsql.instances.update"',
    matching: [entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.update")],
    nearMisses: [
      entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.create"),
      entry("cloudsql_database", "cloudsql.googleapis.com", "cloudsql.instances.updates"),
    ],
  },
  {
    id: "compute_configuration",
    about: "changes to Compute Engine",
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
