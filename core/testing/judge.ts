import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import type { AlertThreshold, AuditPlan } from "../plan/plan.ts";
import { decider, type EventDecision } from "../replay/decide.ts";
import { burstsOf } from "../replay/windows.ts";
import type { Happening } from "./sequence.ts";

/** What became of an event of a test. */
export interface JudgedEvent {
  readonly event: CommonEvent;
  readonly decision: EventDecision;
}

/** What became of an alert that matches one of the events or more, in a cloud. */
export interface JudgedAlert {
  readonly id: string;
  readonly cloud: Cloud;
  readonly threshold: AlertThreshold | undefined;
  /** Events that match: stored ones, and others, of which nobody is told. */
  readonly events: number;
  readonly unseen: number;
  /** The most that came within the minutes of its threshold; of one without, the stored events. */
  readonly most: number;
  /** Whether people are told. */
  readonly tells: boolean;
}

/** What a plan makes of the events of a test. */
export interface Judged {
  readonly events: readonly JudgedEvent[];
  readonly alerts: readonly JudgedAlert[];
}

export const isStored = ({ fate }: EventDecision): boolean => fate === "captured" || fate === "beyond";

export const isAsked = ({ fate }: EventDecision): boolean => fate === "captured" || fate === "lost";

interface Counted {
  readonly id: string;
  readonly cloud: Cloud;
  readonly threshold: AlertThreshold | undefined;
  readonly seconds: Map<number, number>;
  events: number;
  unseen: number;
}

const mostOf = ({ events, seconds, threshold }: Counted): number =>
  threshold === undefined
    ? events
    : Math.max(0, ...burstsOf(seconds, { ...threshold, count: 1 }).map(({ most }) => most));

const judgedAlert = (counted: Counted): JudgedAlert => {
  const { id, cloud, threshold, events, unseen } = counted;
  const most = mostOf(counted);
  return { id, cloud, threshold, events, unseen, most, tells: most >= (threshold?.count ?? 1) };
};

const counted = (decided: readonly (Happening & JudgedEvent)[]): Iterable<Counted> => {
  const counts = new Map<string, Counted>();
  for (const { event, second, decision } of decided) {
    for (const { id, threshold } of decision.alerts) {
      const key = `${event.cloud} ${id}`;
      const of = counts.get(key) ?? { id, cloud: event.cloud, threshold, seconds: new Map(), events: 0, unseen: 0 };
      counts.set(key, of);
      if (!isStored(decision)) of.unseen += 1;
      else {
        of.events += 1;
        of.seconds.set(second, (of.seconds.get(second) ?? 0) + 1);
      }
    }
  }
  return counts.values();
};

/** What a plan makes of events, in the order of the events. */
export const judge = (plan: AuditPlan): ((happenings: readonly Happening[]) => Judged) => {
  const decide = decider(plan);
  return (happenings) => {
    const decided = happenings.map((one) => ({ ...one, decision: decide(one.event) }));
    return {
      events: decided.map(({ event, decision }) => ({ event, decision })),
      alerts: Array.from(counted(decided), judgedAlert),
    };
  };
};
