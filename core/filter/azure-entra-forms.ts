import { severityMade } from "./azure-activity-form.ts";
import { code } from "./kql-code.ts";
import { column, type FieldForm, fixed, made, type TableForm, text } from "./kql-forms.ts";

const account: FieldForm = { is: "text", operand: column("AADTenantId"), lower: column("tolower(AADTenantId)") };

/** The AuditLogs table, as core/event/azure-entra-rows.ts reads its rows. */
export const directoryForm: TableForm = {
  made: {
    // Some names of Microsoft's end in a blank: "Add member to role ".
    operation: { value: 'trim(@"\\s+", OperationName)' },
    actorUser: {
      value: "coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.user.id))",
    },
    actorApp: {
      value:
        "coalesce(tostring(InitiatedBy.app.servicePrincipalId), tostring(InitiatedBy.app.appId), tostring(InitiatedBy.app.displayName))",
    },
    actor: { value: "coalesce(actorUser, actorApp, Identity)", needs: ["actorUser", "actorApp"] },
    actorType: {
      value: 'case(isnotempty(actorUser), "user", isnotempty(actorApp), "service", "")',
      needs: ["actorUser", "actorApp"],
    },
    error: { value: 'iff(Result =~ "success", "", coalesce(ResultReason, ResultDescription))' },
    outcome: {
      value:
        'case(Result =~ "success", "success", Result !in~ ("failure", "timeout"), "", error matches regex "(?i)forbidden|unauthori[sz]ed|accessdenied|insufficient privileges", "denied", "failure")',
      needs: ["error"],
    },
    severity: severityMade,
  },
  fields: {
    account,
    category: fixed("identity"),
    service: text(column("LoggedByService")),
    operation: { is: "text", operand: made("operation"), isAlways: true },
    access: fixed("write"),
    "actor.id": text(made("actor")),
    "actor.type": { is: "word", operand: made("actorType"), values: ["user", "service"] },
    sourceIp: text(column("tostring(InitiatedBy.user.ipAddress)")),
    userAgent: { is: "listed", column: "AdditionalDetails" },
    resource: { is: "listed", column: "TargetResources" },
    outcome: {
      is: "word",
      operand: made("outcome"),
      values: ["success", "failure", "denied"],
      direct: { success: [code('Result =~ "success"'), code('Result !~ "success"')] },
    },
    error: text(made("error")),
    severity: text(made("severity")),
  },
  told: { Target: "tostring(TargetResources[0].displayName), tostring(TargetResources[0].id)" },
};

const signInMade = {
  error: { value: 'iff(ResultType == "0", "", ResultType)' },
  outcome: {
    value:
      'case(isempty(ResultType), "", ResultType == "0", "success", ResultType in ("53000", "53001", "53002", "53003", "53004", "50105"), "denied", "failure")',
  },
  severity: severityMade,
};

const signInFields = {
  account,
  category: fixed("identity"),
  // What all sign-ins are called.
  operation: fixed("Sign-in activity"),
  access: fixed("write"),
  sourceIp: text(column("IPAddress")),
  userAgent: text(column("UserAgent")),
  resource: { is: "texts", operands: [column("ResourceIdentity"), column("ResourceDisplayName")] },
  outcome: {
    is: "word",
    operand: made("outcome"),
    values: ["success", "failure", "denied"],
    direct: { success: [code('ResultType == "0"'), code('ResultType != "0"')] },
  },
  error: text(made("error")),
  severity: text(made("severity")),
} as const satisfies Record<string, FieldForm>;

const signInTold = { Target: "ResourceDisplayName, ResourceIdentity" };

/** The tables of people's sign-ins. */
export const userSignInForm: TableForm = {
  made: {
    ...signInMade,
    service: { value: "coalesce(AppDisplayName, ResourceDisplayName)" },
    actor: { value: "coalesce(UserPrincipalName, UserId)" },
  },
  fields: {
    ...signInFields,
    service: text(made("service")),
    "actor.id": text(made("actor")),
    "actor.type": fixed("user"),
    mfa: {
      is: "choice",
      values: [
        {
          value: true,
          yes: {
            text: 'AuthenticationRequirement =~ "multiFactorAuthentication" and ResultType == "0"',
            binds: "and",
            uses: [],
          },
          no: {
            text: 'AuthenticationRequirement !~ "multiFactorAuthentication" or ResultType != "0"',
            binds: "or",
            uses: [],
          },
        },
        {
          value: false,
          yes: code('AuthenticationRequirement =~ "singleFactorAuthentication"'),
          no: code('AuthenticationRequirement !~ "singleFactorAuthentication"'),
        },
      ],
    },
  },
  told: signInTold,
};

/** The tables of applications' and managed identities' sign-ins. */
export const serviceSignInForm: TableForm = {
  made: { ...signInMade, actor: { value: "coalesce(ServicePrincipalId, AppId)" } },
  fields: {
    ...signInFields,
    service: text(column("ResourceDisplayName")),
    "actor.id": text(made("actor")),
    "actor.type": fixed("service"),
  },
  told: signInTold,
};
