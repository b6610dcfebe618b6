import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "logging-changes",
  title: "Who changed what is logged, or where it is kept?",
  clouds: everywhere('"logging.change" in activities'),
};
