import type { Issue } from "../../contract/issues.ts";
import type { DataAccess, DataCapture, DataService, PlannedPlacements, Settings } from "../../plan/plan.ts";
import { type Answer, because } from "../compiled.ts";
import { type RuleAnswer, ruleIssue } from "../rules.ts";

type Placement = NonNullable<PlannedPlacements["gcp"]>;

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
export const auditConfigs = (
  { management, data }: Settings["capture"],
  { dataAccessLogs }: Pick<Placement, "dataAccessLogs">,
): AuditConfig[] => {
  if (dataAccessLogs === "external") return [];
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

const whole = (resources: readonly string[]): Issue =>
  ruleIssue("warning", "data-wider", {
    cloud: "gcp",
    what: `its audit configuration knows services, and not ${resources.join(", ")} alone`,
  });

const always = "Admin Activity";

/** What Google Cloud does about management events. */
export const managementAnswer = (
  { management, identity }: Settings["capture"],
  { scope, dataAccessLogs }: Placement,
): Answer => {
  const given = (what: string) => `Cloud Audit Logs of the ${scope}: ${what}, System Event, Policy Denied`;
  const setting = "capture.management";
  if (management === "write") {
    if (!identity || scope !== "organization") return { given: given(always) };
    const issue = because("notice", "gcp-reads-with-identity", setting, {});
    return { given: given(always), fidelity: "wider", issue };
  }
  if (dataAccessLogs === "managed") return { given: given(`${always} and Admin Read`) };
  const configs = ["ADMIN_READ of allServices"];
  return {
    given: `${given(always)}; Admin Read where others turn it on`,
    fidelity: "unsupported",
    issue: because("warning", "gcp-data-access-external", setting, { configs }),
  };
};

/** What Google Cloud does about data events of one kind of service. */
export const dataAnswer =
  ({ dataAccessLogs }: Placement) =>
  ({ service, access = "all", resources = [] }: DataCapture): RuleAnswer => {
    const types = logTypes[access].join(" and ");
    const given = `Data Access logs, ${types}, of ${services[service].join(", ")}`;
    const wider = resources.length > 0 ? [whole(resources)] : [];
    const answer = { given, native: [], whenAsking: undefined };
    if (dataAccessLogs === "external") {
      const configs = services[service].map((name) => `${types} of ${name}`);
      const external = ruleIssue("warning", "gcp-data-access-external", { configs });
      return {
        ...answer,
        given: `${given}, where others turn them on`,
        fidelity: "unsupported",
        issues: [external, ...wider],
      };
    }
    const native = services[service].map((name) => ({ target: "audit configuration", text: `${name}: ${types}` }));
    return { ...answer, native, fidelity: wider.length > 0 ? "wider" : "exact", issues: wider };
  };
