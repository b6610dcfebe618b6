import { sourceOf } from "../frameworks.ts";
import type { Preset } from "../preset.ts";
import { presetTitles } from "../preset-ids.ts";

export const preset: Preset = {
  id: "soc2",
  title: presetTitles.soc2,
  about:
    "The criteria name no settings and no numbers: an auditor judges whether controls that you chose serve them. These are such controls.",
  controls: [
    "alert-access-granted",
    "alert-alerts-changed",
    "alert-audit-log-changed",
    "alert-data-taken",
    "alert-detection-off",
    "alert-evidence-tampering",
    "alert-key-loss",
    "alert-network-changed",
    "alert-new-credentials",
    "alert-no-mfa",
    "alert-organization-changed",
    "alert-root-use",
    "alert-sign-in-failures",
    "alert-storage-exposed",
    "alert-unauthorized-calls",
    "alerts-not-muted",
    "alerts-reach-people",
    "archive-not-public",
    "archive-redundant",
    "archive-tls-only",
    "capture-identity",
    "capture-management-all",
    "capture-no-gaps",
    "capture-secret-reads",
    "encrypted-at-rest",
    "evidence-immutable",
    "health-silence",
    "integrity-verifiable",
    "key-use-recorded",
    "readers-named",
    "retention-12-months",
  ],
  floors: [
    {
      control: "retention-12-months",
      setting: "retention.days",
      value: 365,
      says: "SOC 2 sets no number; 365 days cover the twelve months that a Type 2 report usually looks back on",
      source: sourceOf.soc2("CC7.2"),
    },
  ],
  ceilings: [],
};
