import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "denied-calls",
  title: "Who was refused what, and how often?",
  by: ["Who", "What"],
  clouds: everywhere('outcome == "denied"'),
};
