import { issue } from "../contract/issues.ts";
import type { Filter } from "./ast.ts";
import { overCloudTrail } from "./aws-record.ts";
import { forCloud } from "./for-cloud.ts";
import { insightsQueryCharacters } from "./limits-aws.ts";
import { logsInsightsRendering } from "./logs-insights-rendering.ts";
import { insightsCondition } from "./logs-insights-text.ts";
import { type Rendered, render, type Target } from "./rendered.ts";

const name = "CloudWatch Logs Insights";

const condition: Target<string> = {
  name,
  renderingOf: logsInsightsRendering,
  write: (filter) => {
    const text = insightsCondition(filter);
    const max = insightsQueryCharacters;
    return text.length > max
      ? { issues: [issue("error", "rule-too-long", [], { target: name, found: text.length, max, unit: "characters" })] }
      : { output: text };
  },
};

/**
 * A filter as the condition of a query of CloudWatch Logs Insights over the trail's log group: what stands after `filter`. It sees
 * the first 200 fields of an event.
 */
export const toLogsInsights = (filter: Filter): Rendered<string> =>
  render(overCloudTrail(forCloud(filter, "aws")), "match", condition);
