import { type Issue, pathText, type Severity } from "../../core/contract/issues.ts";
import { sentence } from "../../core/contract/messages.ts";
import { paint } from "./colour.ts";
import { plain } from "./text.ts";

const severities = ["error", "warning", "notice"] as const satisfies readonly Severity[];

const inText = (a: Issue, b: Issue): number => {
  if (a.at === undefined || b.at === undefined) return Number(a.at === undefined) - Number(b.at === undefined);
  return a.at.line - b.at.line || a.at.column - b.at.column;
};

/** Errors first, then in the order of the text; each once, whichever clouds have it. */
export const sorted = (issues: readonly Issue[]): readonly Issue[] => {
  const keyOf = (one: Issue): string => JSON.stringify([one.severity, one.path, sentence(one)]);
  const once = [...new Map(issues.map((one) => [keyOf(one), one])).values()];
  return once.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || inText(a, b));
};

const count = (issues: readonly Issue[], severity: Severity): number =>
  issues.filter((one) => one.severity === severity).length;

/** How many of each there are, as programs read it. */
export const counts = (issues: readonly Issue[]): { errors: number; warnings: number; notices: number } => ({
  errors: count(issues, "error"),
  warnings: count(issues, "warning"),
  notices: count(issues, "notice"),
});

/** What was found, in one line. */
export const summary = (file: string, issues: readonly Issue[]): string => {
  const parts = severities.flatMap((severity) => {
    const number = count(issues, severity);
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? `${plain(file)} is fine` : `${plain(file)}: ${parts.join(", ")}`;
};

const colours = { error: "red", warning: "yellow", notice: "blue" } as const satisfies Record<Severity, string>;

/** One line: where, how grave, what, and what to do. */
const issueLine = (file: string, one: Issue, hasColour: boolean): string => {
  const { at, path, severity } = one;
  const place = at === undefined ? plain(file) : `${plain(file)}:${at.line}:${at.column}`;
  const setting = path.length === 0 ? "" : `${plain(pathText(path))}: `;
  return `${place}: ${paint(severity, colours[severity], hasColour)}: ${setting}${plain(sentence(one))}`;
};

/** Every issue of a file on a line of its own, and what that makes. */
export const issueLines = (file: string, issues: readonly Issue[], hasColour: boolean): string[] => [
  ...issues.map((one) => issueLine(file, one, hasColour)),
  summary(file, issues),
];

/** The same for programs. */
export const issueJson = (one: Issue): object => ({
  severity: one.severity,
  code: one.code,
  path: pathText(one.path),
  message: sentence(one),
  ...(one.at && { line: one.at.line, column: one.at.column }),
});
