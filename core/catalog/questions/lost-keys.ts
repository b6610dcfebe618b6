import { alert } from "../alerts/key-disabled-or-deleted.ts";
import { asAlert, type Question } from "../question.ts";

export const question: Question = {
  id: "lost-keys",
  title: "Who disabled or deleted encryption keys?",
  clouds: asAlert(alert),
};
