import { type Issue, issue } from "../../contract/issues.ts";
import { always, both, equal, type Filter, not, recordField } from "../../filter/ast.ts";
import type { Rendered } from "../../filter/rendered.ts";
import { type EventSelector, toCloudTrailSelectors } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan } from "../../plan/plan.ts";
import { literal } from "../json.ts";
import { matchedData } from "./counted-data.ts";
import { type DataSelection, dataSelections, lossOfEvidence, type Selection } from "./data.ts";
import { needsReads, type TrailSelectors } from "./trail.ts";

type Capture = AuditPlan["settings"]["capture"];

/** What the trails are to select, before anything is excluded. */
export interface Selections {
  /** What goes to CloudWatch Logs whatever it costs: management events, and what an alert about the archive is of. */
  readonly searched: readonly Selection[];
  readonly data: readonly DataSelection[];
}

const managementEvents = (capture: Capture): Selection => ({
  name: undefined,
  filter: both(
    equal(recordField("eventCategory"), ["Management"], false),
    ...(needsReads(capture) ? [] : [equal(recordField("readOnly"), [false], false)]),
  ),
  arn: undefined,
});

export const selectionsOf = (
  capture: Capture,
  watchesDeletions: boolean,
  ownBuckets: readonly string[],
): Selections => ({
  searched: [managementEvents(capture), ...(watchesDeletions ? [lossOfEvidence(ownBuckets)] : [])],
  data: capture.data.flatMap((one) => dataSelections(one, ownBuckets)),
});

/** The selectors of a selection that leave the excluded events out, as far as selectors can. */
const selectorsOf = (
  { name, filter, arn }: Selection,
  excluded: readonly Filter[],
  part: Filter = always,
): EventSelector[] => {
  // What can't be written without the alternatives becoming too many is selected with more than was asked.
  const found =
    [both(filter, part, ...excluded.map(not)), both(filter, part), filter]
      .map(toCloudTrailSelectors)
      .find(({ fidelity }) => fidelity !== "unsupported")?.output ?? [];
  return literal(found).map((selector) => ({
    name: name ?? selector.name,
    fieldSelectors: arn === undefined ? selector.fieldSelectors : [...selector.fieldSelectors, arn],
  }));
};

const unique = (selectors: readonly EventSelector[]): EventSelector[] => [
  ...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values(),
];

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export const eventSelectors = ({ searched, data }: Selections, excluded: readonly Filter[]): EventSelector[] =>
  unique([...searched, ...data].flatMap((selection) => selectorsOf(selection, excluded)));

/** May a filter match some of what is selected? */
export const mayMatch = (selection: DataSelection, filter: Filter): boolean => {
  const { output, fidelity } = toCloudTrailSelectors(both(selection.filter, matchedData([filter], selection.sources)));
  return output !== undefined || fidelity === "unsupported";
};

/** What a selection has of events that filters may match. */
export const partOf = (selection: DataSelection, filters: readonly Filter[]): Filter =>
  matchedData(filters, selection.sources);

/**
 * What each of two trails selects: data events the one, and the other copies of those that are counted in CloudWatch Logs. So
 * none moves from one trail to the other when an alert is added. No trail is without selectors, since it would record all
 * management events.
 */
export const dividedSelectors = (
  selections: Selections,
  excluded: readonly Filter[],
  counted: readonly Filter[],
): TrailSelectors => {
  const copied = selections.data.flatMap((one) => selectorsOf(one, excluded, partOf(one, counted)));
  const searched = selections.searched.flatMap((one) => selectorsOf(one, excluded));
  const data = unique(selections.data.flatMap((one) => selectorsOf(one, excluded)));
  return searched.length === 0 ? { main: data, data: [] } : { main: unique([...searched, ...copied]), data };
};

const target = "A trail's event selectors";

const lacksIn = (issues: readonly Issue[]): readonly string[] => [
  ...new Set(
    issues.flatMap((one) => (one.code === "rule-wider" || one.code === "rule-unsupported" ? one.params.lacks : [])),
  ),
];

/** What the selectors make of one exclusion by itself: what they leave out of what is captured. */
export const excludedBy = (selections: Selections, filter: Filter): Rendered<readonly EventSelector[]> => {
  const output = eventSelectors(selections, [filter]);
  const rendered = [...selections.searched, ...selections.data].map((selection) =>
    toCloudTrailSelectors(both(selection.filter, not(filter))),
  );
  const lacks = lacksIn(rendered.flatMap(({ issues }) => issues));
  const isChanged = JSON.stringify(output) !== JSON.stringify(eventSelectors(selections, []));
  if (rendered.every(({ fidelity }) => fidelity === "exact")) {
    return { output: isChanged ? output : undefined, fidelity: "exact", residual: undefined, issues: [] };
  }
  const params = { target, purpose: "exclude" as const, lacks };
  return isChanged
    ? { output, fidelity: "wider", residual: filter, issues: [issue("warning", "rule-wider", [], params)] }
    : {
        output: undefined,
        fidelity: "unsupported",
        residual: filter,
        issues: [issue("warning", "rule-unsupported", [], params)],
      };
};
