import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "failed-sign-ins",
  title: "Whose sign-ins failed, and from where?",
  by: ["Who", "SourceIp"],
  clouds: everywhere('"auth.failure" in activities'),
};
