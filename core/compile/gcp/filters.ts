import type { Management } from "../../plan/plan.ts";

const log = (name: string): string => `log_id("cloudaudit.googleapis.com/${name}")`;

/** Reads of the control plane and sign-ins are written to the Data Access log. */
const needsDataAccess = (management: Management, identity: boolean): boolean => management === "all" || identity;

/**
 * The audit logs to route, as an OR of log ids alone: scanners credit a sink only in this form, and noise belongs into
 * exclusions. https://cloud.google.com/logging/docs/audit
 */
export const auditLogsFilter = (management: Management, identity: boolean): string =>
  ["activity", "system_event", "policy", ...(needsDataAccess(management, identity) ? ["data_access"] : [])]
    .map(log)
    .join(" OR ");

/**
 * What the `_Default` sink would store, and bill, a second time: of the logs routed here it takes those that are not
 * kept in `_Required` anyway. https://cloud.google.com/logging/docs/routing/overview#sinks-default
 */
export const defaultSinkExclusion = (management: Management, identity: boolean): string =>
  ["policy", ...(needsDataAccess(management, identity) ? ["data_access"] : [])].map(log).join(" OR ");
