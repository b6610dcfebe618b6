import { compilers } from "../core/compile/all-clouds.ts";
import { clouds } from "../core/contract/cloud.ts";
import type { Issue } from "../core/contract/issues.ts";
import { type Io, readText } from "./io.ts";
import { count, issueJson, issueLine, sorted, summary } from "./report/issues.ts";
import { readSpec } from "./request.ts";

/** Everything that is wrong with a spec, or that a cloud does otherwise. */
export const issuesOf = (text: string): readonly Issue[] => {
  const { plan, issues, located } = readSpec(text);
  const ofClouds = plan === undefined ? [] : clouds.flatMap((cloud) => compilers[cloud](plan)?.issues ?? []);
  return sorted([...issues, ...ofClouds.map(located)]);
};

/** Checks files: 0 where all are right, 1 where one has an error. */
export const check = (io: Io, files: readonly string[], isJson: boolean): number => {
  const checked = files.map((file) => ({ file, issues: issuesOf(readText(io, file)) }));
  for (const { file, issues } of checked) {
    if (isJson) continue;
    for (const one of issues) io.stdout(`${issueLine(file, one, io.hasColour)}\n`);
    io.stdout(`${summary(file, issues)}\n`);
  }
  if (isJson) {
    const found = checked.map(({ file, issues }) => ({
      file,
      errors: count(issues, "error"),
      warnings: count(issues, "warning"),
      notices: count(issues, "notice"),
      issues: issues.map(issueJson),
    }));
    io.stdout(`${JSON.stringify(found.length === 1 ? found[0] : found, null, 2)}\n`);
  }
  return checked.some(({ issues }) => count(issues, "error") > 0) ? 1 : 0;
};
