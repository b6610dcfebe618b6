import { describe, expect, test } from "vitest";
import { reachesOf } from "../../../core/compile/aws/reach.ts";
import { stateFor } from "../../../core/compile/aws/read-only.ts";

const stateOf = (detail: object): string => stateFor(reachesOf({ "detail-type": ["x"], detail }));

const writes = { eventName: ["DeleteTrail"] };
const reads = { eventName: ["DescribeTrails"] };

describe("a rule is given what only reads", () => {
  test.each<[string, object]>([
    ["no call is named", { eventSource: ["kms.amazonaws.com"] }],
    ["a call that reads is named", reads],
    ["one of several calls reads", { eventName: ["DeleteTrail", "GetTrail"] }],
    ["a name in any case may be that of one that reads", { eventName: [{ "equals-ignore-case": "listKeys" }] }],
    ["a name's beginning may be that of one that reads", { eventName: [{ prefix: "D" }] }],
    ["a name's end alone is asked", { eventName: [{ suffix: "Trail" }] }],
    ["a wildcard begins a name", { eventName: [{ wildcard: "*Trail" }] }],
    ["some names are excluded", { eventName: [{ "anything-but": "DeleteTrail" }] }],
    ["it need not have a name", { eventName: ["DeleteTrail", { exists: false }] }],
    ["reads are asked for", { readOnly: [true] }],
    ["either is asked for", { readOnly: [true, false] }],
    ["one alternative may read", { $or: [writes, reads] }],
    ["an alternative within one may read", { $or: [writes, { eventSource: ["a"], $or: [writes, reads] }] }],
  ])("where %s", (_, detail) => {
    expect(stateOf(detail)).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  });
});

describe("a rule is not given what only reads", () => {
  test.each<[string, object]>([
    ["all calls that are named change something", { eventName: ["DeleteTrail", "StopLogging"] }],
    ["sign-ins alone are asked for", { eventName: ["ConsoleLogin"] }],
    ["names in any case do", { eventName: [{ "equals-ignore-case": "deleteTrail" }] }],
    ["names begin so", { eventName: [{ prefix: "Delete" }, { prefix: { "equals-ignore-case": "put" } }] }],
    ["wildcards begin so", { eventName: [{ wildcard: "Delete*Tra\\*il" }] }],
    ["reads are not asked for", { readOnly: [false, { exists: false }] }],
    ["no alternative may read", { $or: [writes, { ...reads, readOnly: [false] }] }],
    ["what all alternatives have in common changes something", { ...writes, $or: [{ a: ["1"] }, { b: ["2"] }] }],
  ])("where %s", (_, detail) => expect(stateOf(detail)).toBe("ENABLED"));

  test("where alternatives stand beside the record", () => {
    const beside = { detail: writes, $or: [{ detail: { a: ["1"] } }, { detail: { b: ["1"] } }] };
    expect(stateFor(reachesOf(beside))).toBe("ENABLED");
  });
});
