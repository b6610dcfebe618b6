import { topicRules } from "../../sandbox/aws/cloudtrail-topic.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { arnOf } from "./aws-alert-world.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, testCases } from "./aws-case.ts";
import { ARN, bucket, CLOUDTRAIL, document, key, permitted, trailCase, worldCase } from "./aws-trail-world.ts";
import type { Given } from "./memory-store.ts";

const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:delivered`;

function topic(over: Properties = {}): Given {
  return { token: TOKEN.topic, inputs: { name: "delivered", ...over } };
}

/** The statement of CloudTrail's guide, with the condition that it recommends. */
function publish(trail = ARN, resource = TOPIC): Json {
  const Condition = { StringEquals: { "aws:SourceArn": trail } };
  return { Effect: "Allow", Principal: CLOUDTRAIL, Action: "SNS:Publish", Resource: resource, Condition };
}

function policy(...statements: Json[]): Given {
  return { token: TOKEN.topicPolicy, inputs: { arn: TOPIC, policy: document(...statements) } };
}

const named = { snsTopicName: "delivered" };
const world = (...given: Given[]): Given[] => [bucket, permitted, ...given];
const refused = { name: "InsufficientSnsTopicPolicyException", message: /does not exist or the topic policy/ };

const publishing = (when: string, inputs: Properties, broken: Given[]): Case =>
  worldCase(
    "cloudtrail-topic-exists-and-lets-it-publish",
    inputs,
    world(...broken),
    world(topic(), policy(publish())),
    refused,
    when,
  );

/** A key of a topic, for CloudTrail with a condition. */
const keyFor = (condition: Properties, action: Json = ["kms:GenerateDataKey*", "kms:Decrypt"]): Given =>
  key([{ Effect: "Allow", Principal: CLOUDTRAIL, Action: action, Resource: "*", Condition: condition }]);

const encrypted = (by: Given): Given[] => world(by, topic({ kmsMasterKeyId: arnOf(by) }), policy(publish()));

const ofTopic = (arn: string): Properties => ({ StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": arn } });

const keyCase = (when: string, broken: Given[]): Case =>
  worldCase(
    "cloudtrail-topic-key-lets-it-use-it",
    named,
    broken,
    encrypted(keyFor(ofTopic(TOPIC))),
    { name: "KMSAccessDenied", message: /fails each notification: (the policy of its KMS key|it is encrypted)/ },
    when,
  );

testCases(topicRules, [
  trailCase(
    "cloudtrail-topic-name-is-valid",
    { snsTopicName: "delivered to s3" },
    {},
    { name: "InvalidSnsTopicNameException", message: /delivered to s3$/ },
    "blanks",
  ),
  trailCase(
    "cloudtrail-topic-name-is-valid",
    { snsTopicName: "x".repeat(257) },
    {},
    { name: "InvalidSnsTopicNameException", message: /x{257}$/ },
    "257 characters",
  ),
  publishing("there is no topic", named, []),
  publishing("the topic is in another region", named, [topic({ region: "eu-west-1" })]),
  publishing("the topic has no policy for it", named, [topic()]),
  publishing("the policy is for another trail", named, [topic(), policy(publish(`${ARN}-2`))]),
  publishing("the policy is of another topic", named, [topic(), policy(publish(ARN, `${TOPIC}-2`))]),
  publishing("by its ARN", { snsTopicName: TOPIC }, [topic(), policy(publish(`${ARN}-2`))]),
  keyCase("the key is for nobody else", encrypted(key([]))),
  keyCase("the key is for another topic", encrypted(keyFor(ofTopic(`${TOPIC}-2`)))),
  keyCase("the condition is on the trail", encrypted(keyFor({ StringEquals: { "aws:SourceArn": ARN } }))),
  keyCase("it may not decrypt", encrypted(keyFor(ofTopic(TOPIC), "kms:GenerateDataKey*"))),
  keyCase("AWS's own key", world(topic({ kmsMasterKeyId: "alias/aws/sns" }), policy(publish()))),
]);
