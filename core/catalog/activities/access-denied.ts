import type { Activity } from "../activity.ts";

export const accessDenied: Activity = {
  id: "access.denied",
  title: "Refused access",
  description: "The cloud refused a call for lack of permission, whatever the call was.",
  when: {
    aws: 'outcome == "denied"',
    gcp: 'outcome == "denied"',
    azure: 'outcome == "denied"',
  },
};
