import { describe, expect, test } from "vitest";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { answerTo } from "../properties/compiled.ts";

const placements = {
  aws: { aws: { region: "eu-central-1" } },
  gcp: { gcp: { project: "acme-audit", location: "europe-west3" } },
  azure: { azure: { location: "westeurope" } },
} as const satisfies Record<Cloud, object>;

/** What is said of an exclusion on a cloud, beside what is said of its filter. */
const saidOf = (cloud: Cloud, when: string, spec: SpecOverrides) => {
  const capture = { ...spec.capture, exclude: [{ name: "noise", when, reason: "a test" }] };
  const { compiled } = answerTo({ spec: { version: 1, ...spec, capture }, ...placements[cloud] });
  return compiled[cloud]!.rules.find(({ rule }) => rule === "capture.exclude.noise")!
    .issues.filter(({ code }) => code === "exclusion-unseen" || code === "aws-management-excluded")
    .map(({ severity, code, params }) => ({ severity, code, params }));
};

const keys = 'service == "kms.amazonaws.com"';

describe("an exclusion that keeps events from alerts is told with them", () => {
  const excluded: Record<Cloud, string> = {
    aws: keys,
    gcp: 'service == "cloudkms.googleapis.com"',
    azure: 'category == "policy"',
  };
  const custom = [
    {
      name: "denials",
      when: 'outcome == "denied"',
      severity: "low" as const,
      threshold: { count: 5, withinMinutes: 5 },
    },
    { name: "sign-ins", when: 'service == "signin.amazonaws.com" && category == "identity"', severity: "low" as const },
  ];
  const alerts = { catalog: ["audit-log-stopped" as const, "key-disabled-or-deleted" as const], custom };
  const unseen: Record<Cloud, readonly string[]> = {
    aws: ["key-disabled-or-deleted", "denials"],
    gcp: ["key-disabled-or-deleted", "denials"],
    // A query whose operations might be of the category, as far as its filter says.
    azure: ["key-disabled-or-deleted", "denials"],
  };

  test.each(clouds)("on %s", (cloud) => {
    expect(saidOf(cloud, excluded[cloud], { alerts }).filter(({ code }) => code === "exclusion-unseen")).toEqual([
      { severity: "warning", code: "exclusion-unseen", params: { cloud, alerts: unseen[cloud] } },
    ]);
  });

  test("and not where the cloud can't leave the events out, so that the alerts see them", () => {
    const alone = { alerts: { catalog: ["iam-policy-change" as const] } };
    expect(saidOf("aws", 'service == "iam.amazonaws.com"', alone)).toEqual([]);
    expect(saidOf("azure", 'service == "Microsoft.Network"', { alerts })).toEqual([]);
  });

  test("and not on Azure where an activity log alert sees the log itself", () => {
    const mine = { name: "mine", when: 'category == "policy" && operation == "a/b/write"', severity: "low" as const };
    expect(saidOf("azure", 'category == "policy"', { alerts: { custom: [mine] } })).toEqual([]);
    const counted = { ...mine, threshold: { count: 5, withinMinutes: 5 } };
    expect(saidOf("azure", 'category == "policy"', { alerts: { custom: [counted] } })).toEqual([
      { severity: "warning", code: "exclusion-unseen", params: { cloud: "azure", alerts: ["mine"] } },
    ]);
  });

  test("nor where nobody is told of the alert anyway", () => {
    const mute = [{ alert: "key-disabled-or-deleted" as const, reason: "a test" }];
    const catalog = ["key-disabled-or-deleted" as const];
    expect(saidOf("aws", keys, { alerts: { catalog, mute } }).map(({ code }) => code)).toEqual([
      "aws-management-excluded",
    ]);
  });
});

describe("management events that no trail has", () => {
  const said = (sources: readonly string[]) => [
    { severity: "warning", code: "aws-management-excluded", params: { sources } },
  ];

  test.each([
    [keys, said(["kms.amazonaws.com"])],
    ['service == "rdsdata.amazonaws.com"', said(["rdsdata.amazonaws.com"])],
    ['service in ["rdsdata.amazonaws.com", "kms.amazonaws.com"]', said(["rdsdata.amazonaws.com", "kms.amazonaws.com"])],
    // These a trail can't leave out: all is stored, and nothing is lost to tell of.
    ['service == "kms.amazonaws.com" && actor.type == "service"', []],
    ['service == "kms.amazonaws.com" && operation == "Decrypt"', []],
    ['service == "ec2.amazonaws.com"', []],
  ])("are told for %s", (when, expected) => {
    expect(saidOf("aws", when, {})).toEqual(expected);
  });
});
