import {
  denyInsecurePublish,
  known,
  ownName,
  type PolicyDocument,
  policy,
  type Statement,
  trailArn,
} from "./policies.ts";

/** Which CloudTrail tells of every log file that it has delivered to S3: what is published to it is what arrives there. */
export interface DeliveryTopic {
  readonly name: string;
  readonly policy: PolicyDocument;
}

const topicName = ownName("trail-delivery");

const topicArn = (region: string): string => `arn:${known.partition}:sns:${region}:${known.account}:${topicName}`;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html */
export const deliveryTopic = (region: string, ownerOfTrail: string): DeliveryTopic => ({
  name: topicName,
  policy: policy(
    {
      Sid: "AWSCloudTrailSNSPolicy20131101",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn(region),
      Condition: { StringEquals: { "aws:SourceArn": trailArn(region, ownerOfTrail) } },
    },
    denyInsecurePublish(topicArn(region)),
  ),
});

/** Without this CloudTrail can't publish to a topic that the key encrypts; which topic, the encryption context says. */
export const deliveryTopicKey = (region: string): Statement => ({
  Sid: "CloudTrailTellsOfDelivery",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn(region) } },
});
