import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "secret-reads",
  title: "Who read which secrets, and how often?",
  by: ["Who", "Target"],
  clouds: everywhere('"secret.read" in activities'),
};
