import { readFileSync, writeFileSync } from "node:fs";
import { type CloudKey, clouds } from "./clouds.ts";
import type { Cloud, Rule } from "./resource.ts";
import { settings } from "./settings.ts";

const output = new URL("../docs/reference/sandbox-rules.md", import.meta.url);

const titles: Record<CloudKey, string> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };

interface Entry {
  rule: Rule;
  /** The resources that obey it, as the SDK calls them. */
  resources: string[];
}

/** Every rule once, in the order of the ids. */
function entriesOf(cloud: Cloud): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { token, rules } of cloud.types) {
    for (const rule of rules) {
      const entry = entries.get(rule.id) ?? { rule, resources: [] };
      entry.resources.push(
        token
          .slice(token.indexOf(":") + 1)
          .replace(/\/[^:]+:/, ".")
          .replace(":", "."),
      );
      entries.set(rule.id, entry);
    }
  }
  return [...entries.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

function section(key: CloudKey): string[] {
  const entries = entriesOf(clouds[key]);
  return [
    `## ${titles[key]}`,
    "",
    `${entries.length} rules for ${clouds[key].types.length} types of resource.`,
    "",
    "| rule | at | resources | stated by |",
    "|---|---|---|---|",
    ...entries.map(
      ({ rule, resources }) =>
        `| \`${rule.id}\` | ${rule.on.join(", ")} | ${resources.sort().join(", ")} | [${new URL(rule.source).host}](${rule.source}) |`,
    ),
    "",
  ];
}

export function renderRules(): string {
  return [
    "<!-- Generated from sandbox/ by `npm run fix`: change it there. -->",
    "",
    "# What the sandbox refuses",
    "",
    "The sandbox stands in for the three clouds. It refuses what they refuse, with their own errors; each rule names the page that states it.",
    "",
    "## Settings",
    "",
    "In the environment of `pulumi`:",
    "",
    "| variable | what it sets | where it is not set |",
    "|---|---|---|",
    ...Object.entries(settings).map(([name, { what, unset }]) => `| \`${name}\` | ${what} | ${unset} |`),
    "",
    ...(Object.keys(clouds) as CloudKey[]).flatMap(section),
  ].join("\n");
}

function main(): void {
  const rendered = renderRules();
  if (!process.argv.includes("--check")) {
    writeFileSync(output, rendered);
    return;
  }
  if (rendered === readFileSync(output, "utf8")) return;
  console.error("docs/reference/sandbox-rules.md differs from the sandbox; run: node sandbox/write-rules.ts");
  process.exitCode = 1;
}

if (import.meta.main) main();
