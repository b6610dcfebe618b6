import { expect, test } from "vitest";
import { eventSelectors, selectionsOf } from "../../../core/compile/aws/selectors.ts";

const management = { field: "eventCategory", equals: ["Management"] };
const writesOnly = { field: "readOnly", equals: ["false"] };

test.each([
  { management: "all", identity: false, selected: [management] },
  { management: "all", identity: true, selected: [management] },
  { management: "write", identity: false, selected: [management, writesOnly] },
  // AssumeRole is a read-only event: with sign-ins asked for, no read may be left out.
  { management: "write", identity: true, selected: [management] },
] as const)("a trail for management $management and identity $identity", ({ selected, ...capture }) => {
  const selections = selectionsOf({ ...capture, data: [], exclude: [], bestEffort: [] }, false, []);
  expect(eventSelectors(selections, [])).toEqual([{ name: "Management events selector", fieldSelectors: selected }]);
});
