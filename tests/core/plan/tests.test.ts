import { describe, expect, test } from "vitest";
import { pathText } from "../../../core/contract/issues.ts";
import { sentence } from "../../../core/contract/messages.ts";
import { readRequest } from "../../../core/plan/request.ts";

const root = { eventSource: "iam.amazonaws.com" };
const aws = { region: "eu-central-1" };

const request = (tests: unknown, more: object = {}, overrides: object = {}) =>
  readRequest("AwsAuditLog", { spec: { version: 1, tests, ...more }, overrides, ...aws }, "2026-07-01");

const said = (tests: unknown, more: object = {}, overrides: object = {}): string[] =>
  request(tests, more, overrides)
    .issues.filter(({ severity }) => severity === "error")
    .map((one) => `${pathText(one.path)}: ${sentence(one)}`);

const right = { name: "a", event: "a.json", expect: { stored: true } };
const custom = [{ name: "denials", when: 'outcome == "denied"', severity: "low" }];

describe("a test of a spec", () => {
  test.each<[string, unknown]>([
    ["names a file", right],
    ["has a record", { ...right, event: root }],
    ["has a list of records", { ...right, event: [root] }],
    [
      "has a sequence",
      {
        name: "a",
        events: [{ event: "a.json", repeat: 10_000, everySeconds: 86_400, afterSeconds: 0 }],
        expect: { clouds: [] },
      },
    ],
    ["expects that no alert tells", { ...right, expect: { alerts: [] } }],
    ["has a name of 200 characters", { ...right, name: "x".repeat(200) }],
  ])("that %s is right", (_, one) => {
    expect(said([one])).toEqual([]);
  });

  test("with mistakes has all of them said at once, each at its place", () => {
    const tests = [
      { ...right, expect: {} },
      { ...right, events: [{ event: root }] },
      { name: "b", expect: { stored: true } },
      { name: "c", events: [], expect: { stored: true } },
      { name: "d", event: root, expect: { alerts: ["root-uze", "denails", "denials", "root-use"] } },
    ];
    expect(said(tests, { alerts: { custom } })).toEqual([
      "spec.tests[0].expect: the test expects nothing, so that it can't fail; give stored, captured, alerts or clouds",
      "spec.tests[1].name: the name a is given twice; give each its own",
      "spec.tests[1]: event and events are both given; keep one of them",
      "spec.tests[2]: the test has no event; give event with a file or a record, or events with several",
      "spec.tests[3]: the test has no event; give event with a file or a record, or events with several",
      "spec.tests[4].expect.alerts[0]: root-uze is neither in the catalog nor in alerts.custom; did you mean root-use? give the id of an alert, as auditlog catalog alerts lists them",
      "spec.tests[4].expect.alerts[1]: denails is neither in the catalog nor in alerts.custom; did you mean denials? give the id of an alert, as auditlog catalog alerts lists them",
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      "no expectation",
      { name: "a", event: root },
      "tests[0].expect: this key is missing; give what is to become of the events of a test: one of these or more",
    ],
    [
      "an empty name",
      { ...right, name: " " },
      "tests[0].name: this is not a name in one line, at most 200 characters; write it like a root login pages us",
    ],
    [
      "a name of 201 characters",
      { ...right, name: "x".repeat(201) },
      "tests[0].name: this is not a name in one line, at most 200 characters; write it like a root login pages us",
    ],
    [
      "a number as its event",
      { ...right, event: 1 },
      "tests[0].event: this is not the path of a file or a record; write it like fixtures/aws-root-login.json",
    ],
    [
      "nothing as its event",
      { ...right, event: null },
      "tests[0].event: this is not the path of a file or a record; write it like fixtures/aws-root-login.json",
    ],
    [
      "a step without an event",
      { name: "a", events: [{ repeat: 2 }], expect: { stored: true } },
      "tests[0].events[0].event: this is not the path of a file or a record; write it like fixtures/aws-root-login.json",
    ],
    [
      "no repetition",
      { name: "a", events: [{ event: root, repeat: 0 }], expect: { stored: true } },
      "tests[0].events[0].repeat: 0 is out of range; give 1 to 10,000 times",
    ],
    [
      "too many of them",
      { name: "a", events: [{ event: root, repeat: 10_001 }], expect: { stored: true } },
      "tests[0].events[0].repeat: 10,001 is out of range; give 1 to 10,000 times",
    ],
    [
      "an expectation that is not known",
      { ...right, expect: { store: true } },
      "tests[0].expect.store: the key store is not known; did you mean stored? known here: stored, captured, alerts, clouds",
    ],
    [
      "a cloud that is not known",
      { ...right, expect: { clouds: ["gpc"] } },
      'tests[0].expect.clouds[0]: the text "gpc" is not allowed; did you mean gcp? give aws, gcp or azure',
    ],
  ])("with %s is refused", (_, one, sentence) => {
    expect(said([one])).toEqual([`spec.${sentence}`]);
  });

  test("may name an alert that a stack's overrides describe", () => {
    const tests = [{ ...right, expect: { alerts: ["denials"] } }];
    expect(said(tests, {}, { alerts: { custom } })).toEqual([]);
  });

  test("is no override", () => {
    expect(said([], {}, { tests: [right] })).toEqual([
      expect.stringContaining("overrides.tests: the key tests is not known"),
    ]);
  });

  test("changes nothing in the plan", () => {
    expect(request([right, { ...right, name: "b", event: root }]).plan).toEqual(request(undefined).plan);
  });
});
