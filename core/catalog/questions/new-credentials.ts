import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "new-credentials",
  title: "Who made credentials, or took them away?",
  clouds: everywhere('"credential.change" in activities && outcome == "success"'),
};
