import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "retention-90-days",
  area: "retention",
  title: "Events are kept for 90 days at least",
  why: "Many break-ins are found weeks after they began.",
  requirements: asked({ cis: ["Controls 8.10"] }),
  clouds: withAdopted(
    "bucket",
    "its lifecycle",
    everywhere(({ settings }) => {
      const { days } = settings.retention;
      return days >= 90 ? met(`kept for ${days} days`) : notMet(`kept for ${days} days`);
    }),
  ),
};
