import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "access-changes",
  title: "Who gave or took permissions?",
  clouds: everywhere('"access.grant" in activities && outcome == "success"'),
};
