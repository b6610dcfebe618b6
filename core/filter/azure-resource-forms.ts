import { methodsClaim, mfaForm } from "./azure-activity-form.ts";
import { code } from "./kql-code.ts";
import { column, type FieldForm, fixed, made, type TableForm, text } from "./kql-forms.ts";

const account: FieldForm = {
  is: "text",
  operand: column("_SubscriptionId"),
  lower: column("tolower(_SubscriptionId)"),
};

const lastPart = (name: string): { value: string } => ({ value: `tostring(split(${name}, "/")[-1])` });

const reads =
  'OperationName matches regex "(?i)(?:get|list|listversions|encrypt|decrypt|wrap|unwrap|sign|verify|backup|listdeleted|getdeleted)$"';

/** The AZKVAuditLogs table, as core/event/azure-resource-rows.ts reads its rows. */
export const vaultForm: TableForm = {
  made: {
    actor: {
      value:
        'coalesce(tostring(Identity.claim["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"]), tostring(Identity.claim["http://schemas.microsoft.com/identity/claims/objectidentifier"]), tostring(Identity.claim.appid))',
    },
    actorType: {
      value:
        'case(tostring(Identity.claim.idtyp) =~ "app", "service", actor contains "@", "user", isnotempty(actor), "service", "")',
      needs: ["actor"],
    },
    authenticationMethods: {
      value: `coalesce(tostring(Identity.claim["${methodsClaim}"]), tostring(Identity.claim.amr))`,
    },
    objectName: lastPart("Id"),
    resourceName: lastPart("_ResourceId"),
    outcome: {
      value:
        'case(HttpStatusCode in (401, 403) or ResultSignature matches regex "(?i)forbidden|unauthorized", "denied", HttpStatusCode >= 400 or ResultType startswith "Fail" or ResultSignature matches regex "(?i)not found|bad request|conflict", "failure", "success")',
    },
    error: {
      value:
        'case(outcome == "success", "", ResultSignature in~ ("", "OK", "None", "Success"), tostring(HttpStatusCode), ResultSignature)',
      needs: ["outcome"],
    },
  },
  fields: {
    account,
    category: fixed("data"),
    service: fixed("Microsoft.KeyVault"),
    operation: { is: "text", operand: column("OperationName"), isAlways: true },
    access: {
      is: "choice",
      isAlways: true,
      values: [
        { value: "read", yes: code(reads), no: code(`not(${reads})`) },
        { value: "write", yes: code(`not(${reads})`), no: code(reads) },
      ],
    },
    "actor.id": text(made("actor")),
    "actor.type": { is: "word", operand: made("actorType"), values: ["user", "service"] },
    sourceIp: text(column("CallerIpAddress")),
    userAgent: text(column("ClientInfo")),
    resource: {
      is: "names",
      pairs: [
        { whole: column("Id"), last: made("objectName") },
        { whole: column("_ResourceId"), last: made("resourceName") },
      ],
    },
    outcome: { is: "word", operand: made("outcome"), values: ["success", "failure", "denied"] },
    error: text(made("error")),
    mfa: mfaForm,
  },
  told: { Target: "Id, _ResourceId" },
};

/** The StorageBlobLogs table. */
export const storageForm: TableForm = {
  made: {
    actor: { value: "coalesce(RequesterUpn, RequesterObjectId, RequesterAppId)" },
    actorType: {
      value:
        'case(isnotempty(RequesterUpn), "user", isnotempty(actor), "service", AuthenticationType =~ "anonymous", "anonymous", "")',
      needs: ["actor"],
    },
    // The column has the port as well.
    sourceIp: {
      value:
        'coalesce(extract(@"^([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+):[0-9]+$", 1, CallerIpAddress), extract(@"^\\[([0-9a-fA-F:.]+)\\](?::[0-9]+)?$", 1, CallerIpAddress), CallerIpAddress)',
    },
    objectName: lastPart("ObjectKey"),
    resourceName: lastPart("_ResourceId"),
    outcome: {
      value:
        'case(isempty(StatusCode), "", StatusCode matches regex "^[123][0-9][0-9]$", "success", StatusCode in ("401", "403"), "denied", "failure")',
    },
    error: {
      value: 'iff(outcome in ("", "success"), "", coalesce(StatusText, StatusCode))',
      needs: ["outcome"],
    },
  },
  fields: {
    account,
    region: text(column("Location")),
    category: fixed("data"),
    service: fixed("Microsoft.Storage"),
    operation: { is: "text", operand: column("OperationName"), isAlways: true },
    access: {
      is: "choice",
      isAlways: true,
      values: [
        { value: "read", yes: code('Category =~ "StorageRead"'), no: code('Category !~ "StorageRead"') },
        { value: "write", yes: code('Category !~ "StorageRead"'), no: code('Category =~ "StorageRead"') },
      ],
    },
    "actor.id": text(made("actor")),
    "actor.type": { is: "word", operand: made("actorType"), values: ["user", "service", "anonymous"] },
    sourceIp: text(made("sourceIp")),
    userAgent: text(column("UserAgentHeader")),
    resource: {
      is: "names",
      pairs: [
        { whole: column("ObjectKey"), last: made("objectName") },
        { whole: column("_ResourceId"), last: made("resourceName") },
      ],
    },
    outcome: { is: "word", operand: made("outcome"), values: ["success", "failure", "denied"] },
    error: text(made("error")),
  },
  told: { Target: "ObjectKey, _ResourceId" },
};
