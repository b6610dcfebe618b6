import type { DataAccess, DataCapture, DataService, Management } from "../../plan/plan.ts";
import { type RuleAnswer, ruleIssue } from "../rules.ts";

type LogType = "ADMIN_READ" | "DATA_READ" | "DATA_WRITE";

export type AuditConfig = { service: string; auditLogConfigs: { logType: LogType }[] };

/** The services whose Data Access logs are turned on. https://cloud.google.com/logging/docs/audit/services */
const services = {
  storage: ["storage.googleapis.com"],
  database: [
    "bigtable.googleapis.com",
    "cloudsql.googleapis.com",
    "datastore.googleapis.com",
    "firestore.googleapis.com",
    "spanner.googleapis.com",
  ],
  secrets: ["secretmanager.googleapis.com"],
  keys: ["cloudkms.googleapis.com"],
  functions: ["cloudfunctions.googleapis.com"],
  kubernetes: ["container.googleapis.com"],
  analytics: ["bigquery.googleapis.com"],
} as const satisfies Record<DataService, readonly string[]>;

const logTypes = {
  all: ["DATA_READ", "DATA_WRITE"],
  read: ["DATA_READ"],
  write: ["DATA_WRITE"],
} as const satisfies Record<DataAccess, readonly LogType[]>;

/** Admin Activity is always on; reads of the control plane, and data, are logged only on request. */
export const auditConfigs = (management: Management, data: readonly DataCapture[]): AuditConfig[] => {
  const asked = new Map<string, Set<LogType>>();
  if (management === "all") asked.set("allServices", new Set(["ADMIN_READ"]));
  for (const { service, access = "all" } of data) {
    for (const name of services[service]) {
      const types = asked.get(name) ?? new Set();
      for (const type of logTypes[access]) types.add(type);
      asked.set(name, types);
    }
  }
  return [...asked].map(([service, types]) => ({
    service,
    auditLogConfigs: [...types].sort().map((logType) => ({ logType })),
  }));
};

const wider = (resources: readonly string[]): RuleAnswer["issues"] => [
  ruleIssue("warning", "data-wider", {
    cloud: "gcp",
    what: `its audit configuration knows services, and not ${resources.join(", ")} alone`,
  }),
];

/** What Google Cloud does about data events of one kind of service. */
export const dataAnswer = ({ service, access = "all", resources = [] }: DataCapture): RuleAnswer => {
  const types = logTypes[access].join(" and ");
  return {
    given: `Data Access logs, ${types}, of ${services[service].join(", ")}`,
    fidelity: resources.length > 0 ? "wider" : "exact",
    native: services[service].map((name) => ({ target: "audit configuration", text: `${name}: ${types}` })),
    whenAsking: undefined,
    issues: resources.length > 0 ? wider(resources) : [],
  };
};
