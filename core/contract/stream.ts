import * as z from "zod";
import { deferrable } from "./deferred.ts";
import { limits } from "./limits.ts";
import { text, wholeNumber } from "./values.ts";

export const stream = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .meta({
        description:
          "Whether all that is captured is sent on as it arrives, beside the archive and the search: through Firehose on AWS, to a Pub/Sub subscription on " +
          "Google Cloud, to an event hub on Azure.",
        source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
      }),
    retentionHours: wholeNumber(limits.streamHours)
      .optional()
      .meta({
        description:
          "How long what nobody has read yet waits in Pub/Sub or Event Hubs, in hours. On AWS Firehose tries to deliver for 2 hours, and what failed then " +
          "stays in a bucket for at least as long.",
        unit: "hours",
        source: limits.streamHours.source,
      }),
  })
  .meta({
    id: "Stream",
    description: "What is captured, sent on as it arrives: to a SIEM or a database of your own.",
  });

/** Firehose delivers to port 443 alone. https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
const endpointUrl = text(
  /^(?=.{1,1000}$)https:\/\/[^\s/?#:@]+(?::443)?(?:[/?][^\s#]*)?$/,
  "an https:// URL of at most 1,000 characters, on port 443",
  "https://siem.example.com/firehose",
);

export const awsStreamEndpoint = z
  .strictObject({
    url: deferrable(endpointUrl).meta({
      description:
        "Where Firehose posts to, on port 443: a SIEM's address for Firehose, or an endpoint of your own that speaks its protocol.",
      source: "https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html",
    }),
    accessKey: deferrable(
      text(
        /^[\x21-\x7e](?:[\x20-\x7e]{0,4094}[\x21-\x7e])?$/,
        "an access key of at most 4,096 characters",
        "a1b2c3d4e5f6",
      ),
    )
      .optional()
      .meta({
        secret: true,
        description: "What the endpoint knows Firehose by, a secret: sent as `X-Amz-Firehose-Access-Key`.",
        source: "https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointConfiguration.html",
      }),
  })
  .meta({ id: "AwsStreamEndpoint", description: "An HTTPS endpoint that Firehose delivers to." });
