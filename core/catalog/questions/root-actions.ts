import { alert } from "../alerts/root-use.ts";
import { asAlert, type Question } from "../question.ts";

export const question: Question = {
  id: "root-actions",
  title: "What did the root user do?",
  clouds: asAlert(alert),
};
