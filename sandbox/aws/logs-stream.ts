import type { Properties, ProviderConfig, ResourceType, Rule, Store, Stored } from "../resource.ts";
import { idWithin, refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html";

/** The log group of a name in the region of what names it. */
export function groupNamed(
  name: string | undefined,
  inputs: Properties,
  config: ProviderConfig,
  store: Store,
): Stored | undefined {
  return store.where(TOKEN.logGroup, "arn", regionalArn("logs", `log-group:${name}`, inputs, config))[0];
}

const nameIsValid: Rule = {
  id: "logs-stream-name-is-valid",
  source: API,
  on: ["create"],
  refuse: ({ inputs }) =>
    /^[^:*]{1,512}$/.test(text(inputs.name) ?? "")
      ? undefined
      : refusal(
          "InvalidParameterException",
          "Value at 'logStreamName' failed to satisfy constraint: 1 to 512 characters, none of them : or *",
        ),
};

const groupExists: Rule = {
  id: "logs-stream-group-exists",
  source: `${API}#API_CreateLogStream_Errors`,
  on: ["create"],
  refuse: ({ inputs, config, store }) =>
    groupNamed(text(inputs.logGroupName), inputs, config, store) === undefined
      ? refusal("ResourceNotFoundException", "The specified log group does not exist.")
      : undefined,
};

const streamArn = (inputs: Properties, config: ProviderConfig): string =>
  regionalArn("logs", `log-group:${text(inputs.logGroupName)}:log-stream:${text(inputs.name)}`, inputs, config);

export const logStream: ResourceType = {
  token: TOKEN.logStream,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "logGroupName", "region"],
  rules: [nameIsValid, groupExists],
  id: (inputs, config, store) => idWithin(TOKEN.logStream, text(inputs.name) ?? "", streamArn(inputs, config), store),
  conflict: "ResourceAlreadyExistsException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    arn: streamArn(inputs, config),
    region: regionOf(inputs, config),
  }),
};
