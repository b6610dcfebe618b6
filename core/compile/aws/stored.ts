import { type Comparison, eventField, type Filter } from "../../filter/ast.ts";
import { normalize } from "../../filter/normalize.ts";
import { rewrite } from "../../filter/rewrite.ts";
import type { StoredEvents } from "../unseen.ts";

const names = new Map([
  ["eventName", eventField("operation")],
  ["eventSource", eventField("service")],
]);

const named = (comparison: Comparison): Filter => {
  const field = comparison.field.of === "record" ? names.get(comparison.field.path.join(".")) : undefined;
  return field === undefined ? comparison : { ...comparison, field };
};

/**
 * EventBridge too gets only what a trail logs.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const stored: StoredEvents = {
  targets: ["CloudWatch Logs metric filter", "EventBridge"],
  named: (filter) => normalize(rewrite(filter, named)),
};
