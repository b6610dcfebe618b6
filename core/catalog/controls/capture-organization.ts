import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "capture-organization",
  area: "capture",
  title: "Events of the whole organization are recorded",
  why: "An account that nobody thought of is recorded as well.",
  requirements: asked({ "nist-800-53": ["AU-12(1)"] }),
  clouds: {
    aws: ({ placements }) =>
      placements.aws?.scope === "organization"
        ? met("an organization trail")
        : notMet("the trail is of one account: scope is account"),
    gcp: ({ placements }) =>
      placements.gcp?.scope === "organization"
        ? met("sinks of the organization")
        : notMet("the sinks are of one project: scope is project"),
    azure: () => notMet("this release exports one subscription, so deploy it in each"),
  },
};
