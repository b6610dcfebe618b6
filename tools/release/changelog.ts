/** What one release changes, as users read it. */
export interface Section {
  /** What stands in brackets behind the version: the day, or `unreleased`. */
  date: string;
  text: string;
}

/** The changelog's section of a version: `## 0.1.0 (2026-12-01)` and what follows, up to the next. */
export const sectionOf = (changelog: string, version: string): Section | undefined => {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((one) => one.startsWith(`${version} (`));
  if (section === undefined) return undefined;
  const [heading = "", ...lines] = section.split("\n");
  const date = /\((.*)\)/.exec(heading)?.[1] ?? "";
  return { date, text: lines.join("\n").trim() };
};

/** What keeps a version from being released. A dry run may come before its day is known. */
export const changelogProblems = (section: Section | undefined, version: string, isDryRun: boolean): string[] => {
  if (section === undefined) return [`CHANGELOG.md has no section "## ${version} (…)"`];
  if (section.text === "") return [`CHANGELOG.md says nothing of ${version}`];
  const isDated = /^\d{4}-\d{2}-\d{2}$/.test(section.date);
  return isDated || isDryRun
    ? []
    : [`CHANGELOG.md has ${version} as "${section.date}": give the day, as in 2026-12-01`];
};
