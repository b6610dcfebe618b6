import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { fill, type Json } from "../../../core/compile/json.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { parseEventSelectors, selects } from "../../../core/native/cloudtrail-selectors.ts";
import { exportsEvent, parseDiagnosticCategories } from "../../../core/native/diagnostic-categories.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { answerTo, type CompiledClouds } from "./compiled.ts";
import { nativeEvents } from "./native-events.ts";

vi.setConfig({ testTimeout: 600_000 });

const pool: Pool = {
  texts: {
    service: ["kms.amazonaws.com", "rdsdata.amazonaws.com", "s3.amazonaws.com", "storage.googleapis.com"],
    operation: ["Decrypt", "GetObject", "storage.objects.get", "Microsoft.Authorization/policies/audit/action"],
    "actor.id": ["max@example.com", "arn:aws:iam::111122223333:user/max"],
    resource: ["prod-data", "dev-data"],
  },
  choices: {
    cloud: ["aws", "gcp", "azure"],
    category: ["management", "data", "policy", "system", "identity"],
    access: ["read", "write"],
    outcome: ["success", "denied"],
    "actor.type": ["service", "user"],
  },
  activities: ["encryption.key.use", "platform.event", "discovery.read"],
};

const dataServices = ["storage", "database", "functions", "secrets", "keys"] as const;

const specs: fc.Arbitrary<SpecOverrides> = fc
  .record({
    management: fc.constantFrom("all" as const, "write" as const),
    identity: fc.boolean(),
    data: fc.array(
      fc.record(
        {
          service: fc.constantFrom(...dataServices),
          access: fc.constantFrom("all" as const, "read" as const, "write" as const),
          resources: fc.subarray(["prod-*", "dev-data"], { minLength: 1 }),
        },
        { requiredKeys: ["service"] },
      ),
      { maxLength: 2 },
    ),
    whens: fc.array(anyFilterText(pool), { maxLength: 3 }),
  })
  .map(({ whens, ...capture }) => ({
    capture: {
      ...capture,
      exclude: whens.map((when, at) => ({ name: `e${at}`, when, reason: "noise" })),
      bestEffort: ["identity" as const, "data" as const],
    },
  }));

const services: Readonly<Record<string, readonly string[]>> = {
  storage: ["s3.amazonaws.com", "storage.googleapis.com"],
  database: ["dynamodb.amazonaws.com"],
  functions: ["lambda.amazonaws.com"],
  secrets: ["secretsmanager.amazonaws.com"],
  keys: ["kms.amazonaws.com", "cloudkms.googleapis.com"],
};

const isOf = (resources: readonly string[] | undefined, event: CommonEvent): boolean =>
  resources === undefined ||
  resources.some((name) =>
    (event.resources ?? []).some((one) => (name.endsWith("*") ? one.startsWith(name.slice(0, -1)) : one === name)),
  );

/** What a spec asks to keep, worked out from the event alone. */
const isAsked = (spec: SpecOverrides, event: CommonEvent): boolean => {
  const { management, identity, data = [], exclude = [] } = spec.capture!;
  if (exclude.some(({ when }) => evaluate(read(when), event))) return false;
  const isData = data.some(
    ({ service, access = "all", resources }) =>
      services[service]!.includes(event.service ?? "") &&
      (access === "all" || access === event.access) &&
      isOf(resources, event),
  );
  if (event.category === "data") return isData;
  if (event.category === "identity") return identity === true;
  return management === "all" || event.access === "write" || isData;
};

const tokens = { partition: "aws", archive: "audit-archive", accessLogs: "audit-access-logs", dollar: "$" };

/** Does the cloud store the record? Asked of the native configuration alone. */
const stores: { readonly [C in Cloud]: (compiled: CompiledClouds, record: Record<string, unknown>) => boolean } = {
  aws: ({ aws }, record) => {
    const { trail, dataTrail } = aws!.blueprint;
    return [trail, ...(dataTrail ? [dataTrail] : [])].some(({ advancedEventSelectors }) => {
      const { filter, problems } = parseEventSelectors(fill(advancedEventSelectors as unknown as Json, tokens));
      expect(problems).toBeUndefined();
      return selects(filter!, record);
    });
  },
  gcp: ({ gcp }, record) => {
    const { filter, exclusions } = gcp!.blueprint.sinks;
    const matches = (text: string): boolean => {
      const query = parseCloudLoggingQuery(text);
      expect(query.problems, text).toBeUndefined();
      return matchesCloudLoggingQuery(query.filter!, record);
    };
    return matches(filter) && !exclusions.some((one) => matches(one.filter));
  },
  azure: ({ azure }, record) => {
    const logs = azure!.blueprint.activityLogCategories.map((category) => ({ category, enabled: true }));
    if (logs.length === 0) return false;
    return exportsEvent(parseDiagnosticCategories(logs).filter!, record);
  },
};

const placements = {
  aws: { region: "eu-west-1" },
  gcp: { project: "acme-audit", location: "europe-west3", scope: "organization" as const, organizationId: "1" },
  azure: { location: "westeurope" },
};

/** Categories that no setting of the spec turns on are none that Azure was asked for. */
const isCapturable = (cloud: Cloud, event: CommonEvent): boolean =>
  ({ aws: true, gcp: true, azure: event.category !== "data" && event.category !== "identity" })[cloud];

describe(`whatever the spec captures and does not exclude is stored (seed ${seed})`, () => {
  test.each(clouds)("by %s", (cloud) => {
    let [asked, dropped] = [0, 0];
    fc.assert(
      fc.property(specs, fc.array(nativeEvents[cloud], { minLength: 5, maxLength: 5 }), (spec, records) => {
        const { compiled, errors } = answerTo({ spec: { version: 1, ...spec }, ...placements });
        fc.pre(errors.length === 0);
        for (const record of records) {
          const event = toCommonEvent(record);
          if ("rejected" in event || !isCapturable(cloud, event)) continue;
          const isStored = stores[cloud](compiled, record);
          if (!isStored) dropped += 1;
          if (!isAsked(spec, event)) continue;
          asked += 1;
          if (!isStored) throw new Error(`lost\n${JSON.stringify(spec.capture)}\n${JSON.stringify(record)}`);
        }
      }),
      { seed, numRuns: Math.ceil(pairs / 5) },
    );
    console.log(`law 1, ${cloud}: seed ${seed}, ${asked} events asked for and stored, ${dropped} not stored`);
    expect(asked).toBeGreaterThan(pairs / 20);
    expect(dropped).toBeGreaterThan(0);
  });
});
