import { type Code, code } from "./kql-code.ts";
import { column, type FieldForm, made, type TableForm, text } from "./kql-forms.ts";

/** The claim that says how a token was got. */
export const methodsClaim = "http://schemas.microsoft.com/claims/authnmethodsreferences";

/** The claim that names an application. */
const spnClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/spn";

/** By the methods of authentication, which are in a made column. */
export const mfaForm: FieldForm = {
  is: "choice",
  values: [
    {
      value: true,
      yes: code('authenticationMethods has "mfa"', "authenticationMethods"),
      no: code('authenticationMethods !has "mfa"', "authenticationMethods"),
    },
    {
      value: false,
      yes: {
        text: 'isnotempty(authenticationMethods) and authenticationMethods !has "mfa"',
        binds: "and",
        uses: ["authenticationMethods"],
      },
      no: {
        text: 'isempty(authenticationMethods) or authenticationMethods has "mfa"',
        binds: "or",
        uses: ["authenticationMethods"],
      },
    },
  ],
};

/** Azure's words for levels, as the event model has them. */
export const severityMade = {
  value: 'case(Level =~ "Information", "informational", Level matches regex "^[0-9]+$", "", tolower(Level))',
};

const systemCategories = '("Security", "ServiceHealth", "ResourceHealth", "Alert", "Autoscale", "Recommendation")';

const failed = '("Failure", "Failed", "Canceled", "Cancelled")';

const status = (words: string): readonly [Code, Code] => [
  code(`ActivityStatusValue in~ ${words}`),
  code(`ActivityStatusValue !in~ ${words}`),
];

const denied =
  '("Forbidden", "Unauthorized", "AuthorizationFailed", "LinkedAuthorizationFailed", "RequestDisallowedByPolicy", "ScopeLocked")';

/** The AzureActivity table, as core/event/azure-activity-row.ts reads its rows. */
export const activityForm: TableForm = {
  made: {
    service: {
      value:
        'coalesce(extract("^([^/]+)/", 1, OperationNameValue), ResourceProviderValue, tostring(Properties_d.ResourceProviderName))',
    },
    actorKind: {
      value: "coalesce(tostring(Claims_d.idtyp), tostring(Authorization_d.evidence.principalType))",
    },
    actorType: {
      value: `case(actorKind in~ ("app", "ServicePrincipal", "ManagedIdentity"), "service", actorKind =~ "user" or Caller contains "@", "user", isnotempty(tostring(Claims_d["${spnClaim}"])) or Caller matches regex "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "service", "")`,
      needs: ["actorKind"],
    },
    resourceName: { value: 'tostring(split(_ResourceId, "/")[-1])' },
    error: {
      value: `iff(ActivityStatusValue in~ ${failed}, coalesce(tostring(parse_json(tostring(Properties_d.statusMessage)).error.code), ActivitySubstatusValue, tostring(Properties_d.statusCode)), "")`,
    },
    outcome: {
      value: `case(ActivityStatusValue in~ ("Success", "Succeeded"), "success", ActivityStatusValue !in~ ${failed}, "", error in~ ${denied} or ActivitySubstatusValue in~ ("Forbidden", "Unauthorized") or OperationNameValue endswith "/policies/deny/action", "denied", "failure")`,
      needs: ["error"],
    },
    authenticationMethods: {
      value: `coalesce(tostring(Claims_d["${methodsClaim}"]), tostring(Claims_d.amr))`,
    },
    severity: severityMade,
  },
  fields: {
    account: { is: "text", operand: column("SubscriptionId"), lower: column("tolower(SubscriptionId)") },
    region: text(column("tostring(Properties_d.resourceLocation)")),
    category: {
      is: "choice",
      isAlways: true,
      values: [
        {
          value: "management",
          yes: code('CategoryValue =~ "Administrative"'),
          no: code('CategoryValue !~ "Administrative"'),
        },
        { value: "policy", yes: code('CategoryValue =~ "Policy"'), no: code('CategoryValue !~ "Policy"') },
        {
          value: "system",
          yes: code(`CategoryValue in~ ${systemCategories}`),
          no: code(`CategoryValue !in~ ${systemCategories}`),
        },
      ],
    },
    service: text(made("service")),
    operation: { is: "text", operand: column("OperationNameValue"), isAlways: true },
    access: {
      is: "choice",
      isAlways: true,
      values: [
        {
          value: "read",
          yes: code('OperationNameValue endswith "/read"'),
          no: code('OperationNameValue !endswith "/read"'),
        },
        {
          value: "write",
          yes: code('OperationNameValue !endswith "/read"'),
          no: code('OperationNameValue endswith "/read"'),
        },
      ],
    },
    "actor.id": text(column("Caller")),
    "actor.type": { is: "word", operand: made("actorType"), values: ["user", "service"] },
    sourceIp: text(column("CallerIpAddress")),
    resource: { is: "names", pairs: [{ whole: column("_ResourceId"), last: made("resourceName") }] },
    outcome: {
      is: "word",
      operand: made("outcome"),
      values: ["success", "failure", "denied"],
      direct: {
        success: status('("Success", "Succeeded")'),
        "failure denied": status(failed),
        "success failure denied": status('("Success", "Succeeded", "Failure", "Failed", "Canceled", "Cancelled")'),
      },
    },
    error: text(made("error")),
    mfa: mfaForm,
    severity: text(made("severity")),
  },
  told: { Target: "_ResourceId" },
};
