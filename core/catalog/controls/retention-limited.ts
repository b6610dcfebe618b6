import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "retention-limited",
  area: "retention",
  title: "Events are kept for a year at most, or longer with a reason",
  why: "Events name people; what is kept without need can only do them harm.",
  requirements: asked({ gdpr: ["5(1)(e)"] }),
  clouds: withAdopted(
    "bucket",
    "its lifecycle",
    everywhere(({ settings }) => {
      const { days, reason } = settings.retention;
      if (days <= 365) return met(`kept for ${days} days`);
      return reason === undefined
        ? notMet(`kept for ${days} days, without a retention.reason`)
        : met(`kept for ${days} days: ${reason}`);
    }),
  ),
};
