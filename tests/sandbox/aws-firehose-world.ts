import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { document } from "./aws-alert-world.ts";
import { ACCOUNT, REGION } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";

export const STREAM = `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/siem`;
export const DELIVERY = `arn:aws:iam::${ACCOUNT}:role/delivery`;
export const BUCKET = "arn:aws:s3:::lake";

export const bucket: Given = { token: TOKEN.bucket, inputs: { bucket: "lake" } };

export const deliveryRole = (trust: Properties = { StringEquals: { "sts:ExternalId": ACCOUNT } }): Given => ({
  token: TOKEN.role,
  inputs: {
    name: "delivery",
    assumeRolePolicy: document({
      Effect: "Allow",
      Principal: { Service: "firehose.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: trust,
    }),
  },
});

export const mayDo = (...statements: Json[]): Given => ({
  token: TOKEN.rolePolicy,
  inputs: { name: "deliver", role: "delivery", policy: document(...statements) },
});

/** What the Firehose guide asks for a bucket. */
export const toBucket: Properties = {
  Effect: "Allow",
  Action: [
    "s3:AbortMultipartUpload",
    "s3:GetBucketLocation",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:PutObject",
  ],
  Resource: [BUCKET, `${BUCKET}/*`],
};

export const s3: Properties = { roleArn: DELIVERY, bucketArn: BUCKET };

export const toEndpoint: Properties = {
  name: "siem",
  destination: "http_endpoint",
  httpEndpointConfiguration: { url: "https://siem.example.com", roleArn: DELIVERY, s3Configuration: s3 },
};

/** A delivery stream with all that it needs. */
export const deliveryGiven: readonly Given[] = [
  bucket,
  deliveryRole(),
  mayDo(toBucket),
  { token: TOKEN.deliveryStream, inputs: toEndpoint },
];
