import { everywhere, type Question } from "../question.ts";

export const question: Question = {
  id: "sign-ins",
  title: "Who signed in, and from where?",
  clouds: everywhere('"auth.signin" in activities'),
};
