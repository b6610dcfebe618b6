import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ran } from "../cli/ran.ts";
import { namesOf, pictures, shownIn, views } from "./checks.ts";
import { goTo, pictureOf } from "./chromium.ts";
import { itIsSound, pageOf } from "./page.ts";

/** Does not prove that the page is good to look at: its pictures, in dist/report-pictures, are for people. */

const root = resolve(import.meta.dirname, "..", "..");

const hostile = `</script><script>window.hit=1</script><img src=x onerror="window.hit=1">'"\u202e`;

const hostileEvent = {
  eventVersion: "1.11",
  eventTime: "2026-07-01T08:20:00Z",
  eventSource: "iam.amazonaws.com",
  eventName: hostile,
  awsRegion: "eu-west-1",
  userIdentity: { type: "Root", arn: `${hostile}${"x".repeat(5000)}` },
  readOnly: false,
  eventType: "AwsApiCall",
  eventCategory: "Management",
  managementEvent: true,
};

const custom = `
    - name: a-name-that-is-as-long-as-a-name-can-be
      when: 'actor.type == "root"'
      severity: low
      threshold: { count: 1, withinMinutes: 5 }`;

const spec = readFileSync(join(root, "examples", "hipaa", "audit.yaml"), "utf8")
  .replace("compliance: [hipaa]", "compliance: [hipaa, cis]")
  .replace("\n  custom:", `\n  custom:${custom}`);

const page = pageOf(async (folder) => {
  const events = join(folder, "hostile.ndjson");
  writeFileSync(events, `${JSON.stringify(hostileEvent)}\n${JSON.stringify({ [hostile]: 1 })}\n`);
  writeFileSync(join(folder, "b.zip"), "PK\u0003\u0004");
  const files = [join(root, "examples", "events"), events, join(folder, "b.zip")];
  const file = join(folder, "a.html");
  const { stderr } = await ran({ "a<b>.yaml": spec }, ["report", "a<b>.yaml", ...files, "--html", file]);
  expect(stderr).toMatch(/b\.zip: this is a zip archive; unpack it first \(byte 0\)\n$/);
  return file;
});

const keys = { Tab: 9, Enter: 13, ArrowDown: 40 } as const;

const press = async (key: keyof typeof keys): Promise<void> => {
  const of = { key, code: key, windowsVirtualKeyCode: keys[key], ...(key === "Enter" && { text: "\r" }) };
  await page.tab.send("Input.dispatchKeyEvent", { type: "keyDown", ...of });
  await page.tab.send("Input.dispatchKeyEvent", { type: "keyUp", ...of });
};

const focused = (): Promise<string> =>
  page.tab.evaluate(`(() => {
    const { id, tagName, textContent, outerHTML } = document.activeElement;
    return tagName === "INPUT" ? "INPUT of " + document.activeElement.closest(".filter").dataset.for : id || tagName + " " + textContent;
  })()`);

