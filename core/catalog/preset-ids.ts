/** The presets that a spec can name in `compliance`, and what each stands for. One file each in presets/. */
export const presetTitles = {
  cis: "CIS Foundations Benchmarks: AWS 6.0, Google Cloud 5.0, Azure 5.0",
  soc2: "SOC 2: AICPA Trust Services Criteria of 2017",
  hipaa: "HIPAA Security Rule: 45 CFR part 164, subpart C",
  "pci-dss-4": "PCI DSS 4.0.1",
  gdpr: "GDPR: Regulation (EU) 2016/679",
  "iso-27001": "ISO/IEC 27001:2022, Annex A",
  "nist-800-53": "NIST SP 800-53, revision 5",
} as const;

export type PresetId = keyof typeof presetTitles;

export const presetIds = Object.keys(presetTitles) as PresetId[];
