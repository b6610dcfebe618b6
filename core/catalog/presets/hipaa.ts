import { sourceOf } from "../frameworks.ts";
import type { Preset } from "../preset.ts";
import { presetTitles } from "../preset-ids.ts";

export const preset: Preset = {
  id: "hipaa",
  title: presetTitles.hipaa,
  about:
    "Which logs are the documentation that has to be kept for six years is a matter of reading; the preset keeps all of them.",
  controls: [
    "alert-access-granted",
    "alert-audit-log-changed",
    "alert-data-taken",
    "alert-detection-off",
    "alert-evidence-tampering",
    "alert-sign-in-failures",
    "alert-storage-exposed",
    "alerts-reach-people",
    "archive-access-logged",
    "archive-not-public",
    "archive-redundant",
    "archive-tls-only",
    "capture-databases",
    "capture-identity",
    "capture-management-all",
    "capture-storage-reads",
    "capture-storage-writes",
    "encrypted-at-rest",
    "evidence-immutable",
    "evidence-outlives-stack",
    "integrity-verifiable",
    "readers-named",
    "retention-6-years",
  ],
  floors: [
    {
      control: "retention-6-years",
      setting: "retention.days",
      value: 2192,
      says: "documentation is kept for 6 years: 2,192 days, two leap days among them",
      source: sourceOf.hipaa("164.316(b)(2)(i)"),
    },
    {
      control: "evidence-immutable",
      setting: "retention.immutability",
      value: "governance",
      says: "protected health information, and so the record of who touched it, is protected from improper alteration or destruction",
      source: sourceOf.hipaa("164.312(c)(1)"),
    },
    {
      control: "evidence-outlives-stack",
      setting: "evidence",
      value: "kept",
      says: "documentation is kept for 6 years, whatever becomes of the stack",
      source: sourceOf.hipaa("164.316(b)(2)(i)"),
    },
  ],
  ceilings: [],
};
