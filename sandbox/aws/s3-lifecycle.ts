import type { CloudError, Json, Properties, ResourceType, Rule } from "../resource.ts";
import { items, record, refusal, TOKEN, text, whole } from "./place.ts";
import { configuration, malformedXml } from "./s3-state.ts";

const ELEMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html";
const TRANSITIONS =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html";
const CLASSES = ["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"];
const AFTER_30_DAYS = ["STANDARD_IA", "ONEZONE_IA"];
const ACTIONS = [
  "expiration",
  "noncurrentVersionExpiration",
  "transitions",
  "noncurrentVersionTransitions",
  "abortIncompleteMultipartUpload",
];

function invalid(message: string): CloudError {
  return refusal("InvalidArgument", message);
}

/** A rule over each lifecycle rule of the configuration. */
function each(id: string, source: string, check: (rule: Properties) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      for (const rule of items(inputs.rules)) {
        const error = check(record(rule));
        if (error !== undefined) return error;
      }
      return undefined;
    },
  };
}

const idsAreUnique: Rule = {
  id: "s3-lifecycle-rule-ids-are-unique",
  source: ELEMENTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const ids = items(inputs.rules).map((rule) => record(rule).id);
    return new Set(ids).size === ids.length
      ? undefined
      : invalid("Rule ID must be unique. Found same ID for more than one rule");
  },
};

const hasUpTo1000Rules: Rule = {
  id: "s3-lifecycle-has-1-to-1000-rules",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-set-lifecycle-configuration-intro.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = items(inputs.rules).length;
    return count < 1 || count > 1000 ? malformedXml : undefined;
  },
};

const idIsShort = each("s3-lifecycle-rule-id-is-at-most-255-characters", ELEMENTS, ({ id }) =>
  (text(id) ?? "").length > 255 ? invalid("ID length should not exceed allowed limit of 255") : undefined,
);

const statusIsKnown = each("s3-lifecycle-rule-status-is-known", ELEMENTS, ({ status }) =>
  status === "Enabled" || status === "Disabled" ? undefined : malformedXml,
);

const ruleActs = each("s3-lifecycle-rule-has-an-action", ELEMENTS, (rule) =>
  ACTIONS.some((action) => items(rule[action]).length > 0)
    ? undefined
    : refusal("InvalidRequest", "At least one action needs to be specified in a rule."),
);

const hasOneScope = each(
  "s3-lifecycle-rule-has-one-filter",
  "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html",
  ({ filter, prefix }) => {
    const predicates = Object.values(record(filter)).filter((value) => value !== undefined && value !== null);
    return predicates.length > 1 || (filter !== undefined && text(prefix) !== undefined) ? malformedXml : undefined;
  },
);

function days(of: Json | undefined, name: string): number | undefined {
  return whole(record(of)[name]);
}

const expirationIsPositive = each("s3-lifecycle-periods-are-positive", ELEMENTS, (rule) => {
  if ((days(rule.expiration, "days") ?? 1) < 1)
    return invalid("'Days' for Expiration action must be a positive integer");
  if ((days(rule.noncurrentVersionExpiration, "noncurrentDays") ?? 1) < 1) {
    return invalid("'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
  }
  return (days(rule.abortIncompleteMultipartUpload, "daysAfterInitiation") ?? 1) < 1
    ? invalid("'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer")
    : undefined;
});

const expirationSaysOneThing = each(
  "s3-lifecycle-expiration-has-one-condition",
  "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html",
  (rule) => {
    const { date, days: after, expiredObjectDeleteMarker } = record(rule.expiration);
    const said = [text(date), whole(after), expiredObjectDeleteMarker === true || undefined];
    return said.filter((value) => value !== undefined).length > 1 ? malformedXml : undefined;
  },
);

function transitionsOf(rule: Properties): { days: number | undefined; storageClass: string; noncurrent: boolean }[] {
  const read = (property: string, field: string, noncurrent: boolean) =>
    items(rule[property]).map((item) => ({
      days: days(item, field),
      storageClass: text(record(item).storageClass) ?? "",
      noncurrent,
    }));
  return [...read("transitions", "days", false), ...read("noncurrentVersionTransitions", "noncurrentDays", true)];
}

const classIsKnown = each("s3-lifecycle-storage-class-is-known", TRANSITIONS, (rule) =>
  transitionsOf(rule).every(({ storageClass }) => CLASSES.includes(storageClass)) ? undefined : malformedXml,
);

const infrequentAccessComesAfter30Days = each(
  "s3-lifecycle-infrequent-access-comes-after-30-days",
  TRANSITIONS,
  (rule) => {
    const early = transitionsOf(rule).find((to) => AFTER_30_DAYS.includes(to.storageClass) && (to.days ?? 30) < 30);
    if (early === undefined) return undefined;
    const action = early.noncurrent ? "'NoncurrentDays' in NoncurrentVersionTransition" : "'Days' in Transition";
    return invalid(`${action} action must be greater than or equal to 30 for storageClass '${early.storageClass}'`);
  },
);

const transitionsAreNotNegative = each(
  "s3-lifecycle-transition-days-are-not-negative",
  "https://docs.aws.amazon.com/AmazonS3/latest/API/API_Transition.html",
  (rule) => {
    const early = transitionsOf(rule).find((to) => (to.days ?? 0) < 0);
    if (early === undefined) return undefined;
    const [field, action] = early.noncurrent
      ? ["NoncurrentDays", "NoncurrentVersionTransition"]
      : ["Days", "Transition"];
    return invalid(`'${field}' for ${action} action must be nonnegative`);
  },
);

/** From each class objects go down to those after it, and never up. */
const WATERFALL = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];

