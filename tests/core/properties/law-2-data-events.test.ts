import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { fill, type Json } from "../../../core/compile/json.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { parseEventSelectors, selects } from "../../../core/native/cloudtrail-selectors.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { isSpelledAlike, pairs, seed } from "../filter/fidelity.ts";
import { evaluatorsWith } from "../native-languages.ts";
import { answerTo } from "./compiled.ts";
import { nativeEvents } from "./native-events.ts";

vi.setConfig({ testTimeout: 600_000 });

const pool: Pool = {
  texts: {
    service: ["s3.amazonaws.com", "dynamodb.amazonaws.com", "iam.amazonaws.com"],
    operation: ["GetObject", "DeleteObject", "deleteobject", "PutItem", "Invoke", "CreateUser"],
    "actor.id": ["arn:aws:iam::111122223333:user/max", "arn:aws:iam::111122223333:user/Max"],
    "native.eventName": ["GetObject", "Invoke"],
  },
  choices: {
    category: ["management", "data"],
    access: ["read", "write"],
    outcome: ["success", "denied"],
    "actor.type": ["service", "root"],
  },
  activities: ["data.delete", "data.read", "function.invoke"],
};

const services = ["storage", "database", "functions"] as const;
const data = fc.array(fc.record({ service: fc.constantFrom(...services) }), { minLength: 1, maxLength: 3 });
const threshold = fc.option(fc.constant({ count: 20, withinMinutes: 10 }), { nil: undefined });
const tokens = { partition: "aws", archive: "audit-archive", accessLogs: "audit-access-logs", dollar: "$" };
const evaluators = evaluatorsWith(() => ({ table: "", columns: {} }));

test(`what a metric filter counts of captured data events is in CloudWatch Logs (seed ${seed})`, () => {
  const seen = { logged: 0, elsewhere: 0, counted: 0, told: 0 };
  fc.assert(
    fc.property(
      data,
      fc.array(fc.tuple(anyFilterText(pool), threshold), { minLength: 1, maxLength: 2 }),
      fc.array(nativeEvents.aws, { minLength: 10, maxLength: 10 }),
      (captured, whens, records) => {
        const custom = whens.map(([when, limit], at) => ({
          name: `a${at}`,
          when,
          severity: "high" as const,
          ...(limit && { threshold: limit }),
        }));
        const spec: SpecOverrides & { version: 1 } = { version: 1, capture: { data: captured }, alerts: { custom } };
        const { compiled, errors } = answerTo({ spec, aws: { region: "eu-west-1" } });
        fc.pre(errors.length === 0);
        const { trail, dataTrail } = compiled.aws!.blueprint;
        const [main, other] = [trail, dataTrail].map(
          (one) => one && parseEventSelectors(fill(one.advancedEventSelectors as unknown as Json, tokens)).filter!,
        );
        for (const record of records) {
          const event = toCommonEvent(record);
          if ("rejected" in event || event.category !== "data") continue;
          const isLogged = selects(main!, record);
          const isElsewhere = other !== undefined && selects(other, record);
          if (!isLogged && !isElsewhere) continue;
          seen[isElsewhere ? "elsewhere" : "logged"] += 1;
          for (const { name, when } of custom) {
            const rule = compiled.aws!.rules.find((one) => one.rule === `alerts.custom.${name}`)!;
            if (!evaluate(read(when), event) || !isSpelledAlike(read(when), event)) continue;
            const isOfRules = rule.native.some(
              ({ target, text }) => target === "EventBridge" && evaluators[target]!(text, record),
            );
            if (isOfRules) seen.told += 1;
            else if (!isLogged) throw new Error(`not counted\n${when}\n${JSON.stringify(record)}`);
            else seen.counted += 1;
          }
        }
      },
    ),
    { seed, numRuns: pairs / 2 },
  );
  console.log(`law 2, data events: ${JSON.stringify(seen)}`);
  expect(Math.min(seen.logged, seen.elsewhere, seen.counted, seen.told)).toBeGreaterThan(pairs / 50);
});
