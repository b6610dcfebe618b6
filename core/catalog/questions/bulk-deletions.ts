import { alert } from "../alerts/mass-deletion.ts";
import { asAlert, type Question } from "../question.ts";

export const question: Question = {
  id: "bulk-deletions",
  title: "Who deleted much?",
  by: ["Who", "What"],
  clouds: asAlert(alert),
};