const transitionsGoDown = each("s3-lifecycle-transitions-go-down-the-classes", TRANSITIONS, (rule) => {
  const all = transitionsOf(rule);
  const rank = (storageClass: string) => WATERFALL.indexOf(storageClass);
  for (const colder of all) {
    const warmer = all.find(
      (to) =>
        to.noncurrent === colder.noncurrent &&
        rank(to.storageClass) < rank(colder.storageClass) &&
        (to.days ?? 0) >= (colder.days ?? 0),
    );
    if (warmer === undefined) continue;
    const days = colder.noncurrent ? "NoncurrentDays" : "Days";
    return invalid(
      `'${days}' in the Transition action for StorageClass '${colder.storageClass}' must be greater than '${days}' in the Transition action for StorageClass '${warmer.storageClass}'`,
    );
  }
  return undefined;
});

const sizesAreARange = each(
  "s3-lifecycle-object-sizes-are-a-range",
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html",
  ({ filter }) => {
    const { objectSizeGreaterThan, objectSizeLessThan } = { ...record(filter), ...record(record(filter).and) };
    const [above, below] = [whole(objectSizeGreaterThan), whole(objectSizeLessThan)];
    if (above === undefined || below === undefined || above < below) return undefined;
    return invalid("'ObjectSizeGreaterThan' must be less than 'ObjectSizeLessThan' in the filter of a rule");
  },
);

const expirationComesAfterTransitions = each("s3-lifecycle-expiration-comes-after-transitions", ELEMENTS, (rule) => {
  const current = days(rule.expiration, "days") ?? Number.POSITIVE_INFINITY;
  const noncurrent = days(rule.noncurrentVersionExpiration, "noncurrentDays") ?? Number.POSITIVE_INFINITY;
  const late = transitionsOf(rule).find((to) => (to.days ?? 0) >= (to.noncurrent ? noncurrent : current));
  if (late === undefined) return undefined;
  const scope = `for filter '(prefix=${text(record(rule.filter).prefix) ?? ""})'`;
  return late.noncurrent
    ? invalid(
        `'NoncurrentDays' in the NoncurrentVersionExpiration action ${scope} must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action`,
      )
    : invalid(`'Days' in the Expiration action ${scope} must be greater than 'Days' in the Transition action`);
});

export const lifecycle: ResourceType = configuration(
  TOKEN.lifecycle,
  [
    hasUpTo1000Rules,
    idsAreUnique,
    idIsShort,
    statusIsKnown,
    ruleActs,
    hasOneScope,
    expirationIsPositive,
    expirationSaysOneThing,
    classIsKnown,
    infrequentAccessComesAfter30Days,
    transitionsAreNotNegative,
    transitionsGoDown,
    sizesAreARange,
    expirationComesAfterTransitions,
  ],
  ["expectedBucketOwner"],
);
