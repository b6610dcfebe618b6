import type { Management } from "../../plan/plan.ts";

const log = (name: string): string => `log_id("cloudaudit.googleapis.com/${name}")`;

/** What of the Data Access log is asked for: reads of the control plane, sign-ins and data are all in it. */
export interface Routed {
  management: Management;
  identity: boolean;
  data: boolean;
}

const needsDataAccess = ({ management, identity, data }: Routed): boolean => management === "all" || identity || data;

/**
 * The audit logs to route, as an OR of log ids alone: scanners credit a sink only in this form, and noise belongs into
 * exclusions. https://cloud.google.com/logging/docs/audit
 */
export const auditLogsFilter = (routed: Routed): string =>
  ["activity", "system_event", "policy", ...(needsDataAccess(routed) ? ["data_access"] : [])].map(log).join(" OR ");

/**
 * What the `_Default` sink would store, and bill, a second time: of the logs routed here it takes those that are not
 * kept in `_Required` anyway. https://cloud.google.com/logging/docs/routing/overview#sinks-default
 */
export const defaultSinkExclusion = (routed: Routed): string =>
  ["policy", ...(needsDataAccess(routed) ? ["data_access"] : [])].map(log).join(" OR ");
