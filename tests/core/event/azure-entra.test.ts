import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";

const tenant = "0f0e0d0c-0000-4000-8000-0000000000aa";

const graphAudit = {
  id: "Directory_1",
  category: "RoleManagement",
  activityDisplayName: "Add member to role ",
  activityDateTime: "2026-03-02T08:15:00Z",
  loggedByService: "Core Directory",
  operationType: "Assign",
  result: "success",
  resultReason: "",
  initiatedBy: { app: null, user: { id: "u-1", userPrincipalName: "ines@example.com", ipAddress: "198.51.100.7" } },
  targetResources: [{ id: "u-2", type: "User", displayName: null, userPrincipalName: "max@example.com" }],
  additionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0" }],
};

const audit: CommonEvent = {
  cloud: "azure",
  category: "identity",
  activities: ["access.grant"],
  service: "Core Directory",
  operation: "Add member to role",
  access: "write",
  actor: { id: "ines@example.com", type: "user" },
  sourceIp: "198.51.100.7",
  userAgent: "Mozilla/5.0",
  resources: ["max@example.com", "u-2"],
  outcome: "success",
  time: "2026-03-02T08:15:00Z",
  id: "Directory_1",
  native: graphAudit,
};

const exportedAudit = {
  time: "2026-03-02T08:15:00Z",
  resourceId: `/tenants/${tenant}/providers/Microsoft.aadiam`,
  operationName: "Add member to role",
  category: "AuditLogs",
  tenantId: tenant,
  resultSignature: "None",
  callerIpAddress: "<null>",
  identity: "Ines Example",
  level: "Informational",
  properties: { ...graphAudit, activityDisplayName: "Add member to role" },
};

const tableAudit = {
  TimeGenerated: "2026-03-02T08:15:00Z",
  OperationName: "Add service principal",
  Category: "ApplicationManagement",
  LoggedByService: "Core Directory",
  Result: "failure",
  ResultReason: "Microsoft.Online.Workflows.ValidationException",
  InitiatedBy: JSON.stringify({ app: { displayName: "Deployer", servicePrincipalId: "sp-1" } }),
  TargetResources: JSON.stringify([{ displayName: "shop", id: "sp-2" }]),
  AADTenantId: tenant,
  Type: "AuditLogs",
};

const signIn = {
  time: "2026-03-02T08:15:00Z",
  resourceId: `/tenants/${tenant}/providers/Microsoft.aadiam`,
  operationName: "Sign-in activity",
  category: "SignInLogs",
  tenantId: tenant,
  resultType: "53003",
  resultSignature: "FAILURE",
  callerIpAddress: "198.51.100.7",
  correlationId: "c-1",
  identity: "Ines Example",
  level: 4,
  location: "DE",
  properties: {
    id: "s-1",
    createdDateTime: "2026-03-02T08:14:58Z",
    userPrincipalName: "ines@example.com",
    appId: "a-1",
    appDisplayName: "Azure Portal",
    resourceId: "r-1",
    resourceDisplayName: "Windows Azure Service Management API",
    ipAddress: "198.51.100.7",
    userAgent: "Mozilla/5.0",
    authenticationRequirement: "multiFactorAuthentication",
    status: { errorCode: 53003, failureReason: "Blocked by Conditional Access." },
  },
};

const graphSignIn = {
  id: "s-2",
  createdDateTime: "2026-03-02T08:20:00Z",
  userPrincipalName: "ines@example.com",
  appDisplayName: "Azure Portal",
  ipAddress: "2001:db8::7",
  authenticationRequirement: "multiFactorAuthentication",
  status: { errorCode: 0 },
};

const serviceSignIn = {
  time: "2026-03-02T08:15:00Z",
  operationName: "Sign-in activity",
  category: "ServicePrincipalSignInLogs",
  tenantId: tenant,
  resultType: "0",
  correlationId: "c-2",
  properties: { servicePrincipalId: "sp-1", appId: "a-2", resourceDisplayName: "Azure Key Vault" },
};

