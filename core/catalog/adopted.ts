import type { AwsExistingPart } from "../contract/aws-existing-parts.ts";
import { type Check, type Control, notMet } from "./control.ts";

/** On AWS a check that counts on what an owner of something adopted decides is not met on this package's word. */
export const unlessAdopted =
  (part: AwsExistingPart, what: string, check: Check): Check =>
  (plan) =>
    plan.placements.aws?.existing.includes(part) === true
      ? notMet(`the ${part === "logGroup" ? "log group" : part} is adopted: ${what} is its owner's to show`)
      : check(plan);

/** Checks that are the same everywhere, but for what is adopted on AWS. */
export const withAdopted = (part: AwsExistingPart, what: string, clouds: Control["clouds"]): Control["clouds"] => ({
  ...clouds,
  aws: unlessAdopted(part, what, clouds.aws),
});
