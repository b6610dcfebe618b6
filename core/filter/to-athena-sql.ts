import { issue } from "../contract/issues.ts";
import type { Filter } from "./ast.ts";
import { athenaRendering } from "./athena-rendering.ts";
import { whereText } from "./athena-text.ts";
import { overCloudTrail } from "./aws-record.ts";
import { forCloud } from "./for-cloud.ts";
import { athenaQueryBytes } from "./limits-aws.ts";
import { type Rendered, render, type Target } from "./rendered.ts";

const name = "Athena";

const condition: Target<string> = {
  name,
  renderingOf: athenaRendering,
  write: (filter) => {
    const text = whereText(filter);
    const found = new TextEncoder().encode(text).length;
    const max = athenaQueryBytes;
    return found > max
      ? { issues: [issue("error", "rule-too-long", [], { target: name, found, max, unit: "bytes" })] }
      : { output: text };
  },
};

/**
 * A filter as the condition of a query over the table of CloudTrail's log files: what stands after WHERE, in the SQL of Athena
 * engine version 3. A letter İ of a record counts as i.
 */
export const toAthenaSql = (filter: Filter): Rendered<string> =>
  render(overCloudTrail(forCloud(filter, "aws")), "match", condition);
