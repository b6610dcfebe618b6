import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { accessRules } from "./firehose-access.ts";
import { conversionRules } from "./firehose-conversion.ts";
import { destinationRules, FIREHOSE_API } from "./firehose-destination.ts";
import { refusal, regionalArn, regionOf, TOKEN, tagsAll, text } from "./place.ts";

const nameIsValid: Rule = {
  id: "firehose-name-is-valid",
  source: `${FIREHOSE_API}API_CreateDeliveryStream.html`,
  on: ["create"],
  refuse({ inputs }) {
    const name = text(inputs.name) ?? "";
    if (/^[a-zA-Z0-9_.-]{1,64}$/.test(name)) return undefined;
    return refusal(
      "ValidationException",
      `1 validation error detected: Value '${name}' at 'deliveryStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ and have 1 to 64 characters`,
    );
  },
};

const arnOf = (inputs: Properties, config: ProviderConfig): string =>
  regionalArn("firehose", `deliverystream/${text(inputs.name)}`, inputs, config);

export const deliveryStream: ResourceType = {
  token: TOKEN.deliveryStream,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 64 },
  replaceOn: ["name", "destination", "kinesisSourceConfiguration", "mskSourceConfiguration", "region"],
  rules: [nameIsValid, ...destinationRules, ...conversionRules, ...accessRules],
  id: arnOf,
  conflict: "ResourceInUseException",
  outputs: (inputs, config) => ({
    arn: arnOf(inputs, config),
    destinationId: "destinationId-000000000001",
    versionId: "1",
    region: regionOf(inputs, config),
    ...tagsAll(inputs),
  }),
};
