import { activityFilter } from "../catalog/activity-filter.ts";
import type { Cloud } from "../contract/cloud.ts";
import { always, either, type Filter, never } from "./ast.ts";
import { normalize } from "./normalize.ts";
import { remembered } from "./remembered.ts";
import { rewrite } from "./rewrite.ts";

/**
 * What a filter asks of one cloud's events, in the normal form: comparisons with `cloud` are decided, and classes of
 * activity are what they consist of there.
 */
export const forCloud = (filter: Filter, cloud: Cloud): Filter => inClouds[cloud](filter);

const inCloud = (filter: Filter, cloud: Cloud): Filter =>
  normalize(
    rewrite(filter, (comparison) => {
      if (comparison.field.of === "record") return comparison;
      const { name } = comparison.field;
      if (name === "cloud") {
        if (comparison.kind === "present") return always;
        return comparison.kind === "equal" && comparison.values.some((value) => String(value).toLowerCase() === cloud)
          ? always
          : never;
      }
      if (name !== "activities" || comparison.kind !== "equal") return comparison;
      return either(...comparison.values.map((id) => activityFilter(String(id).toLowerCase(), cloud)));
    }),
  );

const inClouds: { readonly [C in Cloud]: (filter: Filter) => Filter } = {
  aws: remembered((filter) => inCloud(filter, "aws")),
  gcp: remembered((filter) => inCloud(filter, "gcp")),
  azure: remembered((filter) => inCloud(filter, "azure")),
};
