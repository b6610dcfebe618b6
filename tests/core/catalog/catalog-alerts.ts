import type { AlertExamples, CatalogAlert } from "../../../core/catalog/alert.ts";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { own as awsOwn, region as awsRegion } from "../../../core/catalog/examples/aws.ts";
import { own as azureOwn, region as azureRegion } from "../../../core/catalog/examples/azure.ts";
import { own as gcpOwn, region as gcpRegion } from "../../../core/catalog/examples/gcp.ts";
import { fill } from "../../../core/compile/json.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { KqlRow } from "../../../core/native/kql.ts";
import { evaluatorsWith } from "../native-languages.ts";
import { answerTo } from "../properties/compiled.ts";

export type Json = Readonly<Record<string, unknown>>;

export const folder = new URL("../../../core/catalog/alerts/", import.meta.url);

export const examplesOf = async ({ id }: CatalogAlert): Promise<AlertExamples> =>
  ((await import(new URL(`${id}.ts`, folder).href)) as { examples: () => AlertExamples }).examples();

export const event = (record: Json): CommonEvent => {
  const found = toCommonEvent(record);
  if ("rejected" in found) throw new Error(`${found.rejected}: ${JSON.stringify(record)}`);
  return found;
};

/** Each alert in each cloud where it has a meaning. */
export const meant = catalogAlerts.flatMap((alert) =>
  clouds
    .filter((cloud) => alert.clouds[cloud].when !== undefined)
    .map((cloud): [string, Cloud, CatalogAlert] => [alert.id, cloud, alert]),
);

/** The region of the examples' stack. */
const regions = { aws: awsRegion, gcp: gcpRegion, azure: azureRegion } as const satisfies Record<Cloud, string>;
export const inExampleRegion = (text: string, cloud: Cloud): string => text.replaceAll("${regions}", regions[cloud]);

/** The row that an example is, and the same as the activity log has it. */
const rowOf = ({ Type, ...columns }: Json): KqlRow => ({ table: String(Type), columns });
const activityOf = (row: Json): Json => ({
  category: row.CategoryValue,
  operationName: row.OperationNameValue,
  status: row.ActivityStatusValue,
  subStatus: row.ActivitySubstatusValue,
  level: row.Level,
  caller: row.Caller,
  resourceId: row._ResourceId,
  properties: row.Properties_d,
});

export const evaluators = evaluatorsWith(rowOf, activityOf);

export const placements = {
  aws: { aws: { region: "eu-central-1" } },
  gcp: { gcp: { project: "acme-audit", location: "europe-west3" } },
  azure: { azure: { location: "westeurope" } },
} as const satisfies Record<Cloud, object>;

/** What stands in the examples for what the component made. */
export const owns = { aws: awsOwn, gcp: gcpOwn, azure: azureOwn } as const satisfies Record<Cloud, object>;

/** What an alert of the catalog becomes, and its texts as they are filled in the examples' cloud. */
export const becoming = (id: string, cloud: Cloud) => {
  const alerts = { catalog: [id], regions: { [cloud]: [regions[cloud]] } };
  // With data events on AWS, so that there are two trails to guard.
  const capture = cloud === "aws" ? { data: [{ service: "functions" }] } : {};
  const spec = {
    version: 1,
    encryption: { customerManagedKey: true },
    capture,
    stream: { enabled: true },
    alerts,
  };
  const { compiled, errors } = answerTo({ spec, ...placements[cloud] });
  const rule = compiled[cloud]!.rules.find((one) => one.rule === `alerts.catalog.${id}`)!;
  const here = catalogAlerts.find((alert) => alert.id === id)!.clouds[cloud];
  const isOwn = here.when !== undefined && here.own !== undefined;
  const texts = rule.native.map(({ target, text }) => ({ target, text: isOwn ? fill(text, owns[cloud]) : text }));
  return { rule, errors, texts };
};
