import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";
import { ownByName, ownLogGroup, ownStreamTable } from "../own/aws.ts";
import { ownStream } from "../own/gcp.ts";

const subscriptions =
  'service == "logs.amazonaws.com" && operation in ["PutSubscriptionFilter", "DeleteSubscriptionFilter"]';

const deliveries =
  'service == "firehose.amazonaws.com" && operation in ["DeleteDeliveryStream", "UpdateDestination", "StopDeliveryStreamEncryption"]';

const tables =
  'service == "glue.amazonaws.com" && operation in ["UpdateTable", "DeleteTable", "BatchDeleteTable", "UpdateDatabase", "DeleteDatabase"]';

const gcpChanges =
  'service == "pubsub.googleapis.com" && operation.matches("(?:Publisher\\\\.(?:UpdateTopic|DeleteTopic|DetachSubscription)|Subscriber\\\\.(?:UpdateSubscription|DeleteSubscription|ModifyPushConfig)|IAMPolicy\\\\.SetIamPolicy)$")';

export const alert: CatalogAlert = {
  id: "stream-change",
  title: "Where the audit log is sent on is changed or stopped",
  severity: "high",
  groups: ["tamper"],
  why: "Whoever reads the stream sees nothing any more, or somebody else reads along.",
  firstSteps: [
    "Look at who reads the stream now.",
    "Deploy the stack again: it puts the stream back.",
    "Send on what is missing from the archive.",
  ],
  references: [attack("T1562.008"), attack("T1567")],
  clouds: {
    aws: {
      when: [subscriptions, deliveries, tables].join(" || "),
      own: [
        `${subscriptions} && ${ownLogGroup}`,
        `${deliveries} && ${ownByName("deliveryStreamName")}`,
        `${tables} && ${ownStreamTable}`,
      ].join(" || "),
    },
    gcp: { when: gcpChanges, own: `${gcpChanges} && ${ownStream}` },
    azure: {
      about: "streamNamespace",
      within: "resourceGroup",
      when: 'operation in ["Microsoft.EventHub/namespaces/delete", "Microsoft.EventHub/namespaces/write", "Microsoft.EventHub/namespaces/eventhubs/delete", "Microsoft.EventHub/namespaces/eventhubs/write", "Microsoft.EventHub/namespaces/authorizationRules/write", "Microsoft.EventHub/namespaces/authorizationRules/delete", "Microsoft.EventHub/namespaces/authorizationRules/regenerateKeys/action", "Microsoft.EventHub/namespaces/eventhubs/authorizationRules/write", "Microsoft.EventHub/namespaces/eventhubs/authorizationRules/delete", "Microsoft.EventHub/namespaces/eventhubs/authorizationRules/regenerateKeys/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("logs", "DeleteSubscriptionFilter", {
        requestParameters: {
          logGroupName: `/auditlog/${aws.own.archive}`,
          filterName: `auditlog-stream-${aws.own.unique}`,
        },
      }),
      aws.call("firehose", "DeleteDeliveryStream", {
        requestParameters: { deliveryStreamName: `auditlog-stream-files-${aws.own.unique}` },
      }),
      aws.call("firehose", "UpdateDestination", {
        requestParameters: {
          deliveryStreamName: `auditlog-stream-endpoint-${aws.own.unique}`,
          currentDeliveryStreamVersionId: "1",
          destinationId: "destinationId-000000000001",
        },
      }),
      aws.call("glue", "UpdateTable", {
        requestParameters: {
          databaseName: `auditlog_stream_${aws.own.unique}`,
          tableInput: { name: "events", partitionKeys: [] },
        },
      }),
      aws.call("glue", "DeleteDatabase", { requestParameters: { name: `auditlog_stream_${aws.own.unique}` } }),
    ],
    nearMisses: [
      aws.look("firehose", "DescribeDeliveryStream", {
        requestParameters: { deliveryStreamName: `auditlog-stream-files-${aws.own.unique}` },
      }),
      aws.call("logs", "PutMetricFilter", {
        requestParameters: { logGroupName: `/auditlog/${aws.own.archive}`, filterName: "root-use" },
      }),
    ],
  },
  gcp: {
    matching: [
      gcp.call("pubsub", "google.pubsub.v1.Publisher.DeleteTopic", {
        resourceName: `projects/acme-prod/topics/${gcp.own.streamTopic}`,
      }),
      gcp.call("pubsub", "google.pubsub.v1.Subscriber.UpdateSubscription", {
        resourceName: `projects/acme-prod/subscriptions/${gcp.own.streamSubscription}`,
      }),
      gcp.call("pubsub", "google.iam.v1.IAMPolicy.SetIamPolicy", {
        resourceName: `projects/acme-prod/subscriptions/${gcp.own.streamSubscription}`,
      }),
    ],
    nearMisses: [
      gcp.call("pubsub", "google.pubsub.v1.Subscriber.CreateSnapshot", {
        resourceName: `projects/acme-prod/subscriptions/${gcp.own.streamSubscription}`,
      }),
    ],
  },
  azure: {
    matching: [
      azure.activity("Microsoft.EventHub/namespaces/delete"),
      azure.activity("Microsoft.EventHub/namespaces/authorizationRules/regenerateKeys/action"),
    ],
    nearMisses: [azure.activity("Microsoft.EventHub/namespaces/eventhubs/consumergroups/write")],
  },
});
