import type { CommonEvent } from "../event/event.ts";

/** Works something out of an event once, however many filters ask for it. */
export const perEvent = <T>(make: (event: CommonEvent) => T): ((event: CommonEvent) => T) => {
  const made = new WeakMap<CommonEvent, { readonly value: T }>();
  return (event) => {
    const known = made.get(event) ?? { value: make(event) };
    made.set(event, known);
    return known.value;
  };
};
