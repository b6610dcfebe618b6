import { type Issue, pathText, type Severity } from "../../core/contract/issues.ts";
import { sentence } from "../../core/contract/messages.ts";
import { paint, plain } from "./text.ts";

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Errors first, then in the order of the text; each once. */
export const sorted = (issues: readonly Issue[]): readonly Issue[] => {
  const once = [
    ...new Map(issues.map((one) => [JSON.stringify([one.severity, one.path, sentence(one)]), one])).values(),
  ];
  const place = ({ at }: Issue): number => (at === undefined ? Number.MAX_SAFE_INTEGER : at.line * 100_000 + at.column);
  return once.sort((a, b) => ranks[a.severity] - ranks[b.severity] || place(a) - place(b));
};

export const count = (issues: readonly Issue[], severity: Severity): number =>
  issues.filter((one) => one.severity === severity).length;

const counted = (number: number, what: string): string[] =>
  number === 0 ? [] : [`${number} ${what}${number === 1 ? "" : "s"}`];

/** What was found, in one line. */
export const summary = (file: string, issues: readonly Issue[]): string => {
  const parts = (["error", "warning", "notice"] as const).flatMap((severity) =>
    counted(count(issues, severity), severity),
  );
  return parts.length === 0 ? `${plain(file)} is fine` : `${plain(file)}: ${parts.join(", ")}`;
};

const colours = { error: "red", warning: "yellow", notice: "blue" } as const;

/** One line: where, how grave, what, and what to do. */
export const issueLine = (file: string, one: Issue, hasColour: boolean): string => {
  const { at, path, severity } = one;
  const place = at === undefined ? plain(file) : `${plain(file)}:${at.line}:${at.column}`;
  const setting = path.length === 0 ? "" : `${plain(pathText(path))}: `;
  return `${place}: ${paint(severity, colours[severity], hasColour)}: ${setting}${plain(sentence(one))}`;
};

/** The same for programs. */
export const issueJson = (one: Issue): object => ({
  severity: one.severity,
  code: one.code,
  path: pathText(one.path),
  message: sentence(one),
  ...(one.at && { line: one.at.line, column: one.at.column }),
});
