import { describe, expect, test } from "vitest";
import { deferred } from "../../../core/contract/deferred.ts";
import { message } from "../../../core/contract/messages.ts";
import { readRequest } from "../../../core/plan/request.ts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const topic = "arn:aws:sns:eu-central-1:111122223333:security";
const region = "eu-central-1";

const told = (args: object, spec: object = {}): string[] =>
  readRequest("AwsAuditLog", { spec: { version: 1, ...spec }, region, ...args }, "2026-07-01").issues.map(message);

const bucketError =
  "existing.bucket: this is not the name of an S3 bucket, without arn: or s3://; write it like acme-central-logs";

describe("what is adopted has the form of its cloud's names", () => {
  test.each([
    ["a name", { bucket: "acme-central-logs" }, []],
    ["a name of 63 characters with dots", { bucket: `a.${"b".repeat(61)}` }, []],
    ["64 characters", { bucket: "a".repeat(64) }, [bucketError]],
    ["an ARN", { bucket: "arn:aws:s3:::acme-central-logs" }, [bucketError]],
    ["a URL", { bucket: "s3://acme-central-logs" }, [bucketError]],
    ["upper case", { bucket: "Acme" }, [bucketError]],
    ["an address", { bucket: "192.168.0.1" }, [bucketError]],
    ["an access point's alias", { bucket: "acme-s3alias" }, [bucketError]],
    ["a token", { bucket: "${archive}" }, [bucketError]],
    ["what is not known yet", { bucket: deferred }, []],
    ["a key's ARN", { key }, []],
    [
      "a key's alias",
      { key: "arn:aws:kms:eu-central-1:111122223333:alias/logs" },
      [
        "existing.key: this is not the ARN of a KMS key, not of an alias; write it like arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      ],
    ],
    [
      "a key's account with a digit too few",
      { key: "arn:aws:kms:eu-central-1:11112222333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
      [
        "existing.key: this is not the ARN of a KMS key, not of an alias; write it like arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      ],
    ],
    ["a log group's name of 512 characters", { logGroup: "/".repeat(512) }, []],
    [
      "a log group's ARN",
      { logGroup: "arn:aws:logs:eu-central-1:111122223333:log-group:audit:*" },
      [
        "existing.logGroup: this is not the name of a log group, without its ARN; write it like /acme/central-audit-log",
      ],
    ],
    ["a topic's ARN", { topic }, []],
    [
      "a FIFO topic's ARN, to which neither alarms nor rules publish",
      { topic: `${topic}.fifo` },
      [
        "existing.topic: this is not the ARN of a standard SNS topic; write it like arn:aws:sns:eu-central-1:111122223333:security",
      ],
    ],
    ["nothing", {}, []],
  ])("%s", (_what, existing, errors) => {
    expect(told({ existing, trailName: "acme-audit" })).toEqual(errors);
  });

  test.each([
    ["acme-audit_1", true],
    ["abc", true],
    ["a".repeat(123), true],
    ["ab", false],
    ["a".repeat(124), false],
    ["a--b", false],
    ["-ab", false],
    ["ab-", false],
    ["a.b", false],
    ["${archive}", false],
  ])("the trail's name %s", (trailName, isRight) => {
    expect(told({ trailName })).toEqual(
      isRight
        ? []
        : [
            "trailName: this is not a trail's name of 3 to 123 letters and digits with single - or _ between them; write it like acme-audit",
          ],
    );
  });

  test("which of them there are is plain", () => {
    expect(told({ existing: deferred })).toEqual([
      "existing: the value is known only after a deployment, but it decides which resources exist; give a plain value, such as one from the stack's config",
    ]);
  });
});

describe("adoption that contradicts the spec is refused", () => {
  const trailName = "acme-audit";

  test.each<[string, object, object, string[]]>([
    [
      "a bucket and a key without the trail's name",
      { existing: { bucket: deferred, key } },
      {},
      ["trailName: the policy of the adopted bucket and key must name the trail before it exists; give trailName"],
    ],
    ["a log group and a topic need none", { existing: { logGroup: "audit", topic } }, {}, []],
    [
      "a bucket that is to be locked for good",
      { existing: { bucket: "logs" }, trailName },
      { retention: { immutability: "compliance" }, acknowledgeIrreversible: true },
      [
        "spec.retention.immutability: nothing of an adopted bucket is changed, so that it gets no lock from here; use a bucket that is made here, or governance or none and a lock that the bucket's owner sets",
      ],
    ],
    [
      "a key that nothing would use",
      { existing: { key }, trailName },
      { encryption: { customerManagedKey: false } },
      [
        "existing.key: a key is adopted, but customerManagedKey is false, so that nothing would use it; remove one of them",
      ],
    ],
    [
      "a replica of a bucket",
      { existing: { bucket: "logs" }, trailName, replicaRegion: "eu-west-1" },
      {},
      [
        "replicaRegion: a replica needs a rule and a role with the bucket, and a key that they may use, but the bucket is adopted; remove one of them",
      ],
    ],
    [
      "a topic and a key of another region",
      { existing: { topic: topic.replace(region, "us-east-1"), key: key.replace(region, "us-east-1") }, trailName },
      {},
      [
        "existing.key: the key is in us-east-1, and what uses it in eu-central-1; give one of that region",
        "existing.topic: the topic is in us-east-1, and what uses it in eu-central-1; give one of that region",
      ],
    ],
    [
      "a key of another region is right where only a bucket there uses it",
      { existing: { bucket: "logs", logGroup: "audit", key: key.replace(region, "us-east-1") }, trailName },
      {},
      [],
    ],
  ])("%s", (_what, args, spec, errors) => {
    expect(told(args, spec)).toEqual(errors);
  });

  test("in AuditLog at the placement's path", () => {
    const args = { spec: { version: 1 }, aws: { region, existing: { bucket: "logs" } } };
    expect(readRequest("AuditLog", args, "2026-07-01").issues.map(message)).toEqual([
      "aws.trailName: the policy of the adopted bucket must name the trail before it exists; give trailName",
    ]);
  });
});
