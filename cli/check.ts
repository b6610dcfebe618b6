import { isError } from "../core/contract/issues.ts";
import { type Io, readText } from "./io.ts";
import { counts, issueJson, issueLines } from "./report/issues.ts";
import { jsonText } from "./report/text.ts";
import { readSpec } from "./request.ts";

/** Checks files: 0 where all are right, 1 where one has an error. */
export const check = (io: Io, files: readonly string[], isJson: boolean): number => {
  const checked = files.map((file) => ({ file, issues: readSpec(readText(io, file), io.today).issues }));
  if (isJson) {
    const found = checked.map(({ file, issues }) => ({ file, ...counts(issues), issues: issues.map(issueJson) }));
    io.stdout(`${jsonText(found.length === 1 ? found[0] : found)}\n`);
  } else {
    const lines = checked.flatMap(({ file, issues }) => issueLines(file, issues, io.hasColour));
    io.stdout(`${lines.join("\n")}\n`);
  }
  return checked.some(({ issues }) => issues.some(isError)) ? 1 : 0;
};
