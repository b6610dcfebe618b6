import type { Activity } from "../activity.ts";

// What CIS excludes from root's use (AWS Foundations 4.3): calls that a service makes for root, and service events.
// Google Cloud has no root: a raised grant of Privileged Access Manager stands for it.
export const privilegedUse: Activity = {
  id: "privileged.use",
  title: "Highest privileges used",
  description:
    "The account's root user acts, or somebody raises their own privileges. What root's own services do in its name doesn't count.",
  aws: {
    "sts.amazonaws.com": ["AssumeRoot"],
  },
  gcp: {
    "privilegedaccessmanager.googleapis.com": ["*.ApproveGrant", "*.CreateGrant"],
  },
  azure: {
    "Microsoft.Authorization": ["elevateAccess/action"],
  },
  entra: [
    "Add member to role completed (PIM activation)",
    "Add member to role requested (PIM activation)",
    "Assigns the caller to user access admin",
    "User has elevated their access to User Access Administrator for their Azure Resources",
  ],
  when: {
    aws: 'actor.type == "root" && !has(native.userIdentity.invokedBy) && native.eventType != "AwsServiceEvent"',
    azure:
      'service == "azurerbac" && operation in ["Add member to role completed (PIM activation)", "Add member to role requested (PIM activation)"]',
  },
};
