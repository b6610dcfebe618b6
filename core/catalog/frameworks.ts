import { cloudNames, clouds } from "../contract/cloud.ts";
import type { Requirement } from "./control.ts";
import type { PresetId } from "./preset-ids.ts";

const cisPages: readonly [prefix: string, url: string][] = [
  ["AWS", "https://www.cisecurity.org/benchmark/amazon_web_services"],
  ["Google Cloud", "https://www.cisecurity.org/benchmark/google_cloud_computing_platform"],
  ["Azure", "https://www.cisecurity.org/benchmark/azure"],
  ["Controls", "https://www.cisecurity.org/controls/v8-1"],
];

/** Where a framework's requirements stand. Some are sold, or shown after a registration: then the page that leads there. */
export const sourceOf: { readonly [P in PresetId]: (requirement: string) => string } = {
  cis: (requirement) =>
    cisPages.find(([prefix]) => requirement.startsWith(prefix))?.[1] ?? "https://www.cisecurity.org",
  soc2: () =>
    "https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022",
  hipaa: (requirement) =>
    `https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-${/^[0-9.]+/.exec(requirement)?.[0]}`,
  "pci-dss-4": () => "https://www.pcisecuritystandards.org/document_library/?category=pcidss",
  gdpr: () => "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
  "iso-27001": () => "https://www.iso.org/standard/27001",
  "nist-800-53": () => "https://doi.org/10.6028/NIST.SP.800-53r5",
};

/** Requirements by their frameworks and numbers. */
export const asked = (numbers: { readonly [P in PresetId]?: readonly string[] }): readonly Requirement[] =>
  (Object.entries(numbers) as [PresetId, readonly string[]][]).flatMap(([framework, requirements]) =>
    requirements.map((requirement) => {
      const cloud = clouds.find((one) => requirement.startsWith(`${cloudNames[one]} `));
      return { framework, requirement, source: sourceOf[framework](requirement), ...(cloud && { cloud }) };
    }),
  );
