import { filterPatternCharacters } from "../../core/native/cloudwatch-filter-pattern.ts";
import type { Call, CloudError, Properties, ProviderConfig, ResourceType, Rule, Stored } from "../resource.ts";
import { groupNamed } from "./logs-stream.ts";
import { lengthWithin } from "./member.ts";
import { accountOf, readArn, refusal, regionOf, TOKEN, text } from "./place.ts";
import { roleMay, trustsService } from "./service-role.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html";
const GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#FirehoseExample";
/** API_PutSubscriptionFilter: of one log group. */
const FILTERS = 2;

function invalid(message: string): CloudError {
  return refusal("InvalidParameterException", message);
}

const undelivered = (): CloudError =>
  invalid(
    "Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.",
  );

const groupOf = ({ inputs, config, store }: Call): Stored | undefined =>
  groupNamed(text(inputs.logGroup), inputs, config, store);

/** Whether it sends to Firehose: of other destinations the sandbox knows nothing. */
const toFirehose = ({ inputs }: Call): boolean => readArn(inputs.destinationArn)?.service === "firehose";

const nameIsValid: Rule = {
  id: "logs-subscription-filter-name-is-valid",
  source: API,
  on: ["create"],
  refuse: ({ inputs }) =>
    /^[^:*]{1,512}$/.test(text(inputs.name) ?? "")
      ? undefined
      : invalid("Value at 'filterName' failed to satisfy constraint: 1 to 512 characters, none of them : or *"),
};

const groupExists: Rule = {
  id: "logs-subscription-filter-group-exists",
  source: `${API}#API_PutSubscriptionFilter_Errors`,
  on: ["create", "update"],
  refuse: (call) =>
    groupOf(call) === undefined
      ? refusal("ResourceNotFoundException", "The specified log group does not exist.")
      : undefined,
};

const groupIsStandard: Rule = {
  id: "logs-subscription-filter-group-is-of-class-standard",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html",
  on: ["create", "update"],
  refuse(call) {
    const logClass = groupOf(call)?.outputs.logGroupClass ?? "STANDARD";
    if (logClass === "STANDARD") return undefined;
    return refusal(
      "InvalidOperationException",
      `Subscription filters are not supported for log groups of class ${String(logClass)}.`,
    );
  },
};

const patternIsAtMost1024 = lengthWithin(
  {
    id: "logs-subscription-filter-pattern-is-at-most-1024-characters",
    source: API,
    error: "InvalidParameterException",
    field: "filterPattern",
    read: ({ filterPattern }) => filterPattern,
  },
  0,
  filterPatternCharacters,
);

const filtersAreAtMost2: Rule = {
  id: "logs-group-has-at-most-2-subscription-filters",
  source: API,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const others = store
      .where(TOKEN.subscriptionFilter, "logGroup", inputs.logGroup ?? "")
      .filter(({ outputs }) => outputs.region === regionOf(inputs, config));
    return others.length < FILTERS ? undefined : refusal("LimitExceededException", "Resource limit exceeded.");
  },
};

/** CloudWatch Logs puts a message to the test before it takes the filter. */
const streamExists: Rule = {
  id: "logs-subscription-filter-delivery-stream-exists",
  source: "https://github.com/hashicorp/terraform-provider-aws/issues/17049",
  on: ["create", "update"],
  refuse(call) {
    if (!toFirehose(call)) return undefined;
    const arn = text(call.inputs.destinationArn) ?? "";
    const [found] = call.store.where(TOKEN.deliveryStream, "arn", arn);
    return found?.outputs.region === regionOf(call.inputs, call.config) ? undefined : undelivered();
  },
};

const hasARole: Rule = {
  id: "logs-subscription-filter-to-firehose-has-a-role",
  source: API,
  on: ["create", "update"],
  refuse: (call) =>
    toFirehose(call) && text(call.inputs.roleArn) === undefined
      ? invalid("destinationArn for vendor firehose must be given together with roleArn")
      : undefined,
};

const roleTrustsLogs: Rule = {
  id: "logs-subscription-filter-role-trusts-cloudwatch-logs",
  source: GUIDE,
  on: ["create", "update"],
  refuse(call) {
    const role = text(call.inputs.roleArn);
    if (!toFirehose(call) || role === undefined) return undefined;
    const context = {
      "aws:sourcearn": `${String(groupOf(call)?.outputs.arn)}:*`,
      "aws:sourceaccount": accountOf(call.config),
    };
    const services = ["logs.amazonaws.com", `logs.${regionOf(call.inputs, call.config)}.amazonaws.com`];
    if (services.some((service) => trustsService(call.store, role, service, context))) return undefined;
    return undelivered();
  },
};

const roleMayPut: Rule = {
  id: "logs-subscription-filter-role-may-put-records",
  source: GUIDE,
  on: ["create", "update"],
  refuse(call) {
    const role = text(call.inputs.roleArn);
    if (!toFirehose(call) || role === undefined) return undefined;
    const allowed = roleMay(call.store, role, "firehose:PutRecord", text(call.inputs.destinationArn) ?? "");
    return allowed ? undefined : undelivered();
  },
};

/** The provider's id is a digest of the log group's name, which is enough for one filter of a group; the name tells two apart. */
const filterId = (inputs: Properties, config: ProviderConfig): string =>
  ["cwlsf", regionOf(inputs, config), text(inputs.logGroup), text(inputs.name)].join("-");

export const subscriptionFilter: ResourceType = {
  token: TOKEN.subscriptionFilter,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["logGroup", "name", "region"],
  rules: [
    nameIsValid,
    groupExists,
    groupIsStandard,
    patternIsAtMost1024,
    filtersAreAtMost2,
    streamExists,
    hasARole,
    roleTrustsLogs,
    roleMayPut,
  ],
  id: filterId,
  // CloudWatch Logs itself overwrites the filter; two resources that are one filter are a mistake of the program.
  conflict: "InvalidOperationException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    region: regionOf(inputs, config),
    distribution: text(inputs.distribution) ?? "ByLogStream",
  }),
};
