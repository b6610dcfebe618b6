// Does not prove which read-only events EventBridge withholds: the documentation says "read-only management events", and that is taken by the record's own word.
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { globalSources } from "../../../core/compile/aws/global-services.ts";
import type { RuleState } from "../../../core/compile/aws/read-only.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { anyFilterText, type Pool } from "../filter/arbitrary-filter.ts";
import { delivered } from "../filter/cloudtrail-events.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { answerTo } from "./compiled.ts";
import { nativeEvents } from "./native-events.ts";

vi.setConfig({ testTimeout: 600_000 });

const pool: Pool = {
  texts: {
    service: ["kms.amazonaws.com", "iam.amazonaws.com", "sts.amazonaws.com", "s3.amazonaws.com"],
    operation: ["CreateUser", "ListUsers", "ScheduleKeyDeletion", "AssumeRole", "ConsoleLogin", "PutBucketPolicy"],
    "actor.id": ["arn:aws:iam::111122223333:user/max"],
    resource: ["prod-data", "dev-data"],
  },
  choices: {
    category: ["management", "identity"],
    access: ["read", "write"],
    outcome: ["success", "denied", "failure"],
    "actor.type": ["service", "user", "root"],
  },
  activities: ["access.grant", "identity.change"],
};

type Json = Record<string, unknown>;

interface Rule {
  readonly pattern: object;
  readonly state: RuleState;
}

const isMatched = ({ pattern }: Rule, record: Json): boolean => {
  const { filter, problems } = parseEventPattern(pattern);
  expect(problems, JSON.stringify(pattern)).toBeUndefined();
  return matchesEventPattern(filter!, delivered(record));
};

const isWithheld = ({ state }: Rule, { readOnly, managementEvent }: Json): boolean =>
  state === "ENABLED" && readOnly === true && managementEvent === true;

const alerts = fc.array(anyFilterText(pool), { minLength: 1, maxLength: 3 });
const records = fc.array(nativeEvents.aws, { minLength: 5, maxLength: 5 });

test(`a rule is given what its pattern matches, wherever it is sent from (seed ${seed})`, () => {
  const seen = { enabled: 0, withReads: 0, matched: 0, sent: 0, notSent: 0 };
  fc.assert(
    fc.property(alerts, records, (filters, events) => {
      const custom = filters.map((when, at) => ({ name: `a${at}`, when, severity: "high" as const }));
      const spec: SpecOverrides & { version: 1 } = { version: 1, alerts: { custom } };
      const aws = { region: "eu-central-1", alertRegions: ["us-west-2"] };
      const { compiled } = answerTo({ spec, aws });
      const found = compiled.aws!.blueprint.alerts;
      const rules = found?.rules.filter(({ form }) => form === "cloudTrail") ?? [];
      if (found === undefined || rules.length === 0) return;
      const further = found.forwardings.find(({ region }) => region === "us-west-2")!;
      const global = found.forwardings.find(({ region }) => region === "us-east-1");
      for (const rule of rules) seen[rule.state === "ENABLED" ? "enabled" : "withReads"] += 1;
      for (const record of events) {
        const shown = `${filters.join("\n")}\n${JSON.stringify(found.forwardings)}\n${JSON.stringify(record)}`;
        const asking = rules.filter((rule) => isMatched(rule, record));
        if (!isMatched(further, record)) seen.notSent += 1;
        if (asking.length === 0) continue;
        seen.matched += 1;
        for (const rule of asking) if (isWithheld(rule, record)) throw new Error(`withheld\n${shown}`);
        const senders = globalSources.includes(String(record.eventSource)) ? [further, global] : [further];
        for (const sender of senders) {
          if (sender === undefined || !isMatched(sender, record)) throw new Error(`not sent on\n${shown}`);
          if (isWithheld(sender, record)) throw new Error(`withheld where it is sent from\n${shown}`);
          seen.sent += 1;
        }
      }
    }),
    { seed, numRuns: Math.ceil(pairs / 5) },
  );
  console.log(`law 2, regions of AWS: seed ${seed}, ${JSON.stringify(seen)}`);
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(pairs / 100);
});
