import { TOKEN } from "../../sandbox/aws/place.ts";
import { lifecycle } from "../../sandbox/aws/s3-lifecycle.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { testCases } from "./aws-case.ts";
import { ARGUMENT, partCase, XML } from "./aws-s3-world.ts";

function lifecycleRule(over: Properties = {}): Properties {
  return { id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: 400 }, ...over };
}

function rules(...of: Json[]): Properties {
  return { rules: of };
}

function numbered(count: number): Properties {
  return rules(...Array.from({ length: count }, (_, index) => lifecycleRule({ id: `rule-${index}` })));
}

function lifecycleCase(
  rule: string,
  fault: Properties,
  near: Properties,
  message: RegExp | "xml",
  when?: string,
): Case {
  const refused = message === "xml" ? XML : { name: ARGUMENT, message };
  return partCase(rule, TOKEN.lifecycle, fault, near, refused, when);
}

function transition(storageClass: string, days: number): Properties[] {
  return [{ storageClass, days }];
}

function to(storageClass: string, days: number, noncurrent = false): Properties {
  return noncurrent
    ? { noncurrentVersionTransitions: [{ storageClass, noncurrentDays: days }] }
    : { transitions: [{ storageClass, days }] };
}

const lifecycleCases: Case[] = [
  lifecycleCase("s3-lifecycle-has-1-to-1000-rules", rules(), rules(lifecycleRule()), "xml", "none"),
  lifecycleCase("s3-lifecycle-has-1-to-1000-rules", numbered(1001), numbered(1000), "xml", "1001"),
  lifecycleCase(
    "s3-lifecycle-rule-ids-are-unique",
    rules(lifecycleRule(), lifecycleRule()),
    rules(lifecycleRule(), lifecycleRule({ id: "other" })),
    /Found same ID/,
  ),
  lifecycleCase(
    "s3-lifecycle-rule-id-is-at-most-255-characters",
    rules(lifecycleRule({ id: "x".repeat(256) })),
    rules(lifecycleRule({ id: "x".repeat(255) })),
    /255/,
  ),
  lifecycleCase(
    "s3-lifecycle-rule-status-is-known",
    rules(lifecycleRule({ status: "enabled" })),
    rules(lifecycleRule({ status: "Disabled" })),
    "xml",
  ),
  {
    ...lifecycleCase(
      "s3-lifecycle-rule-has-an-action",
      rules({ id: "none", status: "Enabled" }),
      rules({ id: "none", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }),
      "xml",
    ),
    refused: { name: "InvalidRequest", message: /At least one action/ },
  },
  lifecycleCase(
    "s3-lifecycle-rule-has-one-filter",
    rules(lifecycleRule({ filter: { prefix: "a/", objectSizeGreaterThan: 1 } })),
    rules(lifecycleRule({ filter: { and: { prefix: "a/", objectSizeGreaterThan: 1 } } })),
    "xml",
    "two conditions without `and`",
  ),
  lifecycleCase(
    "s3-lifecycle-rule-has-one-filter",
    rules(lifecycleRule({ prefix: "a/" })),
    rules({ id: "old", status: "Enabled", prefix: "a/", expiration: { days: 1 } }),
    "xml",
    "a filter and a prefix",
  ),
  ...[
    ["expiration", "days", /'Days' for Expiration/] as const,
    ["noncurrentVersionExpiration", "noncurrentDays", /'NoncurrentDays'/] as const,
    ["abortIncompleteMultipartUpload", "daysAfterInitiation", /'DaysAfterInitiation'/] as const,
  ].map(([action, field, message]) =>
    lifecycleCase(
      "s3-lifecycle-periods-are-positive",
      rules(lifecycleRule({ [action]: { [field]: 0 } })),
      rules(lifecycleRule({ [action]: { [field]: 1 } })),
      message,
      action,
    ),
  ),
  lifecycleCase(
    "s3-lifecycle-expiration-has-one-condition",
    rules(lifecycleRule({ expiration: { days: 1, expiredObjectDeleteMarker: true } })),
    rules(lifecycleRule({ expiration: { expiredObjectDeleteMarker: true } })),
    "xml",
  ),
  lifecycleCase(
    "s3-lifecycle-storage-class-is-known",
    rules(lifecycleRule(to("GLACIER_FLEXIBLE", 30))),
    rules(lifecycleRule(to("GLACIER", 0))),
    "xml",
  ),
  lifecycleCase(
    "s3-lifecycle-infrequent-access-comes-after-30-days",
    rules(lifecycleRule(to("STANDARD_IA", 29))),
    rules(lifecycleRule(to("STANDARD_IA", 30))),
    /'Days' in Transition action .*'STANDARD_IA'/,
    "of current versions",
  ),
  lifecycleCase(
    "s3-lifecycle-infrequent-access-comes-after-30-days",
    rules(lifecycleRule(to("ONEZONE_IA", 29, true))),
    rules(lifecycleRule(to("ONEZONE_IA", 30, true))),
    /'NoncurrentDays' .*'ONEZONE_IA'/,
    "of noncurrent versions",
  ),
  lifecycleCase(
    "s3-lifecycle-transition-days-are-not-negative",
    rules(lifecycleRule(to("GLACIER_IR", -1))),
    rules(lifecycleRule(to("GLACIER_IR", 0))),
    /'Days' for Transition action must be nonnegative/,
    "of current versions",
  ),
  lifecycleCase(
    "s3-lifecycle-transition-days-are-not-negative",
    rules(lifecycleRule(to("GLACIER_IR", -1, true))),
    rules(lifecycleRule(to("GLACIER_IR", 0, true))),
    /'NoncurrentDays' for NoncurrentVersionTransition action must be nonnegative/,
    "of noncurrent versions",
  ),
  lifecycleCase(
    "s3-lifecycle-transitions-go-down-the-classes",
    rules(lifecycleRule({ transitions: [...transition("GLACIER_IR", 90), ...transition("DEEP_ARCHIVE", 90)] })),
    rules(lifecycleRule({ transitions: [...transition("GLACIER_IR", 90), ...transition("DEEP_ARCHIVE", 91)] })),
    /'DEEP_ARCHIVE' must be greater than 'Days' in the Transition action for StorageClass 'GLACIER_IR'/,
    "to two classes on one day",
  ),
  lifecycleCase(
    "s3-lifecycle-transitions-go-down-the-classes",
    rules(lifecycleRule({ transitions: [...transition("GLACIER", 30), ...transition("GLACIER_IR", 90)] })),
    rules(lifecycleRule({ transitions: [...transition("GLACIER", 90), ...transition("GLACIER_IR", 30)] })),
    /'GLACIER' must be greater than .* 'GLACIER_IR'/,
    "up to a warmer class",
  ),
  lifecycleCase(
    "s3-lifecycle-object-sizes-are-a-range",
    rules(lifecycleRule({ filter: { and: { objectSizeGreaterThan: 500, objectSizeLessThan: 500 } } })),
    rules(lifecycleRule({ filter: { and: { objectSizeGreaterThan: 500, objectSizeLessThan: 501 } } })),
    /'ObjectSizeGreaterThan' must be less than/,
  ),
  lifecycleCase(
    "s3-lifecycle-expiration-comes-after-transitions",
    rules(lifecycleRule(to("GLACIER", 400))),
    rules(lifecycleRule(to("GLACIER", 399))),
    /'Days' in the Expiration action for filter '\(prefix=\)' must be greater/,
    "of current versions",
  ),
  lifecycleCase(
    "s3-lifecycle-expiration-comes-after-transitions",
    rules(lifecycleRule({ ...to("GLACIER", 10, true), noncurrentVersionExpiration: { noncurrentDays: 10 } })),
    rules(lifecycleRule({ ...to("GLACIER", 10, true), noncurrentVersionExpiration: { noncurrentDays: 11 } })),
    /'NoncurrentDays' in the NoncurrentVersionExpiration/,
    "of noncurrent versions",
  ),
];

testCases(
  lifecycle.rules.filter((rule) => !sharedRules.includes(rule)),
  lifecycleCases,
);
