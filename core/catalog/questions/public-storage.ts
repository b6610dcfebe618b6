import { alert } from "../alerts/storage-made-public.ts";
import { asAlert, type Question } from "../question.ts";

export const question: Question = {
  id: "public-storage",
  title: "Who may have opened a store to everybody?",
  clouds: asAlert(alert),
};
