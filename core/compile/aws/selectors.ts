import { type Issue, issue } from "../../contract/issues.ts";
import { both, equal, type Filter, not, recordField } from "../../filter/ast.ts";
import type { Rendered } from "../../filter/rendered.ts";
import { type EventSelector, toCloudTrailSelectors } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan } from "../../plan/plan.ts";
import { literal } from "../json.ts";
import { type DataSelection, dataSelections } from "./data.ts";
import { needsReads } from "./trail.ts";

type Capture = AuditPlan["settings"]["capture"];

/** What a trail is to select, before anything is excluded. */
const selections = (capture: Capture): DataSelection[] => [
  {
    name: undefined,
    filter: both(
      equal(recordField("eventCategory"), ["Management"], false),
      ...(needsReads(capture) ? [] : [equal(recordField("readOnly"), [false], false)]),
    ),
    arn: undefined,
  },
  ...capture.data.flatMap(dataSelections),
];

/** The selectors of a selection that leave the excluded events out, as far as selectors can. */
const selectorsOf = ({ name, filter, arn }: DataSelection, excluded: readonly Filter[]): EventSelector[] => {
  const without = both(filter, ...excluded.map(not));
  const { output = [], fidelity } = toCloudTrailSelectors(without);
  // What can't be written without the exclusions' alternatives becoming too many is selected with all of them.
  const found = fidelity === "unsupported" ? (toCloudTrailSelectors(filter).output ?? []) : output;
  return literal(found).map((selector) => ({
    name: name ?? selector.name,
    fieldSelectors: arn === undefined ? selector.fieldSelectors : [...selector.fieldSelectors, arn],
  }));
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export const eventSelectors = (capture: Capture, excluded: readonly Filter[]): EventSelector[] => {
  const selectors = selections(capture).flatMap((selection) => selectorsOf(selection, excluded));
  return [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()];
};

const target = "A trail's event selectors";

const lacksIn = (issues: readonly Issue[]): readonly string[] => [
  ...new Set(
    issues.flatMap((one) => (one.code === "rule-wider" || one.code === "rule-unsupported" ? one.params.lacks : [])),
  ),
];

/** What the selectors make of one exclusion by itself: what they leave out of what is captured. */
export const excludedBy = (capture: Capture, filter: Filter): Rendered<readonly EventSelector[]> => {
  const output = eventSelectors(capture, [filter]);
  const rendered = selections(capture).map((selection) => toCloudTrailSelectors(both(selection.filter, not(filter))));
  const lacks = lacksIn(rendered.flatMap(({ issues }) => issues));
  const isChanged = JSON.stringify(output) !== JSON.stringify(eventSelectors(capture, []));
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