describe("the page", () => {
  itIsSound(page, "");

  it("would not let a script or a request in, even where one got into it", async () => {
    await page.open(views.light);
    const tried = `(async () => {
      const script = document.createElement("script");
      script.textContent = "window.hit = 1";
      document.body.append(script);
      const image = new Image();
      image.src = "https://example.com/a.png";
      const style = document.createElement("p");
      style.setAttribute("style", "color: red");
      const fetched = await fetch("https://example.com/").then(() => "fetched", () => "refused");
      return [typeof window.hit, fetched];
    })()`;
    expect(await page.tab.evaluate(tried)).toEqual(["undefined", "refused"]);
    const sent = page.tab.events.filter(({ method }) => method === "Network.responseReceived").length;
    expect(sent).toBe(1);
  });

  it.each([views.light, views.dark])("has charts that stand out in its $theme theme", async (view) => {
    await page.open(view);
    const ratios = await page.tab.evaluate<Record<string, number>>(`(() => {
      const rgb = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
      const light = (text) => {
        const [r, g, b] = rgb(text).map((of) => of / 255).map((of) => (of <= 0.04045 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const sheet = getComputedStyle(document.querySelector("section")).backgroundColor;
      const ratio = (of) => {
        const [a, b] = [light(of), light(sheet)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      };
      const fill = (selector) => ratio(getComputedStyle(document.querySelector(selector)).fill);
      return {
        text: fill(".tick"), captured: fill(".f-captured"), dropped: fill(".f-dropped"), beyond: fill(".p-line"),
        lost: fill(".p-bad"), strip: fill(".strip rect"), end: fill(".end"),
      };
    })()`);
    const low = Object.entries(ratios).filter(([name, ratio]) => !(ratio >= (name === "text" ? 4.5 : 3)));
    expect(low).toEqual([]);
  });

  it("has landmarks, headings, tables and charts with names", async () => {
    await page.open(views.light);
    const named = await namesOf(page.tab);
    expect([named("banner"), named("navigation"), named("main"), named("contentinfo")]).toEqual([
      [""],
      ["Contents"],
      [""],
      [""],
    ]);
    expect(named("heading").slice(0, 5)).toEqual([
      "Audit log report",
      "What happened",
      "What the spec asks",
      "Timeline",
      "AWS",
    ]);
    expect([...named("table")]).toEqual([
      "Alerts by cloud, the gravest first",
      "Events by cloud",
      "Events by the part of the spec that asks for them or leaves them out",
      "Events by activity and cloud",
      "Files that could not be read whole",
      "Records that are no audit events",
      "Settings",
      "Settings and rules by cloud",
      "Alerts by cloud",
      "Controls by framework",
      "Controls by cloud",
      "Warnings and notices",
    ]);
    const charts = named("image");
    expect(charts.slice(0, 3)).toEqual([
      "AWS: events over time",
      "Google Cloud: events over time",
      "Azure: events over time",
    ]);
    expect(charts.filter((name) => name === "")).toEqual([]);
  });

  it("is used by keyboard: past the contents, to another theme, and to what is looked for", async () => {
    await page.open(views.light);
    await press("Tab");
    expect(await focused()).toBe("A To the report");
    await press("Tab");
    expect(await focused()).toBe("theme");
    expect(await page.tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    const background = "getComputedStyle(document.body).backgroundColor";
    const before = await page.tab.evaluate(background);
    await press("Enter");
    expect(await page.tab.evaluate(background)).not.toBe(before);
    expect(await page.tab.evaluate("document.activeElement.textContent")).toBe("Light theme");
    for (let presses = 0; presses < 60 && (await focused()) !== "INPUT of told-table"; presses += 1) await press("Tab");
    await page.tab.send("Input.insertText", { text: "switched off azure" });
    expect(await page.tab.evaluate(shownIn("told-table"))).toEqual(["Azure"]);
    expect(await page.tab.evaluate('document.querySelector("[data-for=told-table] output").textContent')).toMatch(
      /^1 of \d+ rows$/,
    );
    await page.tab.evaluate("document.activeElement.select()");
    await page.tab.send("Input.insertText", { text: "switched off" });
    await press("Tab");
    await press("ArrowDown");
    expect(await page.tab.evaluate(shownIn("told-table"))).toEqual(["AWS"]);
  });

  it("remembers nothing of the theme", async () => {
    await page.open(views.light);
    await page.tab.evaluate('document.getElementById("theme").click()');
    expect(await page.tab.evaluate("[document.cookie, history.length > 9]")).toEqual(["", false]);
    await goTo(page.tab, page.url);
    expect(await page.tab.evaluate("document.documentElement.dataset.theme ?? null")).toBe(null);
  });

  it("has all of it without a script, and nothing that needs one", async () => {
    await page.tab.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.open(views.light);
    const text =
      "[...document.querySelectorAll('tbody tr')].filter((row) => !row.closest('details') && row.getClientRects().length === 0).length";
    expect(await page.tab.evaluate(text)).toBe(0);
    const left =
      "[...document.querySelectorAll('button, input, select')].filter((one) => one.getClientRects().length > 0).length";
    expect(await page.tab.evaluate(left)).toBe(0);
  });

  it("moves nothing for who wants no motion", async () => {
    const features = (value: string) => [{ name: "prefers-reduced-motion", value }];
    await page.open(views.light);
    const behaviour = "getComputedStyle(document.documentElement).scrollBehavior";
    await page.tab.send("Emulation.setEmulatedMedia", { features: features("reduce") });
    expect(await page.tab.evaluate(behaviour)).toBe("auto");
    await page.tab.send("Emulation.setEmulatedMedia", { features: features("no-preference") });
    expect(await page.tab.evaluate(behaviour)).toBe("smooth");
  });

  it("is printed in its light theme, with what is folded and without what can't be used on paper", async () => {
    await page.open(views.dark);
    await page.tab.evaluate('document.documentElement.dataset.theme = "dark"');
    await page.tab.send("Emulation.setEmulatedMedia", {
      media: "print",
      features: [{ name: "prefers-color-scheme", value: "dark" }],
    });
    expect(await page.tab.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const hidden = "['nav', 'header', '.filter'].map((one) => getComputedStyle(document.querySelector(one)).display)";
    expect(await page.tab.evaluate(hidden)).toEqual(["none", "none", "none"]);
    expect(
      await page.tab.evaluate("document.getElementById('timeline-table').getBoundingClientRect().height > 100"),
    ).toBe(true);
    expect(await page.tab.evaluate("getComputedStyle(document.querySelector('#told-table tr')).display")).toBe(
      "table-row",
    );
    writeFileSync(join(pictures, "print.png"), await pictureOf(page.tab, true));
    const { data } = await page.tab.send<{ data: string }>("Page.printToPDF", {
      paperWidth: 8.27,
      paperHeight: 11.69,
      printBackground: true,
    });
    writeFileSync(join(pictures, "print.pdf"), Buffer.from(data, "base64"));
  });
});
