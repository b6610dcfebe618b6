import { catalogAlerts } from "../catalog/alerts.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { nearestOf } from "../contract/nearest.ts";
import type { SpecOverrides } from "../contract/spec.ts";
import type { SpecTest } from "../contract/tests.ts";
import { isObject } from "../object.ts";

/** The ids by which alerts are told: of the catalog, and of the alerts that a spec or a stack's overrides describe. */
const alertIds = (specs: readonly SpecOverrides[]): readonly string[] => [
  ...catalogAlerts.map(({ id }) => id),
  // Entries may be wrong, which is told by itself.
  ...specs.flatMap(({ alerts }) => (alerts?.custom ?? []).flatMap((one) => (isObject(one) ? [String(one.name)] : []))),
];

const issuesOf = ({ event, events, expect }: SpecTest, path: Path, known: readonly string[]): Issue[] => {
  const count = [event, events?.length ? events : undefined].filter((one) => one !== undefined).length;
  const isEmpty = Object.values(expect).every((one) => one === undefined);
  return [
    ...(count === 1 ? [] : [issue("error", "test-event-count", path, { count })]),
    ...(isEmpty ? [issue("error", "test-expects-nothing", [...path, "expect"], {})] : []),
    ...(expect.alerts ?? []).flatMap((alert, index) => {
      if (known.includes(alert)) return [];
      const nearest = nearestOf(alert, known);
      return [issue("error", "test-unknown-alert", [...path, "expect", "alerts", index], { alert, nearest })];
    }),
  ];
};

/** Whether something below a path was found to be wrong already. */
const isWrong = (path: Path, found: readonly Issue[]): boolean =>
  found.some((one) => path.every((step, at) => one.path[at] === step));

/** What is wrong with those tests of a spec of whose form nothing was found to be wrong. */
export const testIssues = (
  spec: SpecOverrides & { readonly tests?: readonly SpecTest[] | undefined },
  overrides: SpecOverrides,
  path: Path,
  found: readonly Issue[],
): readonly Issue[] => {
  const known = alertIds([spec, overrides]);
  const names = new Set<string>();
  return (spec.tests ?? []).flatMap((test, index) => {
    const at = [...path, "tests", index];
    if (isWrong(at, found)) return [];
    const isTwice = names.has(test.name);
    names.add(test.name);
    return [
      ...(isTwice ? [issue("error", "name-twice", [...at, "name"], { name: test.name })] : []),
      ...issuesOf(test, at, known),
    ];
  });
};
