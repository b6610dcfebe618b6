import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { type EventExample, exampleOf, type Place } from "../replay/tally.ts";

/** Of two that are compared. */
export type SideName = "a" | "b";

/** What one of two does with an event. */
export interface SideDecision {
  readonly isStored: boolean;
  /** The alerts that tell of it, by names that both sides have; none where it is not stored. */
  readonly alerts: ReadonlySet<string>;
}

/** Events that one stores or tells of, and the other does not. */
export interface EventDifference {
  readonly cloud: Cloud;
  /** The alert that tells of them; of events that are stored, nothing. */
  readonly alert: string | undefined;
  readonly only: SideName;
  readonly events: number;
  readonly activities: Readonly<Record<string, number>>;
  readonly operations: Readonly<Record<string, number>>;
  readonly examples: readonly EventExample[];
}

const mostExamples = 3;

interface Counted {
  readonly cloud: Cloud;
  readonly alert: string | undefined;
  readonly only: SideName;
  events: number;
  readonly activities: Map<string, number>;
  readonly operations: Map<string, number>;
  readonly examples: EventExample[];
}

const addTo = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

/** The most frequent first. */
const byCount = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)));

/** Counts what two do otherwise: as large as there are kinds of differences, whatever the number of events. */
export class EventDifferences {
  readonly #found = new Map<string, Counted>();
  #events = 0;

  /** How many events were compared. */
  get events(): number {
    return this.#events;
  }

  add(event: CommonEvent, a: SideDecision, b: SideDecision, place: Place): void {
    this.#events += 1;
    if (a.isStored !== b.isStored) this.#count(event, undefined, a.isStored ? "a" : "b", place);
    for (const alert of a.alerts) if (!b.alerts.has(alert)) this.#count(event, alert, "a", place);
    for (const alert of b.alerts) if (!a.alerts.has(alert)) this.#count(event, alert, "b", place);
  }

  #count(event: CommonEvent, alert: string | undefined, only: SideName, place: Place): void {
    const { cloud, activities, operation } = event;
    const key = JSON.stringify([cloud, alert ?? null, only]);
    const counted: Counted = this.#found.get(key) ?? {
      cloud,
      alert,
      only,
      events: 0,
      activities: new Map(),
      operations: new Map(),
      examples: [],
    };
    this.#found.set(key, counted);
    counted.events += 1;
    for (const activity of activities.length === 0 ? ["other"] : activities) addTo(counted.activities, activity);
    addTo(counted.operations, operation);
    if (counted.examples.length < mostExamples) counted.examples.push(exampleOf(event, place));
  }

  /** What is stored before what is told, clouds and alerts by their names. */
  result(): readonly EventDifference[] {
    const orderOf = ({ alert, cloud, only }: Counted): string => JSON.stringify([alert ?? "", cloud, only]);
    return [...this.#found.values()]
      .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
      .map((one) => ({ ...one, activities: byCount(one.activities), operations: byCount(one.operations) }));
  }
}
