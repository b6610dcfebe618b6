import { issue } from "../contract/issues.ts";
import type { Filter } from "./ast.ts";
import { athenaRendering } from "./athena-rendering.ts";
import { resourceText, whereText } from "./athena-text.ts";
import { overCloudTrail } from "./aws-record.ts";
import { tablePlace } from "./cloudtrail-table.ts";
import { forCloud } from "./for-cloud.ts";
import { athenaQueryBytes } from "./limits-aws.ts";
import { comparisonOf, normalize } from "./normalize.ts";
import { asIs, cannot, type Rendered, render, type Target } from "./rendered.ts";

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

const resource: Target<string> = {
  name,
  renderingOf: (literal) => {
    const { field } = comparisonOf(literal);
    const isThere = field.of === "record" && tablePlace(["resources", ...field.path]) !== undefined;
    return isThere ? asIs(literal) : cannot(literal, "no ARNPrefix of what is listed");
  },
  write: (filter) => ({ output: `cardinality(filter(resources, r -> ${resourceText(filter)})) > 0` }),
};

/** Whether one of the resources that a record names passes a filter, which is over it as if it were the record. */
export const toAthenaResourceSql = (filter: Filter): Rendered<string> => render(normalize(filter), "match", resource);
