import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "other-regions",
  title: "What was changed outside of the regions where you work?",
  by: ["Who", "What"],
  parameters: [
    {
      name: "regions",
      title: "the regions where you work",
      examples: { aws: "eu-central-1", gcp: "europe-west3", azure: "westeurope" },
    },
  ],
  clouds: everywhere(`access == "write" && has(region) && !(region in ["\${regions}"])`),
};
