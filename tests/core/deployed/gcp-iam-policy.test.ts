import { describe, expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { deployedIn, type Given, notUnderstoodIn, previewOf, stateOf, unknown, urnOf } from "./stack.ts";

type Json = Record<string, unknown>;

const reading = (permissionType: string, serviceName = "storage.googleapis.com"): Json => ({
  logName: "projects/acme/logs/cloudaudit.googleapis.com%2Fdata_access",
  timestamp: "2026-07-01T10:00:00Z",
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName,
    methodName: "storage.objects.get",
    authenticationInfo: { principalEmail: "max@example.com" },
    authorizationInfo: [{ permissionType }],
  },
});

/** The types of Data Access log of Cloud Storage that a stack turns on. */
const onIn = (stack: object): string[] => {
  const { unrecorded } = deployedIn(stack).clouds.gcp;
  const types = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];
  return types.filter((type) => unrecorded(toCommonEvent(reading(type)) as CommonEvent) === undefined);
};

const types = {
  projects: ["gcp:projects/iAMPolicy:IAMPolicy", "gcp:projects/iAMAuditConfig:IAMAuditConfig", "project", "project"],
  folders: ["gcp:folder/iAMPolicy:IAMPolicy", "gcp:folder/iamAuditConfig:IamAuditConfig", "folder", "folder"],
  organizations: [
    "gcp:organizations/iAMPolicy:IAMPolicy",
    "gcp:organizations/iamAuditConfig:IamAuditConfig",
    "orgId",
    "organization",
  ],
} as const;

type Level = keyof typeof types;

const policy = (policyData: unknown, level: Level = "projects", target: unknown = "acme", name = "policy"): Given => [
  types[level][0],
  name,
  { [types[level][2]]: target, policyData: typeof policyData === "object" ? JSON.stringify(policyData) : policyData },
];

const config = (
  service: string,
  logTypes: readonly string[],
  level: Level = "projects",
  target: unknown = "acme",
): Given => [
  types[level][1],
  "config",
  { [types[level][2]]: target, service, auditLogConfigs: logTypes.map((logType) => ({ logType })) },
];

const logs = (...logTypes: string[]): Json[] => logTypes.map((logType) => ({ logType }));

const storage = { auditConfigs: [{ service: "storage.googleapis.com", auditLogConfigs: logs("DATA_READ") }] };

describe("an IAM policy", () => {
  it.each<[string, object, string[]]>([
    ["turns on what it says of a service", storage, ["DATA_READ"]],
    [
      "turns on what it says of all services, beside that",
      { auditConfigs: [...storage.auditConfigs, { service: "allServices", auditLogConfigs: logs("ADMIN_READ") }] },
      ["ADMIN_READ", "DATA_READ"],
    ],
    [
      "turns on nothing for another service",
      { auditConfigs: [{ service: "cloudkms.googleapis.com", auditLogConfigs: logs("DATA_READ") }] },
      [],
    ],
    [
      "turns on nothing by bindings alone",
      { bindings: [{ role: "roles/viewer", members: ["user:a@example.com"] }] },
      [],
    ],
    ["turns on nothing by a list that is null", { auditConfigs: null }, []],
    [
      "is read as the provider reads it, names in whatever case",
      { AuditConfigs: [{ Service: "storage.googleapis.com", auditlogconfigs: [{ LogType: "DATA_WRITE" }] }] },
      ["DATA_WRITE"],
    ],
    [
      "turns on nothing by names that Google Cloud does not have",
      { audit_configs: [{ service: "allServices", audit_log_configs: [{ log_type: "DATA_READ" }] }] },
      [],
    ],
  ])("%s", (_, policyData, expected) => {
    expect(onIn(stateOf(policy(policyData)))).toEqual(expected);
    expect(notUnderstoodIn(stateOf(policy(policyData)))).toEqual([]);
  });

  it.each(Object.keys(types) as Level[])("is read of %s", (level) => {
    expect(onIn(stateOf(policy(storage, level)))).toEqual(["DATA_READ"]);
  });

  it.each<[string, unknown, string]>([
    ["it is not known yet", unknown, "policyData: only the deployment knows it"],
    ["it is missing", undefined, "policyData is no JSON object"],
    ["it is no text", 7, "policyData is no text"],
    ["it is empty", "", "policyData is no JSON object"],
    ["it is cut off", '{"auditConfigs":[', "policyData is no JSON object"],
    ["it is a list", [], "policyData is no JSON object"],
    ["its configurations are no list", { auditConfigs: {} }, "policyData.auditConfigs is no list"],
    ["one of them is a text", { auditConfigs: ["allServices"] }, "policyData.auditConfigs[0] names no service"],
    [
      "one names no service",
      { auditConfigs: [{ auditLogConfigs: logs("DATA_READ") }] },
      "policyData.auditConfigs[0] names no service",
    ],
    [
      "one names an empty service",
      { auditConfigs: [...storage.auditConfigs, { service: "", auditLogConfigs: [] }] },
      "policyData.auditConfigs[1] names no service",
    ],
    [
      "the types of one are no list",
      { auditConfigs: [{ service: "allServices", auditLogConfigs: "DATA_READ" }] },
      "policyData.auditConfigs[0].auditLogConfigs is no list",
    ],
    [
      "one names no type",
      { auditConfigs: [{ service: "allServices", auditLogConfigs: [{ exemptedMembers: [] }] }] },
      "policyData.auditConfigs[0].auditLogConfigs[0] names no type of log",
    ],
    [
      "one names a type that there is not",
      { auditConfigs: [{ service: "allServices", auditLogConfigs: logs("DATA_READ", "\u001b[31mALL") }] },
      "policyData.auditConfigs[0].auditLogConfigs[1] names no known type of log",
    ],
    [
      "a type is no text",
      '{"auditConfigs":[{"service":"allServices","auditLogConfigs":[{"__proto__":{"logType":"DATA_READ"},"logType":["DATA_READ"]}]}]}',
      "policyData.auditConfigs[0].auditLogConfigs[0] names no known type of log",
    ],
  ])("is not understood, and turns nothing on, where %s", (_, policyData, reason) => {
    const stack = stateOf(policy(policyData));
    expect([onIn(stack), notUnderstoodIn(stack)]).toEqual([[], [`policy: ${reason}`]]);
  });

  it("is not understood where it is a secret", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "AAAA" };
    const stack = stateOf(["gcp:projects/iAMPolicy:IAMPolicy", "policy", { project: "acme", policyData: secret }]);
    expect(notUnderstoodIn(stack)).toEqual(["policy: policyData: it is a secret, which the file has encrypted"]);
  });

  it("is read however deep and long it is", () => {
    const deep = `{"x":${"[".repeat(50_000)}${"]".repeat(50_000)},${JSON.stringify(storage).slice(1)}`;
    expect(onIn(stateOf(policy(deep)))).toEqual(["DATA_READ"]);
  });
});

