import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readEvents } from "../../../core/event/input.ts";
import { decider } from "../../../core/replay/decide.ts";
import { planned } from "./planned.ts";

/** Recorded events, kept beside the checkout since each folder has a licence of its own. */
const corpus = join(import.meta.dirname, "../../../../shared/events");

const events = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(?:json|jsonl|ndjson)$/.test(file))
      .flatMap((file) => readEvents(readFileSync(join(corpus, file), "utf8")).events)
  : [];

const whens = [
  '"encryption.key.use" in activities',
  'service == "kms.amazonaws.com"',
  'actor.type == "service"',
  'access == "read"',
  'operation.like("Describe*")',
  'category == "policy"',
  'outcome == "denied" && cloud == "gcp"',
] as const;

const captures = fc.record({
  management: fc.constantFrom("all", "write"),
  identity: fc.boolean(),
  data: fc.subarray([{ service: "storage" }, { service: "keys", access: "read" }, { service: "secrets" }]),
  exclude: fc.subarray(whens.map((when, at) => ({ name: `e${at}`, when, reason: "noise" }))),
  bestEffort: fc.constant(["data", "identity"]),
});

it("of recorded events, what a spec captures is stored by each cloud's own configuration", () => {
  expect(events.length > 0).toBe(existsSync(corpus));
  const fates = { captured: 0, beyond: 0, dropped: 0, lost: 0 };
  fc.assert(
    fc.property(captures, (capture) => {
      const decide = decider(planned({ capture }));
      for (const event of events) {
        const { fate } = decide(event);
        fates[fate] += 1;
        if (fate === "lost") throw new Error(`lost\n${JSON.stringify(capture)}\n${JSON.stringify(event.native)}`);
      }
    }),
    { seed: 20261127, numRuns: 60 },
  );
  console.log(`replayed: ${JSON.stringify(fates)}`);
});
