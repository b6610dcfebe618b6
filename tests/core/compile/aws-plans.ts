import { planned } from "./planned.ts";

/** The plans that the tests of AWS share. */
export const minimalPlan = planned("aws", {}, { region: "eu-central-1" });
export const fullPlan = planned(
  "aws",
  {
    capture: { management: "write", identity: true },
    retention: { days: 2555, searchableDays: 91, immutability: "compliance" },
    encryption: { customerManagedKey: true, rotationDays: 180 },
    acknowledgeIrreversible: true,
  },
  {
    region: "us-gov-west-1",
    scope: "organization",
    organizationId: "o-a1b2c3d4e5",
    readers: { siem: "arn:aws-us-gov:iam::111122223333:role/siem", auditors: "arn:aws-us-gov:iam::111122223333:root" },
  },
);
export const disposablePlan = planned(
  "aws",
  { evidence: "disposable", retention: { days: 3 }, encryption: { customerManagedKey: false } },
  { region: "eu-central-1" },
);
