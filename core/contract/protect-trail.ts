import * as z from "zod";
import { text } from "./values.ts";

export const protectTrail = z
  .strictObject({
    target: text(
      /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/,
      "the id of a root, an organizational unit or an account",
      "r-a1b2",
    ).meta({
      description: "What the policy is attached to: the organization's root, an organizational unit, or an account.",
      source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html",
    }),
  })
  .meta({ id: "TrailProtection", description: "Whose principals may not stop, change or delete the trail." });
