import { UsageError } from "../io.ts";
import { type Given, onlyOne } from "./given.ts";

/** How the result of a replay is told on the standard output. */
export type ReplayForm = "text" | "json" | "ndjson" | "none";

export interface ReplayOutput {
  readonly form: ReplayForm;
  /** Where a page of it is written to; `-` is the standard output, which then has nothing else. */
  readonly html: string | undefined;
}

export const outputGiven = (given: Given): ReplayOutput => {
  const { flags } = given;
  if (flags.has("json") && flags.has("ndjson")) {
    throw new UsageError("--json and --ndjson are both given; keep one of them");
  }
  const html = onlyOne(given, "html");
  if (html === "-" && (flags.has("json") || flags.has("ndjson"))) {
    throw new UsageError("the standard output can't have both the page and JSON; give --html a file");
  }
  if (flags.has("ndjson")) return { form: "ndjson", html };
  const form = html === "-" ? "none" : "text";
  return { form: flags.has("json") ? "json" : form, html };
};
