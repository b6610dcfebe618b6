// Columns: https://learn.microsoft.com/azure/azure-monitor/reference/tables/azureactivity
import { claimedMfa, deniedCodes, derivedId, principalType, severityOf } from "./azure-fields.ts";
import { columnOf } from "./azure-row.ts";
import type { Category, CommonEvent, Outcome, Rejected } from "./event.ts";
import { eventOf, fieldsOf, firstText, type JsonObject, namesOf, textOf } from "./record.ts";

const categories = {
  administrative: "management",
  policy: "policy",
  security: "system",
  servicehealth: "system",
  resourcehealth: "system",
  alert: "system",
  autoscale: "system",
  recommendation: "system",
} as const satisfies Record<string, Category>;

const isCategory = (name: string | undefined): name is keyof typeof categories =>
  name !== undefined && Object.hasOwn(categories, name);

const succeeded: readonly string[] = ["success", "succeeded"];
const failed: readonly string[] = ["failure", "failed", "canceled", "cancelled"];

const refused: readonly (string | undefined)[] = ["forbidden", "unauthorized"];

const result = (
  operation: string,
  status: string,
  error: string | undefined,
  substatus: string | undefined,
): { outcome: Outcome | undefined; error: string | undefined } => {
  if (succeeded.includes(status)) return { outcome: "success", error: undefined };
  if (!failed.includes(status)) return { outcome: undefined, error: undefined };
  const isDenied =
    deniedCodes.includes(error?.toLowerCase() ?? "") ||
    refused.includes(substatus?.toLowerCase()) ||
    /\/policies\/deny\/action$/i.test(operation);
  return { outcome: isDenied ? "denied" : "failure", error };
};

/** A row of the AzureActivity table as a common event. */
export const fromActivityRow = (native: JsonObject): CommonEvent | Rejected => {
  const column = columnOf(native);
  const category = column("CategoryValue")?.toLowerCase();
  const operation = column("OperationNameValue");
  if (operation === undefined || !isCategory(category)) return { rejected: "no row of the Azure Activity Log" };
  const properties = fieldsOf(native.Properties_d ?? native.Properties);
  const claims = fieldsOf(native.Claims_d ?? native.Claims);
  const status = column("ActivityStatusValue")?.toLowerCase() ?? "";
  const substatus = column("ActivitySubstatusValue");
  const message = fieldsOf(properties("statusMessage"));
  const error = firstText(message("error", "code"), substatus, properties("statusCode"));
  const authorization = fieldsOf(native.Authorization_d ?? native.Authorization);
  const id = column("Caller");
  return eventOf({
    cloud: "azure",
    account: column("SubscriptionId")?.toLowerCase(),
    region: textOf(properties("resourceLocation")),
    category: categories[category],
    service: firstText(
      /^([^/]+)\//.exec(operation)?.[1],
      column("ResourceProviderValue"),
      properties("ResourceProviderName"),
    ),
    operation,
    access: /\/read$/i.test(operation) ? "read" : "write",
    actor: { id, type: principalType(claims, id, textOf(authorization("evidence", "principalType"))) },
    sourceIp: column("CallerIpAddress"),
    userAgent: undefined,
    resources: namesOf(native._ResourceId),
    ...result(operation, status, error, substatus),
    mfa: claimedMfa(claims),
    severity: severityOf(native.Level),
    time: column("TimeGenerated"),
    id: firstText(native.EventDataId, derivedId(fieldsOf(native), status, native.TimeGenerated)),
    native,
  });
};