describe("an IAM policy and a configuration beside it", () => {
  it.each(Object.entries(types))("of the same of the %s overwrite each other", (level, [, , , called]) => {
    const stack = stateOf(
      policy(storage, level as Level),
      config("storage.googleapis.com", ["DATA_WRITE"], level as Level, `${level}/acme`),
    );
    expect(notUnderstoodIn(stack)).toEqual([
      `config: it and the IAM policy policy of the same ${called} overwrite each other`,
    ]);
    expect(onIn(stack)).toEqual(["DATA_READ"]);
  });

  it("of a service that the policy has nothing about do so too, and where the policy can't be read", () => {
    const reason = "config: it and the IAM policy policy of the same project overwrite each other";
    const other = config("cloudkms.googleapis.com", ["DATA_READ"]);
    expect(notUnderstoodIn(stateOf(policy(storage), other))).toEqual([reason]);
    expect(notUnderstoodIn(stateOf(policy("{"), other))).toEqual(["policy: policyData is no JSON object", reason]);
  });

  it("stand where they say the same, in whatever order", () => {
    const both = {
      auditConfigs: [{ service: "storage.googleapis.com", auditLogConfigs: logs("DATA_WRITE", "DATA_READ") }],
    };
    const stack = stateOf(policy(both), config("storage.googleapis.com", ["DATA_READ", "DATA_WRITE"]));
    expect([onIn(stack), notUnderstoodIn(stack)]).toEqual([["DATA_READ", "DATA_WRITE"], []]);
  });

  it("stand where they are of different projects, or of a project and its folder", () => {
    const others = [
      config("storage.googleapis.com", ["DATA_WRITE"], "projects", "other"),
      config("storage.googleapis.com", ["ADMIN_READ"], "folders", "folders/acme"),
    ];
    const stack = stateOf(policy(storage), ...others);
    expect([onIn(stack), notUnderstoodIn(stack)]).toEqual([["ADMIN_READ", "DATA_READ", "DATA_WRITE"], []]);
  });

  it("are of the same project before its name is known, where both are made of it", () => {
    const project = urnOf("gcp:organizations/project:Project", "acme");
    const [type, name, properties] = config("storage.googleapis.com", ["DATA_WRITE"], "projects", unknown);
    const [policyType, policyName, policyProperties] = policy(storage, "projects", unknown);
    const madeOf = { project: [project] };
    const stack = previewOf([policyType, policyName, policyProperties, madeOf], [type, name, properties, madeOf]);
    expect(notUnderstoodIn(stack)).toEqual([
      "config: it and the IAM policy policy of the same project overwrite each other",
    ]);
    expect(notUnderstoodIn(previewOf([policyType, policyName, policyProperties], [type, name, properties]))).toEqual(
      [],
    );
  });
});

it("two IAM policies of the same project are not understood, and turn nothing on", () => {
  const stack = stateOf(policy(storage), policy({}, "projects", "projects/acme", "second"));
  expect([onIn(stack), notUnderstoodIn(stack)]).toEqual([
    [],
    [
      "policy: it and the IAM policy second of the same project overwrite each other",
      "second: it and the IAM policy policy of the same project overwrite each other",
    ],
  ]);
});
