import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ran } from "../cli/ran.ts";
import { type Given, stateOf } from "../core/deployed/stack.ts";
import { namesOf, views } from "./checks.ts";
import { itIsSound, pageOf } from "./page.ts";

/** Does not prove what any page of a report can do, which report.test.ts does: this one is made of the same parts. */

const hostile = `</script><script>window.hit=1</script><img src=x onerror="window.hit=1">'"\u202e`;

const targetOf = (rule: string): Given => [
  "aws:cloudwatch/eventTarget:EventTarget",
  rule,
  { rule, arn: "arn:aws:sns:eu-west-1:111122223333:security" },
];

const rule = (name: string, eventPattern: string): Given => [
  "aws:cloudwatch/eventRule:EventRule",
  name,
  { name, eventPattern },
];

const long = Array.from({ length: 60 }, (_, at) => `protoPayload.methodName:"method-${at}"`).join(" OR ");

const state = stateOf(
  ["aws:cloudtrail/trail:Trail", "trail", { name: "company", isMultiRegionTrail: true }],
  rule("changes", `{"detail":{"readOnly":[false]}}`),
  targetOf("changes"),
  rule(hostile, `{"detail":{"eventName":[{"prefix":"Delete"}]}}`),
  targetOf(hostile),
  ["gcp:logging/projectSink:ProjectSink", "sink", { name: "archive", filter: `${long} OR protoPayload:*` }],
  [
    "azure-native:monitor:SubscriptionDiagnosticSetting",
    "setting",
    { name: "activity", logs: [{ category: "Administrative", enabled: true }] },
  ],
  rule("nobody", `{"source":["aws.iam"]}`),
  ["gcp:logging/projectSink:ProjectSink", `broken${hostile}`, { filter: `"${hostile}` }],
);

const page = pageOf(async (folder) => {
  writeFileSync(join(folder, "b.zip"), "PK\u0003\u0004");
  const events = resolve(import.meta.dirname, "..", "..", "examples", "events");
  const file = join(folder, "a.html");
  const args = ["replay", "--state", "a<b>.json", events, join(folder, "b.zip"), "--html", file];
  const { stderr } = await ran({ "a<b>.json": JSON.stringify(state) }, args);
  expect(stderr).toMatch(/b\.zip: this is a zip archive; unpack it first \(byte 0\)\n$/);
  return file;
});

describe("the page of a stack", () => {
  itIsSound(page, "stack-");

  it("has headings and tables with names, and no section that only a spec can fill", async () => {
    await page.open(views.light);
    const named = await namesOf(page.tab);
    expect(named("heading")).toEqual([
      "Audit log report",
      "What happened",
      "What the stack has",
      "Timeline",
      "AWS",
      "Google Cloud",
      "Azure",
      "Alerts that would have told people",
      "What becomes of events",
      "Activity by cloud",
      "Files and rejected records",
      "What stores and what tells",
      "Not understood",
      "Data Access logs that nothing here turns on",
      "What is not on this page",
    ]);
    expect(named("table")).toEqual([
      "Alerts by cloud",
      "Events by cloud",
      "Events by activity and cloud",
      "Files that could not be read whole",
      "Resources that store events or tell of them",
      "Resources that were not understood, by the reason",
      "Events by type of log and service",
    ]);
  });

  it("has links in its contents and figures that lead somewhere", async () => {
    await page.open(views.light);
    const lost =
      "[...document.querySelectorAll('a')].map((one) => one.getAttribute('href')).filter((to) => document.querySelector(to) === null)";
    expect(await page.tab.evaluate(lost)).toEqual([]);
  });

  it("unfolds a long filter, and folds it up at first", async () => {
    await page.open(views.light);
    const sink = "#resources-table details";
    expect(await page.tab.evaluate(`document.querySelector("${sink} summary").textContent`)).toMatch(
      /^The filter: 2,\d{3} characters$/,
    );
    const height = `document.querySelector("${sink}").getBoundingClientRect().height`;
    const folded = await page.tab.evaluate<number>(height);
    await page.tab.evaluate(`document.querySelector("${sink} summary").click()`);
    expect(await page.tab.evaluate<number>(height)).toBeGreaterThan(folded * 4);
  });

  it("has no room left over beside a folded filter on a phone", async () => {
    await page.open(views.phone);
    const cell = "document.querySelector('#resources-table details')";
    const heights = `[${cell}.parentElement, ${cell}].map((one) => Math.round(one.getBoundingClientRect().height))`;
    const [around, within] = await page.tab.evaluate<[number, number]>(heights);
    expect(around - within).toBeLessThan(8);
  });
});
