import { isError } from "../core/contract/issues.ts";
import type { ReportCall } from "./calls/report.ts";
import { writeSpecPage } from "./html/spec-page.ts";
import { type Io, readText } from "./io.ts";
import { replay } from "./replay.ts";
import { issueLines } from "./report/issues.ts";
import { readSpec } from "./request.ts";

/** Writes the page of a spec: 0, or 1 where it has an error; with events, as their replay ends. */
export const report = async (io: Io, call: ReportCall): Promise<number> => {
  if (call.replay !== undefined) return await replay(io, call.replay);
  const { spec, html } = call;
  const { today } = io;
  const { plan, clouds, issues } = readSpec(readText(io, spec), today);
  if (plan === undefined || issues.some(isError)) {
    io.stderr(`${issueLines(spec, issues, false).join("\n")}\n`);
    return 1;
  }
  writeSpecPage(io, html, { spec, today, planned: { plan, clouds, issues }, replayed: undefined });
  return 0;
};
