import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Tab, View } from "./chromium.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** Where the pictures of pages go that are for people to look at. */
export const pictures = join(root, "dist", "report-pictures");

/** As people may see a page. */
export const views = {
  light: { width: 1280, height: 900, theme: "light" },
  dark: { width: 1280, height: 900, theme: "dark" },
  tablet: { width: 840, height: 1100, theme: "light" },
  phone: { width: 360, height: 740, theme: "light", isPhone: true },
  "dark phone": { width: 360, height: 740, theme: "dark", isPhone: true },
} as const satisfies Record<string, View>;

/** Everything is unfolded, as a reader may have it. */
export const unfolded = "document.querySelectorAll('details').forEach((one) => { one.open = true; })";

/** What a page asked for by the network. */
export const requestsOf = ({ events }: Tab): string[] =>
  events
    .filter(({ method }) => method === "Network.requestWillBeSent")
    .map(({ params }) => (params.request as { url: string }).url);

const complaints = [
  "Log.entryAdded",
  "Runtime.consoleAPICalled",
  "Runtime.exceptionThrown",
  "Page.javascriptDialogOpening",
];

/** What the browser had to complain of. */
export const complaintsOf = ({ events }: Tab): unknown[] => events.filter(({ method }) => complaints.includes(method));

/** The faults against WCAG 2.2 AA, and against good practice, that axe finds. */
export const faultsOf = async (tab: Tab): Promise<readonly unknown[]> => {
  await tab.evaluate(readFileSync(join(root, "node_modules", "axe-core", "axe.min.js"), "utf8"));
  return await tab.evaluate<readonly unknown[]>(`axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]))`);
};

/** The names that a screen reader has for what is of a role. */
export const namesOf = async (tab: Tab): Promise<(role: string) => string[]> => {
  const { nodes } = await tab.send<{
    nodes: readonly { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
  }>("Accessibility.getFullAXTree");
  return (role) => nodes.filter((one) => !one.ignored && one.role?.value === role).map(({ name }) => name?.value ?? "");
};

/** The first cells of the rows of a table that are to be seen, as an expression. */
export const shownIn = (table: string): string =>
  `[...document.querySelectorAll("#${table} tbody tr:not(.group)")].filter((row) => row.getClientRects().length > 0).map((row) => row.cells[0].textContent)`;
