import type { Rendered } from "../../../core/filter/rendered.ts";

export type AlertCase = [
  filter: string,
  fidelity: Rendered<unknown>["fidelity"],
  says: readonly string[],
  conditions: readonly string[],
];

/** Filters, what is lacking or told of their alerts, and the alerts' conditions as JSON. */
export const alertCases: readonly AlertCase[] = [
  [
    'operation == "Microsoft.KeyVault/vaults/delete"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "microsoft.keyvault/VAULTS/delete"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"microsoft.keyvault/VAULTS/delete"}]}',
    ],
  ],
  [
    'operation in ["Microsoft.KeyVault/vaults/delete", "Microsoft.Storage/storageAccounts/delete"]',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","containsAny":["Microsoft.KeyVault/vaults/delete","Microsoft.Storage/storageAccounts/delete"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.Authorization/policies/deny/action"',
    "exact",
    ["rule-split 2"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.Authorization/policies/deny/action"}]}',
      '{"allOf":[{"field":"category","equals":"Policy"},{"field":"operationName","equals":"Microsoft.Authorization/policies/deny/action"}]}',
    ],
  ],
  [
    'operation == "Microsoft.Security/locations/alerts/activate/action"',
    "exact",
    ["rule-split 2"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.Security/locations/alerts/activate/action"}]}',
      '{"allOf":[{"field":"category","equals":"Security"},{"field":"operationName","equals":"Microsoft.Security/locations/alerts/activate/action"}]}',
    ],
  ],
  [
    'operation == "Microsoft.Security/securitySolutions/write"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.Security/securitySolutions/write"}]}',
    ],
  ],
  [
    'operation == "Microsoft.Insights/activityLogAlerts/delete"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.Insights/activityLogAlerts/delete"}]}',
    ],
  ],
  // That an alert fired is in a category of which the service takes no alerts.
  [
    'operation == "Microsoft.Insights/activityLogAlerts/Activated/action"',
    "unsupported",
    ["no events of the category Alert"],
    [],
  ],
  ['operation.startsWith("Microsoft.Insights/activityLogAlerts/")', "unsupported", ["tests of whole texts alone"], []],
  ['category == "management"', "unsupported", ["no alert on everything that is done"], []],
  ['category == "policy"', "exact", [], ['{"allOf":[{"field":"category","equals":"Policy"}]}']],
  [
    'operation == "Microsoft.Insights/AutoscaleSettings/Scaleup/Action" && category == "system"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Autoscale"},{"field":"operationName","equals":"Microsoft.Insights/AutoscaleSettings/Scaleup/Action"}]}',
    ],
  ],
  ['operation == "Microsoft.KeyVault/vaults/delete" && category == "policy"', "exact", [], []],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && outcome == "success"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"status","containsAny":["Succeeded","Success"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && outcome in ["failure", "denied"]',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"status","containsAny":["Failed","Failure","Canceled","Cancelled"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && has(outcome)',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"status","containsAny":["Succeeded","Success","Failed","Failure","Canceled","Cancelled"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && outcome == "denied"',
    "wider",
    ["no difference between failed and denied"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"status","containsAny":["Failed","Failure","Canceled","Cancelled"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && outcome != "success"',
    "wider",
    ["no negation"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"status","containsAny":["Succeeded","Success","Failed","Failure","Canceled","Cancelled"]}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && access == "write"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  ['operation == "Microsoft.KeyVault/vaults/delete" && access == "read"', "exact", [], []],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && service == "microsoft.keyvault"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation in ["Microsoft.KeyVault/vaults/delete", "Microsoft.Storage/storageAccounts/delete"] && service != "Microsoft.Storage"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation in ["Microsoft.KeyVault/vaults/delete", "Microsoft.Authorization/policies/deny/action"] && !operation.endsWith("/delete")',
    "exact",
    ["rule-split 2"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.Authorization/policies/deny/action"}]}',
      '{"allOf":[{"field":"category","equals":"Policy"},{"field":"operationName","equals":"Microsoft.Authorization/policies/deny/action"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && actor.id == "ines@example.com"',
    "wider",
    ["no test of actor.id"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && actor.id != "ines@example.com"',
    "wider",
    ["no test of actor.id"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && !(actor.id == "ines@example.com")',
    "wider",
    ["no test of actor.id"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && actor.type == "user"',
    "wider",
    ["no test of actor.type"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && resource == "/subscriptions/x"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"resourceId","equals":"/subscriptions/x"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && resource == "prod-kv"',
    "wider",
    ["tests of a resource's whole id alone"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && severity == "error"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"level","equals":"error"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && severity == "informational"',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"level","containsAny":["informational","Information"]}]}',
    ],
  ],
  ['operation == "Microsoft.KeyVault/vaults/delete" && severity == "information"', "exact", [], []],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && severity != "error"',
    "wider",
    ["tests of whole texts alone", "no negation"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && account == "x"',
    "wider",
    ["no test of account"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && region == "westeurope"',
    "wider",
    ["no test of region"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && error == "Forbidden"',
    "wider",
    ["no test of error"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && mfa',
    "wider",
    ["no test of mfa"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && sourceIp == "10.1.2.3"',
    "wider",
    ["no test of sourceIp"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && cidr("10.0.0.0/8").containsIP(sourceIp)',
    "wider",
    ["no test of sourceIp"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  ['operation == "Microsoft.KeyVault/vaults/delete" && userAgent.contains("curl")', "exact", [], []],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" && native.level == "Error"',
    "wider",
    ["no test of a field of the record"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
    ],
  ],
  ['category == "policy"', "exact", [], ['{"allOf":[{"field":"category","equals":"Policy"}]}']],
  [
    'category == "policy" && severity == "warning"',
    "exact",
    [],
    ['{"allOf":[{"field":"category","equals":"Policy"},{"field":"level","equals":"warning"}]}'],
  ],
  [
    'category == "management" && (outcome == "success" || severity == "error")',
    "exact",
    [],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"anyOf":[{"field":"status","containsAny":["Succeeded","Success"]},{"field":"level","equals":"error"}]}]}',
    ],
  ],
  [
    'category == "management" && (outcome == "success" || severity == "error") && (operation == "Microsoft.KeyVault/vaults/delete" || resource == "/x")',
    "exact",
    ["rule-split 4"],
    [
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"status","containsAny":["Succeeded","Success"]},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"status","containsAny":["Succeeded","Success"]},{"field":"resourceId","equals":"/x"}]}',
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"level","equals":"error"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}',
      '{"allOf":[{"field":"category","equals":"Administrative"},{"field":"level","equals":"error"},{"field":"resourceId","equals":"/x"}]}',
    ],
  ],
  [
    'category == "management" && operation.startsWith("Microsoft.KeyVault/")',
    "unsupported",
    ["tests of whole texts alone"],
    [],
  ],
  [
    'category == "management" && severity == "error" && operation.startsWith("Microsoft.KeyVault/")',
    "wider",
    ["tests of whole texts alone"],
    ['{"allOf":[{"field":"category","equals":"Administrative"},{"field":"level","equals":"error"}]}'],
  ],
  ['category == "management" && access == "write"', "unsupported", ["no test of access"], []],
  [
    'category == "system" && severity == "critical" && operation in ["Microsoft.ServiceHealth/incident/action", "Microsoft.Resourcehealth/healthevent/Activated/action"]',
    "exact",
    ["rule-split 2"],
    [
      '{"allOf":[{"field":"category","equals":"ServiceHealth"},{"field":"level","equals":"critical"},{"field":"operationName","equals":"Microsoft.ServiceHealth/incident/action"}]}',
      '{"allOf":[{"field":"category","equals":"ResourceHealth"},{"field":"level","equals":"critical"},{"field":"operationName","equals":"Microsoft.Resourcehealth/healthevent/Activated/action"}]}',
    ],
  ],
  ['category == "system" && severity == "critical"', "unsupported", ["no events of the category Alert"], []],
  ['category == "identity"', "unsupported", ["no sign-ins, no changes of the directory, no data events"], []],
  ['operation == "Add user"', "unsupported", ["no sign-ins, no changes of the directory, no data events"], []],
  [
    'operation == "Microsoft.KeyVault/vaults/delete" || operation == "Sign-in activity"',
    "unsupported",
    ["no sign-ins, no changes of the directory, no data events"],
    [],
  ],
  ['outcome == "denied"', "unsupported", ["no sign-ins, no changes of the directory, no data events"], []],
  ['cloud == "gcp"', "exact", [], []],
  ['"org.account.change" in activities && category == "management"', "unsupported", ["tests of whole texts alone"], []],
];
