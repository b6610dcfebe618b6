// What we compile, judged by AWS's event-ruler: that it takes each pattern, also with `$or` in several places, and matches as our evaluator does.
import { afterAll, beforeAll, expect, it } from "vitest";
import { activityIds } from "../../core/catalog/activity-ids.ts";
import { toEventBridgePatterns } from "../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../core/native/eventbridge-pattern.ts";
import { read } from "../core/filter/arbitrary-filter.ts";
import { type EventRuler, startEventRuler } from "./event-ruler/event-ruler.ts";

let eventRuler: EventRuler;
beforeAll(async () => {
  eventRuler = await startEventRuler();
});
afterAll(() => eventRuler?.stop());

const event = (eventSource: string, eventName: string, more: Record<string, unknown>): Record<string, unknown> => ({
  "detail-type": "AWS API Call via CloudTrail",
  source: eventSource.replace(".amazonaws.com", ""),
  detail: { eventSource, eventName, userIdentity: { type: "IAMUser", userName: "max" }, readOnly: false, ...more },
});

const events = [
  event("s3.amazonaws.com", "PutBucketPolicy", { requestParameters: { bucketName: "prod-data" } }),
  event("s3.amazonaws.com", "PutBucketPolicy", { requestParameters: { bucketName: "dev-data" } }),
  event("s3.amazonaws.com", "PutBucketPolicy", { resources: [{ ARN: "PROD-data" }, { ARN: "dev-data" }] }),
  event("kms.amazonaws.com", "ScheduleKeyDeletion", { requestParameters: { keyId: "prod-key" }, errorCode: "x" }),
  event("ec2.amazonaws.com", "DeleteVpc", { requestParameters: { vpcId: "prod-vpc", name: "dev" } }),
  event("signin.amazonaws.com", "ConsoleLogin", { responseElements: { ConsoleLogin: "Failure" } }),
];

const filters = activityIds.flatMap((id) => [
  `"${id}" in activities`,
  `"${id}" in activities && resource.startsWith("prod-")`,
  `"${id}" in activities && actor.type == "user" && (resource.startsWith("prod-") || outcome == "failure")`,
]);

it("takes what each class of activity compiles to, and matches as we do", async () => {
  const matched = new Set<string>();
  for (const filter of filters) {
    for (const pattern of toEventBridgePatterns(read(filter)).output ?? []) {
      const { filter: parsed, problems } = parseEventPattern(pattern);
      expect(problems, filter).toBeUndefined();
      for (const one of events) {
        const ours = matchesEventPattern(parsed!, one);
        const theirs = await eventRuler.ask(JSON.stringify(pattern), JSON.stringify(one));
        expect(theirs, `${filter}\n${JSON.stringify(pattern)}\n${JSON.stringify(one)}`).toBe(`${ours}`);
        if (ours) matched.add(filter);
      }
    }
  }
  expect(matched.size).toBeGreaterThan(9);
}, 120_000);
