import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { CompiledRule } from "../../../core/compile/compiled.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { isSpelledAlike, pairs, seed } from "../filter/fidelity.ts";
import { evaluatorsWith } from "../native-languages.ts";
import { answerTo } from "./compiled.ts";
import { nativeEvents } from "./native-events.ts";

vi.setConfig({ testTimeout: 600_000 });

const pool: Pool = {
  texts: {
    service: ["kms.amazonaws.com", "iam.amazonaws.com", "storage.googleapis.com"],
    operation: ["CreateUser", "DeleteObject", "SetIamPolicy", "Microsoft.Authorization/roleAssignments/write"],
    "actor.id": ["max@example.com", "arn:aws:iam::111122223333:user/max"],
    resource: ["prod-data", "dev-data"],
  },
  choices: {
    cloud: ["aws", "gcp", "azure"],
    category: ["management", "policy"],
    access: ["read", "write"],
    outcome: ["success", "denied", "failure"],
    "actor.type": ["service", "user", "root"],
  },
  activities: ["access.grant", "identity.change", "platform.event"],
};

const threshold = fc.option(fc.constant({ count: 20, withinMinutes: 10 }), { nil: undefined });

type Json = Record<string, unknown>;

/** The row that Log Analytics makes of an exported record. */
const row = (record: Readonly<Json>) => {
  const {
    time,
    operationName,
    category,
    resultType,
    resourceId,
    callerIpAddress,
    level,
    correlationId,
    identity,
    properties,
  } = record as Record<string, string>;
  const { claims } = identity as unknown as { claims: { upn: string } };
  return {
    table: "AzureActivity",
    columns: {
      TimeGenerated: time,
      OperationNameValue: operationName,
      CategoryValue: category,
      ActivityStatusValue: resultType,
      _ResourceId: resourceId,
      SubscriptionId: resourceId!.split("/")[2],
      CallerIpAddress: callerIpAddress,
      Caller: claims.upn,
      Level: level,
      CorrelationId: correlationId,
      Claims_d: claims,
      Properties_d: properties,
    },
  };
};

const evaluators = evaluatorsWith(row);

const fires = ({ native }: CompiledRule, record: Json): boolean =>
  native.some(({ target, text }) => evaluators[target]!(text, record));

const placements: { readonly [C in Cloud]: object } = {
  aws: { aws: { region: "eu-west-1" } },
  gcp: { gcp: { project: "acme-audit", location: "europe-west3" } },
  azure: { azure: { location: "westeurope" } },
};

describe(`an alert fires on everything that its filter matches (seed ${seed})`, () => {
  test.each(clouds)("in %s", (cloud) => {
    const seen = { exact: 0, wider: 0, unsupported: 0, fired: 0 };
    fc.assert(
      fc.property(
        anyFilterText(pool),
        threshold,
        fc.array(nativeEvents[cloud], { minLength: 5, maxLength: 5 }),
        (when, limit, records) => {
          const alert = { name: "a", when, severity: "high" as const, ...(limit && { threshold: limit }) };
          const spec: SpecOverrides & { version: 1 } = { version: 1, alerts: { custom: [alert] } };
          const { compiled, errors } = answerTo({ spec, ...placements[cloud] });
          const rule = compiled[cloud]!.rules[0];
          if (rule === undefined) return;
          seen[rule.fidelity] += 1;
          if (rule.fidelity === "unsupported") {
            expect(rule.native).toEqual([]);
            expect(errors.length, when).toBeGreaterThan(0);
            return;
          }
          for (const record of records) {
            const event = toCommonEvent(record);
            if ("rejected" in event) continue;
            if (rule.issues.some(({ code }) => code === "rule-by-case") && !isSpelledAlike(read(when), event)) continue;
            const isAsked = evaluate(read(when), event);
            const isFired = fires(rule, record);
            if (isFired) seen.fired += 1;
            const shown = `${when}\n${JSON.stringify(rule.native)}\n${JSON.stringify(record)}`;
            if (isAsked && !isFired) throw new Error(`missed\n${shown}`);
            if (rule.fidelity === "exact" && isFired !== isAsked) throw new Error(`not exact\n${shown}`);
          }
        },
      ),
      { seed, numRuns: Math.ceil(pairs / 5) },
    );
    console.log(`law 2, ${cloud}: seed ${seed}, ${JSON.stringify(seen)}`);
    expect(seen.exact).toBeGreaterThan(pairs / 20);
    expect(seen.fired).toBeGreaterThan(pairs / 20);
  });
});
