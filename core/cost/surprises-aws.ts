import { reachesOf } from "../compile/aws/reach.ts";
import { type AwsUse, gigabytes } from "./aws-use.ts";
import { cents } from "./cost.ts";
import { analysedTwice, storedOf } from "./lines-aws.ts";
import { pricesAws } from "./prices-aws.ts";

const inUsd = (usd: number): string => `${cents(usd).toLocaleString("en-US", { minimumFractionDigits: 2 })} USD`;

type Surprise = (use: AwsUse) => readonly string[];

const secondTrail: Surprise = ({ management, volumes }) => {
  if (management === 0) return [];
  const { usd, per } = pricesAws.furtherCopy;
  const monthly = inUsd((management / per) * usd);
  return volumes["other-trails"] > 0
    ? [
        `a trail was there before, such as Control Tower's, so that this one's management events are billed: ${monthly}; end one of them`,
      ]
    : [
        `a second trail beside this one, such as Control Tower's, has its management events billed: ${monthly} at this volume`,
      ];
};

const everyResource: Surprise = ({ plan, data }) => {
  if (data === 0) return [];
  const whole = plan.settings.capture.data
    .filter(({ resources }) => resources === undefined)
    .map(({ service }) => service);
  const named = [...new Set(whole)].join(", ");
  return whole.length === 0
    ? []
    : [
        `data events of every resource are recorded (${named}), also of one that is new tomorrow; name those that matter in resources`,
      ];
};

const dataInSearch: Surprise = ({ searchableData }) =>
  searchableData === 0
    ? []
    : [
        `data events go to CloudWatch Logs too, which takes ${inUsd(gigabytes(searchableData) * pricesAws.logIngestion.usd)} for them; ask for fewer of them`,
      ];

const keyUse: Surprise = ({ blueprint, management }) => {
  const isLeftOut = blueprint.trail.advancedEventSelectors.some(({ fieldSelectors }) =>
    fieldSelectors.some(({ field, notEquals }) => field === "eventSource" && notEquals?.includes("kms.amazonaws.com")),
  );
  return management === 0 || isLeftOut
    ? []
    : [
        "calls of KMS, such as Decrypt, can be most of the management events, and CloudWatch Logs bills them like any other",
      ];
};

const broadRules: Surprise = ({ blueprint }) => {
  const broad = (blueprint.alerts?.rules ?? []).filter(
    ({ form, state, pattern }) =>
      form === "cloudTrail" &&
      state !== "ENABLED" &&
      reachesOf(pattern).some((one) => !one["detail.eventSource"] && !one["detail.eventName"]),
  );
  const ids = [...new Set(broad.map(({ id }) => id))].join(", ");
  return broad.length === 0
    ? []
    : [
        `these alerts may be about any call, also one that only reads, and can tell of many: ${ids}; name services or operations`,
      ];
};

const coldStorage: Surprise = ({ blueprint }) =>
  blueprint.archive?.lifecycle.some((rule) => "transitions" in rule)
    ? [
        "most of CloudTrail's files are too small for S3 to move, and each that moves is paid for; see retention.coldAfterDays",
      ]
    : [];

const bothInsights: Surprise = (use) => {
  const twice = analysedTwice(use);
  const { usd, per } = pricesAws.insights;
  return twice === 0
    ? []
    : [
        `with both types of insights, events that change something are analysed, and billed, twice: ${inUsd((twice / per) * usd)} of it`,
      ];
};

const gigabytesOfTerabyte = 1_000;

const wholeArchive: Surprise = (use) => {
  const each = (storedOf(use) / gigabytesOfTerabyte) * pricesAws.scanned.usd;
  return use.blueprint.archiveQuery === undefined || cents(each) === 0
    ? []
    : [
        `a question to Athena that names no days reads the whole archive, ${inUsd(each)} each time once it is full; name days, and regions`,
      ];
};

const surprises: readonly Surprise[] = [
  secondTrail,
  everyResource,
  dataInSearch,
  keyUse,
  broadRules,
  coldStorage,
  bothInsights,
  wholeArchive,
];

/** What of a deployment has surprised others on their bill. */
export const surprisesOf = (use: AwsUse): readonly string[] => surprises.flatMap((one) => one(use));
