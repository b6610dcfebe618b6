// Fields: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
// and https://learn.microsoft.com/azure/azure-monitor/reference/tables/azureactivity
import { fromActivityRow } from "./azure-activity-row.ts";
import {
  addressOf,
  claimedId,
  claimedMfa,
  claimedName,
  deniedCodes,
  derivedId,
  namedValue,
  principalType,
  providerOf,
  severityOf,
  subscriptionOf,
} from "./azure-fields.ts";
import { rowTableOf } from "./azure-row.ts";
import type { ActorType, Category, CommonEvent, Outcome, Rejected } from "./event.ts";
import { eventOf, type Fields, fieldsOf, firstText, type JsonObject, listOf, namesOf, textOf } from "./record.ts";

const categories = {
  administrative: "management",
  // What older exports say instead of Administrative.
  write: "management",
  delete: "management",
  action: "management",
  policy: "policy",
  security: "system",
  servicehealth: "system",
  resourcehealth: "system",
  alert: "system",
  autoscale: "system",
  recommendation: "system",
} as const satisfies Record<string, Category>;

const isCategory = (name: string): name is keyof typeof categories => Object.hasOwn(categories, name);

const propertiesOf = (record: Fields): Fields => fieldsOf(record("properties") ?? record("Properties_d"));

const operationOf = (record: Fields): string | undefined =>
  namedValue(record("operationNameValue")) ?? namedValue(record("operationName"));

const categoryOf = (record: Fields): Category | undefined => {
  const said = [record("categoryValue"), record("category"), propertiesOf(record)("eventCategory")].flatMap(
    (one) => namedValue(one)?.toLowerCase().replaceAll(" ", "") ?? [],
  );
  const known = said.find(isCategory);
  if (known !== undefined) return categories[known];
  if (said.length > 0) return undefined;
  // A list of selected fields may leave it out; effects of Azure Policy have names of their own.
  return /^microsoft\.authorization\/policies\//i.test(operationOf(record) ?? "") ? "policy" : "management";
};

/** A row of the Activity Log in any of its forms, as far as its category tells. */
export const isActivity = (record: Fields): boolean => {
  const table = rowTableOf(record);
  if (table !== undefined) return table === "AzureActivity";
  return operationOf(record) !== undefined && categoryOf(record) !== undefined;
};

const claimsOf = (record: Fields): Fields =>
  fieldsOf(record("identity", "claims") ?? record("claims") ?? record("Claims_d"));

const authorizationOf = (record: Fields): Fields =>
  fieldsOf(record("identity", "authorization") ?? record("authorization") ?? record("Authorization_d"));

/** Rows of Privileged Identity Management name the caller in a list of pairs instead of claims. */
const callerInfo = (record: Fields): Fields => {
  const pairs = listOf(propertiesOf(record)("CallerInfo")).map(fieldsOf);
  return fieldsOf(
    Object.fromEntries(pairs.map((pair) => [textOf(pair("CallerIdentityType")) ?? "", pair("CallerIdentityValue")])),
  );
};

const actorOf = (record: Fields): { id: string | undefined; type: ActorType | undefined } => {
  const claims = claimsOf(record);
  const evidence = fieldsOf(authorizationOf(record)("evidence"));
  const info = callerInfo(record);
  const id = firstText(
    record("caller"),
    claimedName(claims),
    claimedId(claims),
    evidence("principalId"),
    info("UPN"),
    info("Username"),
    info("ObjectID"),
  );
  return { id, type: principalType(claims, id, firstText(evidence("principalType"), info("ObjectClass"))) };
};

const serviceOf = (record: Fields, operation: string, resource: string | undefined): string | undefined =>
  operation.includes("/")
    ? operation.slice(0, operation.indexOf("/"))
    : firstText(
        namedValue(record("resourceProviderValue")),
        namedValue(record("resourceProviderName")),
        propertiesOf(record)("ResourceProviderName"),
        providerOf(resource),
      );

const resourceOf = (record: Fields): string | undefined =>
  firstText(record("resourceId"), propertiesOf(record)("entity"), authorizationOf(record)("scope"));

const statusOf = (record: Fields): string | undefined =>
  [record("activityStatusValue"), record("status"), record("resultType"), propertiesOf(record)("status")]
    .map(namedValue)
    .find((one) => one !== undefined)
    ?.toLowerCase()
    .replace(/\.$/, "");

const succeeded: readonly string[] = ["success", "succeeded"];
const failed: readonly string[] = ["failure", "failed", "canceled", "cancelled"];

const substatusOf = (record: Fields): readonly (string | undefined)[] => {
  const signature = textOf(record("resultSignature"));
  return [
    namedValue(record("activitySubstatusValue")),
    namedValue(record("subStatus")),
    signature?.includes(".") ? signature.slice(signature.indexOf(".") + 1) : signature,
  ];
};

/** The most exact code that a failed row has: of its message, else what follows the status in the signature. */
const errorOf = (record: Fields): string | undefined => {
  const properties = propertiesOf(record);
  const message = fieldsOf(properties("statusMessage"));
  return firstText(message("error", "code"), ...substatusOf(record), properties("statusCode"));
};

const outcomeOf = (record: Fields, operation: string, error: string | undefined): Outcome | undefined => {
  const status = statusOf(record) ?? "";
  if (succeeded.includes(status)) return "success";
  if (!failed.includes(status)) return undefined;
  const said = [error, ...substatusOf(record), textOf(propertiesOf(record)("statusCode"))];
  const isDenied = said.some((one) => one !== undefined && deniedCodes.includes(one.toLowerCase()));
  return isDenied || /\/policies\/deny\/action$/i.test(operation) ? "denied" : "failure";
};

/** A row of the Azure Activity Log as a common event, from the REST API, an export or the AzureActivity table. */
export const fromActivity = (native: JsonObject): CommonEvent | Rejected => {
  const record = fieldsOf(native);
  if (rowTableOf(record) !== undefined) return fromActivityRow(native);
  const operation = operationOf(record);
  const category = categoryOf(record);
  if (operation === undefined || category === undefined) return { rejected: "no row of the Azure Activity Log" };
  const resource = resourceOf(record);
  const status = statusOf(record) ?? "";
  const error = failed.includes(status) ? errorOf(record) : undefined;
  const time = firstText(record("eventTimestamp"), record("time"), record("timeGenerated"));
  return eventOf({
    cloud: "azure",
    account: textOf(record("subscriptionId"))?.toLowerCase() ?? subscriptionOf(resource),
    // `location` is where the row was processed: only rows of Azure Policy say where the resource is.
    region: textOf(propertiesOf(record)("resourceLocation")),
    category,
    service: serviceOf(record, operation, resource),
    operation,
    access: /\/read$/i.test(operation) ? "read" : "write",
    actor: actorOf(record),
    sourceIp: addressOf(
      firstText(record("callerIpAddress"), record("httpRequest", "clientIpAddress"), claimsOf(record)("ipaddr")),
    ),
    userAgent: undefined,
    resources: namesOf(resource),
    outcome: outcomeOf(record, operation, error),
    error,
    mfa: claimedMfa(claimsOf(record)),
    severity: severityOf(record("level")),
    time,
    id: firstText(record("eventDataId"), derivedId(record, status, time)),
    native,
  });
};
