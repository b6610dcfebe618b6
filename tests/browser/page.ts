import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findChromium } from "../../tools/chromium.mjs";
import { complaintsOf, faultsOf, pictures, requestsOf, unfolded, views } from "./checks.ts";
import { type Browser, goTo, launched, look, pictureOf, type Tab, type View } from "./chromium.ts";

/** A page of a file of tests, each of which has a tab of its own. */
export interface Page {
  readonly url: string;
  readonly tab: Tab;
  open(view: View): Promise<void>;
}

/** The page that is written into a folder once. */
export const pageOf = (write: (folder: string) => Promise<string>): Page => {
  let folder: string;
  let browser: Browser;
  let url: string;
  let tab: Tab;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "auditlog-page-"));
    mkdirSync(pictures, { recursive: true });
    url = pathToFileURL(await write(folder)).href;
    browser = await launched(findChromium()!);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    tab = await browser.open();
  });
  return {
    get url() {
      return url;
    },
    get tab() {
      return tab;
    },
    open: async (view) => {
      await look(tab, view);
      await goTo(tab, url);
    },
  };
};

/** What holds of every page, whatever is in it. Its pictures have names that begin with `picture`. */
export const itIsSound = (page: Page, picture: string): void => {
  it("loads nothing, runs nothing of what it is made from, and has nothing to complain of", async () => {
    await page.open(views.light);
    expect(requestsOf(page.tab)).toEqual([page.url]);
    expect(complaintsOf(page.tab)).toEqual([]);
    const run = "[document.scripts.length, document.images.length, typeof window.hit]";
    expect(await page.tab.evaluate(run)).toEqual([1, 0, "undefined"]);
  });

  const { tablet: _, ...looked } = views;

  it.each(Object.entries(looked))("has no fault that axe finds, as %s", async (name, view) => {
    await page.open(view);
    writeFileSync(join(pictures, `${picture}${name.replace(" ", "-")}.png`), await pictureOf(page.tab));
    await page.tab.evaluate(unfolded);
    expect(await faultsOf(page.tab)).toEqual([]);
  });

  it.each(Object.entries(views))("is no wider than what shows it, as %s", async (_, view) => {
    await page.open(view);
    await page.tab.evaluate(unfolded);
    expect(await page.tab.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
  });
};
