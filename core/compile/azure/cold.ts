import type { AuditPlan } from "../../plan/plan.ts";
import { type Answer, because } from "../compiled.ts";

/** https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure */
export const coldAnswer = ({ coldAfterDays }: AuditPlan["settings"]["retention"]): Answer | undefined =>
  coldAfterDays === undefined
    ? undefined
    : {
        given: "Azure Storage, the account's own tier",
        fidelity: "unsupported",
        issue: because("warning", "azure-cold-append-blobs", "retention.coldAfterDays", {}),
      };
