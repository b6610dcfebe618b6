import type { DataService } from "../plan/plan.ts";
import { type Check, type CheckedPlan, type Control, met, notMet } from "./control.ts";

/** Whether all data events of a kind of service are asked for. */
export const recordsData = ({ settings }: CheckedPlan, service: DataService, access: "read" | "write"): boolean =>
  settings.capture.data.some(
    (data) =>
      data.service === service &&
      [access, "all"].includes(data.access ?? "all") &&
      (data.resources === undefined || data.resources.length === 0),
  );

/** Who leaves the audit configuration to others can't say what is recorded. */
export const managedHere =
  (check: Check): Check =>
  (plan) => {
    const verdict = check(plan);
    const isLeft = verdict.status === "met" && plan.placements.gcp?.dataAccessLogs === "external";
    return isLeft ? notMet("dataAccessLogs is external: others decide which reads are recorded") : verdict;
  };

/** A control that asks for data events: Azure's are set on each resource, which this package doesn't do. */
export const recording = (service: DataService, ...accesses: readonly ("read" | "write")[]): Control["clouds"] => {
  const check: Check = (plan) => {
    const missing = accesses.filter((access) => !recordsData(plan, service, access));
    if (missing.length === 0) return met(`capture.data has all ${accesses.join("s and ")}s of ${service}`);
    return notMet(`capture.data does not have all ${missing.join("s and ")}s of ${service}`);
  };
  const unrecorded: Check = () => notMet("resource logs are set on each resource there, which this release doesn't do");
  return { aws: check, gcp: managedHere(check), azure: unrecorded };
};
