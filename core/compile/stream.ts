import type { Answers } from "./compiled.ts";

/** What a cloud does about the settings of `stream`. */
export type StreamAnswers = Pick<Answers, "stream.enabled" | "stream.retentionHours">;

export const notStreamed: StreamAnswers = {
  "stream.enabled": { given: "nothing is sent on" },
  "stream.retentionHours": undefined,
};
