import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";

export const alert: CatalogAlert = {
  id: "region-enabled",
  title: "A region is switched on",
  severity: "medium",
  groups: ["cost"],
  why: "Nobody looks at regions that nobody uses: miners like them.",
  firstSteps: ["Ask who needs it.", "Switch it off again, and look whether something runs there."],
  references: [attack("T1535")],
  clouds: {
    aws: { when: 'service == "account.amazonaws.com" && operation == "EnableRegion"' },
    gcp: { none: "all regions are on; an organization policy says where resources may be: see guardrail-change" },
    azure: { none: "all regions are on; a policy assignment says where resources may be: see guardrail-change" },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [aws.call("account", "EnableRegion", { requestParameters: { RegionName: "af-south-1" } })],
    nearMisses: [aws.look("account", "ListRegions")],
  },
});
