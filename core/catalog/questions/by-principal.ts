import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "by-principal",
  title: "What did one principal do?",
  parameters: [
    {
      name: "principal",
      title: "the principal, as the log names it",
      examples: {
        aws: "arn:aws:iam::111122223333:user/eva",
        gcp: "eva@example.com",
        azure: "eva@example.com",
      },
    },
  ],
  clouds: everywhere(`actor.id == "\${principal}"`),
};
