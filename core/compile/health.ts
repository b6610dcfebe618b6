import type { Cloud } from "../contract/cloud.ts";
import type { AuditPlan } from "../plan/plan.ts";
import type { AlertText } from "./alerts.ts";
import { type Answer, because } from "./compiled.ts";

/** What people are told of the audit log itself: by ids that no alert of a spec has, the same in every cloud. */
export const healthTexts = {
  silence: {
    id: "health.silence",
    title: "Nothing arrives in the audit log any more",
    severity: "critical",
    why: "A log that fell silent looks like a quiet day: nothing that happens now is recorded, or nobody can look it up.",
    firstSteps: [
      "Deploy the stack again: it puts back what was changed or deleted.",
      "Look for who changed the audit log, its stores, their key or the permissions between them.",
      "Treat all that happened since as unseen: look into the services’ own logs.",
    ],
  },
  delivery: {
    id: "health.delivery",
    title: "The audit log could not be written to its store",
    severity: "critical",
    why: "What is not stored now is lost, or arrives late.",
    firstSteps: [
      "Look whether the store, its key and the writer’s permission are there: deploy the stack again.",
      "Look up the missing time in the other copy of the log.",
    ],
  },
  alertPath: {
    id: "health.alert-path",
    title: "Alerts could not be delivered",
    severity: "critical",
    why: "An alert that nobody gets is none.",
    firstSteps: [
      "Look at what was not delivered: it may tell of an attack.",
      "Mend the channel: a token that ended, an address that is gone, an endpoint that refuses.",
    ],
  },
} as const satisfies Record<string, AlertText>;

/** Of what is no longer so. */
export const recovered = ({ id, title, severity }: AlertText): AlertText => ({
  id,
  title: `Over: ${title}`,
  severity,
  why: undefined,
  firstSteps: [],
});

/** What a cloud does about silence: it tells after so many minutes, or as many as it can, which are fewer. */
export const silenceAnswer = (
  { settings: { health } }: AuditPlan,
  cloud: Cloud,
  given: string,
  minutesOf: (asked: number) => number,
): Answer => {
  const hours = health.silenceAfterHours;
  if (hours === undefined) return { given: "nobody is told of silence" };
  const givenMinutes = minutesOf(hours * 60);
  if (givenMinutes === hours * 60) return { given };
  return {
    given,
    fidelity: "wider",
    issue: because("notice", "silence-sooner", "health.silenceAfterHours", { cloud, asked: hours, givenMinutes }),
  };
};
