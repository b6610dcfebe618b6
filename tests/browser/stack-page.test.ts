import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findChromium } from "../../tools/chromium.mjs";
import { ran } from "../cli/ran.ts";
import { type Given, stateOf } from "../core/deployed/stack.ts";
import { complaintsOf, faultsOf, namesOf, pictures, requestsOf, unfolded, views } from "./checks.ts";
import { type Browser, goTo, launched, look, pictureOf, type Tab, type View } from "./chromium.ts";

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

let folder: string;
let browser: Browser;
let url: string;
let tab: Tab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-stack-page-"));
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(folder, "b.zip"), "PK\u0003\u0004");
  const events = resolve(import.meta.dirname, "..", "..", "examples", "events");
  const page = join(folder, "a.html");
  const args = ["replay", "--state", "a<b>.json", events, join(folder, "b.zip"), "--html", page];
  const { stderr } = await ran({ "a<b>.json": JSON.stringify(state) }, args);
  expect(stderr).toMatch(/b\.zip: this is a zip archive; unpack it first \(byte 0\)\n$/);
  url = pathToFileURL(page).href;
  browser = await launched(findChromium()!);
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  tab = await browser.open();
});

const opened = async (view: View): Promise<void> => {
  await look(tab, view);
  await goTo(tab, url);
};

describe("the page of a stack", () => {
  it("loads nothing, runs nothing of what a state says, and has nothing to complain of", async () => {
    await opened(views.light);
    expect([requestsOf(tab), complaintsOf(tab)]).toEqual([[url], []]);
    expect(await tab.evaluate("[document.scripts.length, document.images.length, typeof window.hit]")).toEqual([
      1,
      0,
      "undefined",
    ]);
  });

  const { tablet: _, ...looked } = views;

  it.each(Object.entries(looked))("has no fault that axe finds, as %s", async (name, view) => {
    await opened(view);
    writeFileSync(join(pictures, `stack-${name.replace(" ", "-")}.png`), await pictureOf(tab));
    await tab.evaluate(unfolded);
    expect(await faultsOf(tab)).toEqual([]);
  });

  it.each(Object.entries(views))("is no wider than what shows it, as %s", async (_, view) => {
    await opened(view);
    await tab.evaluate(unfolded);
    expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
  });

  it("has headings and tables with names, and no section that only a spec can fill", async () => {
    await opened(views.light);
    const named = await namesOf(tab);
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
    await opened(views.light);
    const lost =
      "[...document.querySelectorAll('a')].map((one) => one.getAttribute('href')).filter((to) => document.querySelector(to) === null)";
    expect(await tab.evaluate(lost)).toEqual([]);
  });

  it("unfolds a long filter, and folds it up at first", async () => {
    await opened(views.light);
    const sink = "#resources-table details";
    expect(await tab.evaluate(`document.querySelector("${sink} summary").textContent`)).toMatch(
      /^The filter: 2,\d{3} characters$/,
    );
    const height = `document.querySelector("${sink}").getBoundingClientRect().height`;
    const folded = await tab.evaluate<number>(height);
    await tab.evaluate(`document.querySelector("${sink} summary").click()`);
    expect(await tab.evaluate<number>(height)).toBeGreaterThan(folded * 4);
  });

  it("has no room left over beside a folded filter on a phone", async () => {
    await opened(views.phone);
    const cell = "document.querySelector('#resources-table details')";
    const heights = `[${cell}.parentElement, ${cell}].map((one) => Math.round(one.getBoundingClientRect().height))`;
    const [around, within] = await tab.evaluate<[number, number]>(heights);
    expect(around - within).toBeLessThan(8);
  });
});
