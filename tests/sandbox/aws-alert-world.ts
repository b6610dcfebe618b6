import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

export const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:alerts`;
export const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:lost`;
export const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/lost`;
export const RULE = `arn:aws:events:us-east-1:${ACCOUNT}:rule/root-use`;
export const ALARM = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:denials`;
export const SENDER = `arn:aws:iam::${ACCOUNT}:role/sender`;

export function document(...statements: Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function allow(service: string, action: Json, resource: string, over: Properties = {}): Properties {
  return { Effect: "Allow", Principal: { Service: service }, Action: action, Resource: resource, ...over };
}

export function from(arn: string, account = ACCOUNT): Properties {
  return { Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": arn } } };
}

export function topic(over: Properties = {}): Given {
  return { token: TOKEN.topic, inputs: { name: "alerts", ...over } };
}

export function topicPolicy(...statements: Json[]): Given {
  return { token: TOKEN.topicPolicy, inputs: { arn: TOPIC, policy: document(...statements) } };
}

export function queue(over: Properties = {}): Given {
  return { token: TOKEN.queue, inputs: { name: "lost", ...over } };
}

export function queuePolicy(...statements: Json[]): Given {
  return { token: TOKEN.queuePolicy, inputs: { queueUrl: QUEUE_URL, policy: document(...statements) } };
}

export function key(statements: Json[], over: Properties = {}): Given {
  const root = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" };
  return { token: TOKEN.key, inputs: { policy: document(root, ...statements), ...over } };
}

/** What the SNS and SQS guides ask of a key for a service. */
export function use(service: string, over: Properties = {}): Properties {
  return allow(service, ["kms:GenerateDataKey*", "kms:Decrypt"], "*", over);
}

export function arnOf({ token, inputs }: Given): string {
  return String(storeWith(aws, CONFIG, [{ token, inputs }]).list(token)[0]?.outputs.arn);
}

export function role(statement: Json = allow("events.amazonaws.com", "sts:AssumeRole", "")): Given {
  const { Resource: _, ...trust } = statement as Properties;
  return { token: TOKEN.role, inputs: { name: "sender", assumeRolePolicy: document(trust) } };
}

export function permission(...statements: Json[]): Given {
  return { token: TOKEN.rolePolicy, inputs: { name: "send", role: "sender", policy: document(...statements) } };
}

/** Cases of one type: each differs from inputs that AWS accepts, in the same surroundings. */
export function casesOf(token: string, good: Properties, given: readonly Given[] = []) {
  return (
    rule: string,
    fault: Properties,
    near: Properties,
    name: string,
    message: RegExp,
    over: Partial<Case> = {},
  ): Case => ({
    rule,
    token,
    given,
    inputs: { ...good, ...fault },
    refused: { name, message },
    mended: { inputs: { ...good, ...near } },
    ...over,
  });
}

/** Cases in which the inputs stay and the surroundings differ. */
export function worldsOf(token: string, good: Properties, near: readonly Given[]) {
  return (
    rule: string,
    when: string,
    broken: readonly Given[],
    name: string,
    message: RegExp,
    over: { inputs?: Properties; near?: readonly Given[] } = {},
  ): Case => ({
    rule,
    when,
    token,
    given: broken,
    inputs: { ...good, ...over.inputs },
    refused: { name, message },
    mended: { given: over.near ?? near },
  });
}
