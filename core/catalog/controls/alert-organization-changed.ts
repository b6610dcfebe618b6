import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-organization-changed",
  area: "alerting",
  title: "An alert fires when the organization and its guardrails are changed",
  why: "Rules that hold for all accounts are changed in one place.",
  requirements: asked({
    cis: ["AWS 5.15", "Azure 6.1.2.1", "Azure 6.1.2.2"],
    soc2: ["CC8.1"],
    "iso-27001": ["8.32"],
    "nist-800-53": ["CM-3"],
  }),
  ...firing("guardrail-change", "organization-change", "organization-left"),
};
