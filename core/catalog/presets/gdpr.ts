import type { Preset } from "../preset.ts";
import { presetTitles } from "../preset-ids.ts";

export const preset: Preset = {
  id: "gdpr",
  title: presetTitles.gdpr,
  about:
    "The regulation names no settings and no numbers: it asks for what is appropriate, and forbids to keep longer than is needed. Whether that holds depends on what your events are for.",
  controls: [
    "alert-data-taken",
    "alert-storage-exposed",
    "alerts-reach-people",
    "archive-not-public",
    "archive-redundant",
    "archive-tls-only",
    "encrypted-at-rest",
    "evidence-immutable",
    "readers-named",
    "retention-limited",
  ],
  floors: [],
  ceilings: [
    {
      control: "retention-limited",
      setting: "retention.days",
      value: 365,
      says: "5(1)(e): personal data is kept no longer than is necessary, without a number; 365 days are the upper end of what the French authority recommends for logs, unless there is a reason for more",
      source: "https://www.cnil.fr/fr/la-cnil-publie-une-recommandation-relative-aux-mesures-de-journalisation",
    },
  ],
};
