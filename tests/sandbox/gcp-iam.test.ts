import { describe, expect, test } from "vitest";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, CONFIG, callOf, ofProvider, PROJECT, refusalsOf, testCases, typeOf } from "./gcp-case.ts";
import { memoryStore } from "./memory-store.ts";

const audit = (...auditLogConfigs: Properties[]): Properties => ({
  project: PROJECT,
  service: "storage.googleapis.com",
  auditLogConfigs,
});
const read = { logType: "DATA_READ" };
const all = audit({ logType: "ADMIN_READ" }, read, { logType: "DATA_WRITE" });

const audits: Case[] = [
  {
    rule: "project-id-is-valid",
    when: "a project id with a capital",
    inputs: { ...all, project: "Acme-Prod" },
    refused: ofProvider(/"Acme-Prod" project_id/),
    mended: { inputs: { ...all, project: "123456789012" } },
  },
  {
    rule: "audit-service-is-valid",
    when: "a service without its domain",
    inputs: { ...all, service: "storage" },
    refused: badRequest(/Invalid service "storage"/),
    mended: { inputs: { ...all, service: "allServices" } },
  },
  {
    rule: "audit-config-has-log-types",
    when: "an audit config without log types",
    inputs: audit(),
    refused: badRequest(/one or more AuditLogConfigs/),
    mended: { inputs: audit(read) },
  },
  {
    rule: "audit-log-type-is-valid",
    when: "ADMIN_WRITE, which is always on",
    inputs: audit(read, { logType: "ADMIN_WRITE" }),
    refused: badRequest(/audit_log_configs\[1\]\.log_type.*"ADMIN_WRITE"/),
    mended: { inputs: all },
  },
  {
    rule: "audit-log-types-are-unique",
    when: "a log type that is given twice",
    inputs: audit(read, read),
    refused: badRequest(/Duplicate log type DATA_READ/),
    mended: { inputs: all },
  },
  ...["a@acme.com", "allUsers"].map((member) => ({
    rule: "audit-exempted-members-are-valid",
    when: `the exempted member ${member}`,
    inputs: audit({ ...read, exemptedMembers: ["user:a@acme.com", member] }),
    refused: badRequest(/Invalid member ".*" in the exempted members/),
    mended: { inputs: audit({ ...read, exemptedMembers: ["user:a@acme.com", "group:b@acme.com"] }) },
  })),
].map((one) => ({ ...one, token: tokens.projectAudit }));

const organizations: Case[] = [
  {
    rule: "organization-id-is-a-number",
    when: "an organisation given by its domain",
    token: tokens.organizationAudit,
    inputs: { ...all, orgId: "acme.com" },
    refused: badRequest(/"acme\.com" must be given by its number/),
    mended: { inputs: { ...all, orgId: "123456789012" } },
  },
];

const service = { service: "cloudkms.googleapis.com" };

const services: Case[] = [
  {
    rule: "project-is-set",
    when: "a service without a project",
    config: {},
    inputs: service,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "service-name-is-a-domain",
    when: "a service by its short name",
    inputs: { service: "cloudkms" },
    refused: ofProvider(/expected cloudkms to be a domain like serviceusage\.googleapis\.com/),
    mended: { inputs: service },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "the deletion of a service whose policy prevents it",
    verb: "delete" as const,
    inputs: { ...service, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy acme-prod\/cloudkms\.googleapis\.com/),
    mended: { inputs: service },
  },
].map((one) => ({ ...one, token: tokens.service }));

describe("Audit configs and services", () => {
  describe("projects", () => testCases(typeOf(tokens.projectAudit).rules, audits));
  const ofOrganizations = typeOf(tokens.organizationAudit).rules;
  const shared = typeOf(tokens.projectAudit).rules;
  const own = ofOrganizations.filter((rule) => !shared.includes(rule));
  describe("organisations", () => testCases(own, organizations));
  describe("services", () => testCases(typeOf(tokens.service).rules, services));

  test("An organisation's audit config obeys the rules of a project's", () => {
    expect(ofOrganizations).toEqual(expect.arrayContaining(shared.filter(({ id }) => id.startsWith("audit-"))));
  });

  test.each([
    [{}, "keep"],
    [{ disableOnDestroy: false }, "keep"],
    [{ disableOnDestroy: true }, "remove"],
    [{ disableOnDestroy: true, deletionPolicy: "ABANDON" }, "keep"],
  ])("A service whose resource is deleted is disabled only on request: %o", (over, left) => {
    const call = callOf({ token: tokens.service, verb: "delete", inputs: { ...service, ...over } });
    expect(typeOf(tokens.service).onDelete?.(call)).toBe(left);
  });

  test("A grant on a project obeys the rules of grants: the empty writer of a log bucket in the same project is refused", () => {
    const inputs = { project: PROJECT, role: "roles/logging.bucketWriter", member: "" };
    const call = callOf({ token: tokens.projectGrant, inputs });
    expect(refusalsOf(call).map(({ rule, error }) => [rule, error.name])).toEqual([
      ["iam-member-is-valid", "Error 400 INVALID_ARGUMENT"],
    ]);
  });

  test("Two grants that differ in their conditions are two resources", () => {
    const inputs = { project: PROJECT, role: "roles/logging.bucketWriter", member: "user:a@acme.com" };
    const id = (own: Properties) => typeOf(tokens.projectGrant).id(own, CONFIG, memoryStore([]));
    expect(id(inputs)).toBe("acme-prod/roles/logging.bucketWriter/user:a@acme.com");
    expect(id({ ...inputs, condition: { title: "one", expression: "true" } })).toBe(
      "acme-prod/roles/logging.bucketWriter/user:a@acme.com/one",
    );
  });
});