describe("a log of Microsoft Entra", () => {
  test.each<[string, object, CommonEvent]>([
    ["audit from Microsoft Graph, with a blank at its name's end", graphAudit, audit],
    [
      "audit from an export, whose address is a placeholder",
      exportedAudit,
      { ...audit, account: tenant, severity: "informational", native: exportedAudit },
    ],
    [
      "audit from the AuditLogs table, of an application that failed",
      tableAudit,
      {
        cloud: "azure",
        account: tenant,
        category: "identity",
        activities: ["identity.change"],
        service: "Core Directory",
        operation: "Add service principal",
        access: "write",
        actor: { id: "sp-1", type: "service" },
        resources: ["shop", "sp-2"],
        outcome: "failure",
        error: "Microsoft.Online.Workflows.ValidationException",
        time: "2026-03-02T08:15:00Z",
        native: tableAudit,
      },
    ],
    [
      "sign-in that conditional access blocked",
      signIn,
      {
        cloud: "azure",
        account: tenant,
        category: "identity",
        activities: ["access.denied", "auth.failure", "auth.signin"],
        service: "Azure Portal",
        operation: "Sign-in activity",
        access: "write",
        actor: { id: "ines@example.com", type: "user" },
        sourceIp: "198.51.100.7",
        userAgent: "Mozilla/5.0",
        resources: ["r-1", "Windows Azure Service Management API"],
        outcome: "denied",
        error: "53003",
        time: "2026-03-02T08:14:58Z",
        id: "s-1",
        native: signIn,
      },
    ],
    [
      "sign-in from Microsoft Graph, which names no operation",
      graphSignIn,
      {
        cloud: "azure",
        category: "identity",
        activities: ["auth.signin"],
        service: "Azure Portal",
        operation: "Sign-in activity",
        access: "write",
        actor: { id: "ines@example.com", type: "user" },
        sourceIp: "2001:db8::7",
        outcome: "success",
        mfa: true,
        time: "2026-03-02T08:20:00Z",
        id: "s-2",
        native: graphSignIn,
      },
    ],
    [
      "sign-in of an application",
      serviceSignIn,
      {
        cloud: "azure",
        account: tenant,
        category: "identity",
        activities: ["auth.signin"],
        service: "Azure Key Vault",
        operation: "Sign-in activity",
        access: "write",
        actor: { id: "sp-1", type: "service" },
        resources: ["Azure Key Vault"],
        outcome: "success",
        time: "2026-03-02T08:15:00Z",
        id: "c-2/2026-03-02T08:15:00Z",
        native: serviceSignIn,
      },
    ],
  ])("%s", (_, record, event) => {
    expect(toCommonEvent(record)).toStrictEqual(event);
  });

  const signInRow = {
    Type: "SigninLogs",
    TimeGenerated: "2026-03-02T08:15:00Z",
    TenantId: "the workspace's",
    AADTenantId: tenant.toUpperCase(),
    OperationName: "Sign-in activity",
    ResultType: "0",
    UserPrincipalName: "ines@example.com",
    AppDisplayName: "Azure Portal",
    ResourceDisplayName: "Windows Azure Service Management API",
    ResourceIdentity: "r-1",
    IPAddress: "198.51.100.7",
    UserAgent: "Mozilla/5.0",
    AuthenticationRequirement: "multiFactorAuthentication",
    Level: "4",
    Id: "s-1",
  };

  test("sign-in from the SigninLogs table", () => {
    expect(toCommonEvent(signInRow)).toStrictEqual({
      cloud: "azure",
      account: tenant,
      category: "identity",
      activities: ["auth.signin"],
      service: "Azure Portal",
      operation: "Sign-in activity",
      access: "write",
      actor: { id: "ines@example.com", type: "user" },
      sourceIp: "198.51.100.7",
      userAgent: "Mozilla/5.0",
      resources: ["r-1", "Windows Azure Service Management API"],
      outcome: "success",
      mfa: true,
      time: "2026-03-02T08:15:00Z",
      id: "s-1",
      native: signInRow,
    });
  });

  test("sign-in of an application from its table, which a filter can't take for a person's", () => {
    const row = {
      ...signInRow,
      Type: "AADServicePrincipalSignInLogs",
      ServicePrincipalId: "sp-1",
      ResultType: "7000215",
    };
    expect(toCommonEvent(row)).toMatchObject({
      actor: { id: "sp-1", type: "service" },
      service: "Windows Azure Service Management API",
      outcome: "failure",
      error: "7000215",
    });
  });

  test("audit that timed out is a failure, and one of a forbidden call a denial", () => {
    expect(toCommonEvent({ ...graphAudit, result: "timeout" })).toMatchObject({ outcome: "failure" });
    expect(toCommonEvent({ ...graphAudit, result: "failure", resultReason: "Forbidden" })).toMatchObject({
      outcome: "denied",
      error: "Forbidden",
    });
  });

  test("sign-in with a single factor has none more", () => {
    const record = { ...graphSignIn, authenticationRequirement: "singleFactorAuthentication" };
    expect(toCommonEvent(record)).toMatchObject({ mfa: false });
  });

  test.each([
    ["0", "success"],
    ["50126", "failure"],
    ["50074", "failure"],
    ["53003", "denied"],
    ["50105", "denied"],
  ])("sign-in with the code %s is a %s", (resultType, outcome) => {
    expect(toCommonEvent({ ...serviceSignIn, resultType })).toMatchObject({ outcome });
  });
});
