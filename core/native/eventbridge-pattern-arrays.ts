/** The elements that a value lies in, of which array, from the outermost in. */
export type ArrayPlace = readonly { array: number; index: number }[];

/** What a pattern asks of one field. */
export interface Demand {
  /** Where the field's values are that pass. */
  passed: readonly ArrayPlace[];
  /** Where all its values are, if it may be missing. */
  absent: readonly ArrayPlace[] | undefined;
}

/** The element of each array that the fields so far were found in. */
type Choice = ReadonlyMap<number, number>;

/** Ours: far above what events hold, and low enough that no event takes long. */
const mostChoices = 100_000;

const isConsistent = (place: ArrayPlace, choice: Choice): boolean =>
  place.every(({ array, index }) => (choice.get(array) ?? index) === index);

/** The places that agree with a choice, found by the element of the outermost array. */
const finder = (places: readonly ArrayPlace[]): ((choice: Choice) => ArrayPlace[]) => {
  const outside = places.filter((place) => place.length === 0);
  const arrays = new Map<number, Map<number, ArrayPlace[]>>();
  for (const place of places) {
    const [outermost] = place;
    if (outermost === undefined) continue;
    const elements = arrays.get(outermost.array) ?? new Map<number, ArrayPlace[]>();
    arrays.set(outermost.array, elements);
    const element = elements.get(outermost.index) ?? [];
    elements.set(outermost.index, element);
    element.push(place);
  }
  return (choice) => {
    const inside = [...arrays].flatMap(([array, elements]) => {
      const index = choice.get(array);
      return index === undefined ? [...elements.values()].flat() : (elements.get(index) ?? []);
    });
    return [...outside, ...inside].filter((place) => isConsistent(place, choice));
  };
};

const arraysOf = ({ passed, absent = [] }: Demand): number[] =>
  [...passed, ...absent].flatMap((place) => place.map(({ array }) => array));

/** A choice and a place together, of the arrays that still matter. */
const joined = (choice: Choice, place: ArrayPlace, matters: ReadonlySet<number>): Choice => {
  const all: [number, number][] = [...choice, ...place.map(({ array, index }): [number, number] => [array, index])];
  return new Map(all.filter(([array]) => matters.has(array)).sort(([one], [other]) => one - other));
};

/** The choices that are left after one more field. */
const narrowed = (choices: readonly Choice[], demand: Demand, matters: ReadonlySet<number>): Choice[] => {
  const passed = finder(demand.passed);
  const present = demand.absent && finder(demand.absent);
  const left = new Map<string, Choice>();
  for (const choice of choices) {
    const places = present?.(choice).length === 0 ? [[], ...passed(choice)] : passed(choice);
    for (const place of places) {
      const one = joined(choice, place, matters);
      if (left.size < mostChoices) left.set([...one].join(";"), one);
    }
  }
  return [...left.values()];
};

/**
 * Can each field be found, or be missing, so that no two lie in different elements of one array?
 * The fields come in the order of their paths, as event-ruler takes them: a field counts as missing where it is in none
 * of the elements that the fields before it were found in, so what comes after it has no say.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/ACFinder.java
 */
export const agree = (demands: readonly Demand[]): boolean => {
  const mattersAfter: Set<number>[] = [];
  const later = new Set<number>();
  for (const demand of demands.toReversed()) {
    mattersAfter.unshift(new Set(later));
    for (const array of arraysOf(demand)) later.add(array);
  }
  let choices: Choice[] = [new Map()];
  for (const [at, demand] of demands.entries()) choices = narrowed(choices, demand, mattersAfter[at] ?? later);
  return choices.length > 0;
};
