// Doesn't prove what CloudWatch Logs asks of destinations other than Firehose: the sandbox takes those as they are.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { logGroup } from "../../sandbox/aws/logs.ts";
import { logStream } from "../../sandbox/aws/logs-stream.ts";
import { subscriptionFilter } from "../../sandbox/aws/logs-subscription-filter.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { allow, casesOf, permission, role, SENDER, worldsOf } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, REGION, testCases, typeOf } from "./aws-case.ts";
import { deliveryGiven, STREAM } from "./aws-firehose-world.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidParameterException";
const group: Given = { token: TOKEN.logGroup, inputs: { name: "audit" } };

describe("log streams", () => {
  const ofStream = casesOf(TOKEN.logStream, { name: "delivery", logGroupName: "audit" }, [group]);
  testCases(logStream.rules, [
    ofStream("logs-stream-name-is-valid", { name: "a:b" }, { name: "a/b" }, INVALID, /logStreamName/),
    ofStream("logs-stream-name-is-valid", { name: "a".repeat(513) }, { name: "a".repeat(512) }, INVALID, /1 to 512/, {
      when: "513 characters",
    }),
    ofStream(
      "logs-stream-group-exists",
      { logGroupName: "other" },
      {},
      "ResourceNotFoundException",
      /log group does not exist/,
    ),
  ]);
});

const trusted = role(
  allow("logs.amazonaws.com", "sts:AssumeRole", "", {
    Condition: { StringLike: { "aws:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:*` } },
  }),
);
const put = permission({ Effect: "Allow", Action: ["firehose:PutRecord"], Resource: STREAM });
const world = [group, ...deliveryGiven, trusted, put];
const good = { name: "siem", logGroup: "audit", filterPattern: "", destinationArn: STREAM, roleArn: SENDER };
const undelivered = /Could not deliver test message to specified Firehose stream/;

describe("subscription filters", () => {
  const ofFilter = casesOf(TOKEN.subscriptionFilter, good, world);
  const inWorld = worldsOf(TOKEN.subscriptionFilter, good, world);
  const others = (count: number): Given[] =>
    Array.from({ length: count }, (_, at) => ({
      token: TOKEN.subscriptionFilter,
      inputs: { ...good, name: `f${at}` },
    }));
  const trust = (service: string, region: string): Given =>
    role(
      allow(service, "sts:AssumeRole", "", {
        Condition: { StringLike: { "aws:SourceArn": `arn:aws:logs:${region}:${ACCOUNT}:*` } },
      }),
    );
  testCases(subscriptionFilter.rules, [
    ofFilter("logs-subscription-filter-name-is-valid", { name: "a*" }, { name: "a b" }, INVALID, /filterName/),
    ofFilter(
      "logs-subscription-filter-group-exists",
      { logGroup: "other" },
      {},
      "ResourceNotFoundException",
      /log group does not exist/,
    ),
    inWorld(
      "logs-subscription-filter-group-is-of-class-standard",
      "a group of infrequent access",
      [{ token: TOKEN.logGroup, inputs: { name: "audit", logGroupClass: "INFREQUENT_ACCESS" } }, ...world.slice(1)],
      "InvalidOperationException",
      /INFREQUENT_ACCESS/,
    ),
    ofFilter(
      "logs-subscription-filter-pattern-is-at-most-1024-characters",
      { filterPattern: "x".repeat(1025) },
      { filterPattern: "x".repeat(1024) },
      INVALID,
      /'filterPattern' .* 1024/,
    ),
    inWorld(
      "logs-group-has-at-most-2-subscription-filters",
      "a third filter",
      [...world, ...others(2)],
      "LimitExceededException",
      /Resource limit exceeded/,
      { near: [...world, ...others(1)] },
    ),
    inWorld(
      "logs-subscription-filter-delivery-stream-exists",
      "a delivery stream that doesn't exist",
      [group, trusted, put],
      INVALID,
      undelivered,
    ),
    ofFilter("logs-subscription-filter-to-firehose-has-a-role", { roleArn: "" }, {}, INVALID, /together with roleArn/),
    inWorld(
      "logs-subscription-filter-role-trusts-cloudwatch-logs",
      "a role that trusts Firehose instead",
      [group, ...deliveryGiven, trust("firehose.amazonaws.com", REGION), put],
      INVALID,
      undelivered,
    ),
    inWorld(
      "logs-subscription-filter-role-trusts-cloudwatch-logs",
      "a role that trusts another region's log groups",
      [group, ...deliveryGiven, trust("logs.amazonaws.com", "eu-west-1"), put],
      INVALID,
      undelivered,
    ),
    inWorld(
      "logs-subscription-filter-role-may-put-records",
      "a role that may put to another delivery stream",
      [
        group,
        ...deliveryGiven,
        trusted,
        permission({ Effect: "Allow", Action: "firehose:PutRecord", Resource: `${STREAM}2` }),
      ],
      INVALID,
      undelivered,
    ),
  ]);

  test("of other destinations nothing is asked", () => {
    const kinesis = { ...good, destinationArn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/other`, roleArn: "" };
    const store = storeWith(aws, CONFIG, [group]);
    const call = { verb: "create", token: TOKEN.subscriptionFilter, inputs: kinesis, store, config: CONFIG } as const;
    expect(typeOf(TOKEN.subscriptionFilter).rules.flatMap((one) => one.refuse(call) ?? [])).toEqual([]);
  });

  test("go with their log group, like its streams", () => {
    const filter: Given = { token: TOKEN.subscriptionFilter, inputs: good };
    const stream: Given = { token: TOKEN.logStream, inputs: { name: "delivery", logGroupName: "audit" } };
    const store = storeWith(aws, CONFIG, [...world, filter, stream]);
    const existing = store.list(TOKEN.logGroup)[0]!;
    const call = {
      verb: "delete",
      token: TOKEN.logGroup,
      inputs: existing.inputs,
      existing,
      store,
      config: CONFIG,
    } as const;
    expect(logGroup.cascade?.(call)?.map(({ token }) => token)).toEqual([TOKEN.logStream, TOKEN.subscriptionFilter]);
  });
});
