import { describe, expect, test } from "vitest";
import type { CompiledRule } from "../../../core/compile/compiled.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { answerTo } from "../properties/compiled.ts";

const { compiled, errors } = answerTo({
  spec: {
    version: 1,
    alerts: {
      catalog: ["root-use", "compute-burst", "audit-capture-change", "firewall-change"],
      mute: [{ alert: "compute-burst", reason: "batch jobs" }],
    },
  },
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope" },
});

const rule = (cloud: Cloud, id: string): CompiledRule =>
  compiled[cloud]!.rules.find((one) => one.rule === `alerts.catalog.${id}`)!;

describe("an alert of the catalog", () => {
  test("is in every cloud's rules, by its id, with its title and severity", () => {
    expect(errors).toEqual([]);
    const ids = ["audit-capture-change", "compute-burst", "firewall-change", "root-use"];
    for (const cloud of clouds) {
      expect(compiled[cloud]!.rules.map((one) => one.rule)).toEqual(ids.map((id) => `alerts.catalog.${id}`));
    }
    expect(rule("aws", "root-use").asked).toBe("The root user acts: critical");
    expect(rule("azure", "root-use").path).toEqual(["alerts", "catalog", "root-use"]);
  });

  test("becomes what its filter does, of what the component makes where it is about that", () => {
    const { given, native, fidelity } = rule("aws", "audit-capture-change");
    expect([given, fidelity]).toEqual(["EventBridge rule in eu-central-1", "exact"]);
    expect(native.map(({ target, text }) => [target, JSON.parse(text).detail])).toEqual([
      [
        "EventBridge",
        {
          eventSource: ["cloudtrail.amazonaws.com"],
          eventName: ["PutEventSelectors", "PutInsightSelectors", "PutEventConfiguration"],
          requestParameters: { trailName: ["${trail}", { suffix: ":trail/${trail}" }] },
        },
      ],
    ]);
  });

  test("or the text that a benchmark looks for, beside its filter where it guards the audit log; on Azure an alert for each operation", () => {
    expect(rule("gcp", "audit-capture-change").native).toEqual([
      {
        target: "log-based metric",
        text: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
      },
      {
        target: "log-match alert",
        text: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas.action=~"^(?:ADD|REMOVE)$"',
      },
    ]);
    expect(rule("azure", "firewall-change").native.map(({ text }) => JSON.parse(text).allOf)).toEqual(
      ["write", "delete"].map((verb) => [
        { field: "category", equals: "Administrative" },
        { field: "operationName", equals: `Microsoft.Network/networkSecurityGroups/${verb}` },
      ]),
    );
  });

  test("that is muted is said so, with the reason, and asks nothing of a cloud", () => {
    for (const cloud of clouds) {
      expect(rule(cloud, "compute-burst")).toMatchObject({ given: "muted: batch jobs", native: [], issues: [] });
    }
  });

  test("that has no meaning in a cloud says why", () => {
    expect(rule("gcp", "root-use")).toMatchObject({
      given:
        "nothing to tell: no user stands outside the policies; super administrators act in Workspace or Cloud Identity",
      native: [],
      issues: [],
    });
  });
});
