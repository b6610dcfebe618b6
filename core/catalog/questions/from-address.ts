import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "from-address",
  title: "What was done from one address?",
  parameters: [
    {
      name: "address",
      title: "the address",
      examples: { aws: "203.0.113.7", gcp: "203.0.113.7", azure: "203.0.113.7" },
    },
  ],
  clouds: everywhere(`sourceIp == "\${address}"`),
};
