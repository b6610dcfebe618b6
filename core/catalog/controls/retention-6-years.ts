import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "retention-6-years",
  area: "retention",
  title: "Events are kept for six years at least",
  why: "They are the record of actions that the rule wants documented.",
  requirements: asked({ hipaa: ["164.316(b)(2)(i)"] }),
  clouds: withAdopted(
    "bucket",
    "its lifecycle",
    everywhere(({ settings }) => {
      const { days } = settings.retention;
      return days >= 2192 ? met(`kept for ${days} days`) : notMet(`kept for ${days} days, not 2192`);
    }),
  ),
};
