/** What npm's audit came to: vulnerabilities, or why it is not known. */
export type Audit = { readonly found: readonly string[] } | { readonly unanswered: string };

interface Report {
  vulnerabilities?: Record<string, { severity: string; range: string }>;
  /** Instead of a report, where the registry refuses. */
  message?: string;
}

const harmless = ["info", "low"];

/** Reads what `npm audit --json` printed: it fails alike for vulnerabilities and for a registry that does not answer. */
export const readAudit = (stdout: string): Audit => {
  let report: Report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { unanswered: "npm audit printed no report" };
  }
  if (report.vulnerabilities === undefined) return { unanswered: report.message ?? "npm audit printed no report" };
  const found = Object.entries(report.vulnerabilities).filter(([, { severity }]) => !harmless.includes(severity));
  return { found: found.map(([name, { severity, range }]) => `${name} ${range} has a vulnerability: ${severity}`) };
};

/** What keeps a release from being made. A dry run goes on where nobody knows, and says so. */
export const auditProblems = (audit: Audit, isDryRun: boolean, say: (text: string) => void): readonly string[] => {
  if ("found" in audit) return audit.found;
  const text = `whether a dependency has a known vulnerability is not known: ${audit.unanswered}`;
  if (!isDryRun) return [text];
  say(text);
  return [];
};
