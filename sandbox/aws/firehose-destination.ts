import type { Call, CloudError, Json, Properties, Rule } from "../resource.ts";
import { record, refusal, text, whole } from "./place.ts";

export const FIREHOSE_API = "https://docs.aws.amazon.com/firehose/latest/APIReference/";

export function invalidArgument(message: string): CloudError {
  return refusal("InvalidArgumentException", message);
}

/** The destinations that the sandbox knows, and the property that configures each. */
const CONFIGURATIONS = {
  extended_s3: "extendedS3Configuration",
  http_endpoint: "httpEndpointConfiguration",
} as const;

export type Kind = keyof typeof CONFIGURATIONS;

export function kindOf(inputs: Properties): Kind | undefined {
  const kind = text(inputs.destination) ?? "";
  return kind in CONFIGURATIONS ? (kind as Kind) : undefined;
}

/** What configures the destination. */
export function destinationOf(inputs: Properties): Properties {
  const kind = kindOf(inputs);
  return kind === undefined ? {} : record(inputs[CONFIGURATIONS[kind]]);
}

/** What configures the bucket: of an HTTP endpoint that for what fails. */
export function bucketOf(inputs: Properties): Properties {
  const destination = destinationOf(inputs);
  return kindOf(inputs) === "http_endpoint" ? record(destination.s3Configuration) : destination;
}

export function conversionOf(inputs: Properties): Properties | undefined {
  const given = destinationOf(inputs).dataFormatConversionConfiguration;
  return given === undefined || record(given).enabled === false ? undefined : record(given);
}

type Judge = (inputs: Properties, call: Call) => CloudError | undefined;

export const rule = (id: string, source: string, judge: Judge): Rule => ({
  id,
  source,
  on: ["create", "update"],
  refuse: (call) => judge(call.inputs, call),
});

const isConfigured = rule(
  "firehose-destination-is-configured",
  `${FIREHOSE_API}API_CreateDeliveryStream.html`,
  (inputs) => {
    const kind = kindOf(inputs);
    if (kind === undefined || Object.keys(destinationOf(inputs)).length > 0) return undefined;
    return refusal("Invalid configuration", `When destination is '${kind}', ${CONFIGURATIONS[kind]} is required`);
  },
);

const within = (value: Json | undefined, least: number, most: number): boolean => {
  const number = whole(value);
  return number === undefined || (number >= least && number <= most);
};

const bufferIsInRange = rule("firehose-buffer-is-in-range", `${FIREHOSE_API}API_BufferingHints.html`, (inputs) => {
  const most = kindOf(inputs) === "http_endpoint" ? 64 : 128;
  const destination = destinationOf(inputs);
  if (!within(destination.bufferingSize, 1, most)) {
    return invalidArgument(`BufferingHints.SizeInMBs must be 1 to ${most}, not ${destination.bufferingSize}`);
  }
  if (within(destination.bufferingInterval, 0, 900)) return undefined;
  return invalidArgument(`BufferingHints.IntervalInSeconds must be 0 to 900, not ${destination.bufferingInterval}`);
});

const urlIsHttps = rule(
  "firehose-endpoint-url-is-https",
  `${FIREHOSE_API}API_HttpEndpointConfiguration.html`,
  (inputs) => {
    const { url } = destinationOf(inputs);
    if (url === undefined || /^https:\/\/.{1,992}$/.test(text(url) ?? "")) return undefined;
    return refusal(
      "ValidationException",
      "1 validation error detected: Value at 'endpointConfiguration.url' failed to satisfy constraint: Member must satisfy regular expression pattern: https://.* and have at most 1000 characters",
    );
  },
);

const portIs443 = rule(
  "firehose-endpoint-port-is-443",
  "https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html",
  (inputs) => {
    const url = text(destinationOf(inputs).url) ?? "";
    const port = /^https:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/.exec(url)?.[1];
    if (port === undefined || port === "443") return undefined;
    return invalidArgument(`Only port 443 is supported for HTTP endpoint data delivery, not ${port}`);
  },
);

/** The key itself is never told. */
const accessKeyFits = rule(
  "firehose-endpoint-access-key-fits",
  `${FIREHOSE_API}API_HttpEndpointConfiguration.html`,
  (inputs) =>
    (text(destinationOf(inputs).accessKey) ?? "").length <= 4096
      ? undefined
      : refusal(
          "ValidationException",
          "1 validation error detected: Value at 'endpointConfiguration.accessKey' failed to satisfy constraint: Member must have length less than or equal to 4096",
        ),
);

const retryIsInRange = rule(
  "firehose-retry-is-at-most-2-hours",
  `${FIREHOSE_API}API_HttpEndpointRetryOptions.html`,
  (inputs) => {
    const { retryDuration } = destinationOf(inputs);
    if (within(retryDuration, 0, 7200)) return undefined;
    return refusal("ValidationException", `RetryOptions.DurationInSeconds must be 0 to 7200, not ${retryDuration}`);
  },
);

const expressions = /!\{[^}]*\}/;

/** https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html#prefix-rules */
const prefixesFit = rule(
  "firehose-prefixes-fit",
  "https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html#prefix-rules",
  (inputs) => {
    const [prefix, errors] = [text(bucketOf(inputs).prefix) ?? "", text(bucketOf(inputs).errorOutputPrefix)];
    if (prefix.includes("!{firehose:error-output-type}")) {
      return invalidArgument("Prefix cannot contain !{firehose:error-output-type}");
    }
    if (expressions.test(prefix) && errors === undefined) {
      return invalidArgument("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
    }
    const lacks = errors !== undefined && expressions.test(errors) && !errors.includes("!{firehose:error-output-type}");
    return lacks ? invalidArgument("ErrorOutputPrefix must contain !{firehose:error-output-type}") : undefined;
  },
);

export const destinationRules: readonly Rule[] = [
  isConfigured,
  bufferIsInRange,
  urlIsHttps,
  portIs443,
  accessKeyFits,
  retryIsInRange,
  prefixesFit,
];
