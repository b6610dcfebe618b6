import type { Call, Properties, ResourceType, Rule, Stored } from "../resource.ts";
import { namedLike, numberWithin, oneOf } from "./member.ts";
import { idWithin, record, refusal, regionalArn, regionOf, TOKEN, tagsAll, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/athena/latest/APIReference/";
const error = "InvalidRequestException";

const configurationOf = ({ configuration }: Properties): Properties => record(configuration);
const resultsOf = (inputs: Properties): Properties => record(configurationOf(inputs).resultConfiguration);
const encryptionOf = (inputs: Properties): Properties => record(resultsOf(inputs).encryptionConfiguration);

const nameIsValid = namedLike(
  {
    id: "athena-workgroup-name-is-valid",
    source: `${API}API_CreateWorkGroup.html`,
    error,
    field: "name",
    read: ({ name }) => name,
  },
  /^[a-zA-Z0-9._-]+$/,
  128,
);

/** The provider asks for 10 MiB, where the API would take 10 MB. */
const cutoffIsAtLeast10Mib = numberWithin(
  {
    id: "athena-scan-cutoff-is-at-least-10-mib",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/athena/workgroup.go",
    error,
    field: "configuration.bytesScannedCutoffPerQuery",
    read: (inputs) => configurationOf(inputs).bytesScannedCutoffPerQuery,
  },
  10_485_760,
);

const encryptionIsKnown = oneOf(
  {
    id: "athena-results-encryption-is-known",
    source: `${API}API_EncryptionConfiguration.html`,
    error,
    field: "configuration.resultConfiguration.encryptionConfiguration.encryptionOption",
    read: (inputs) => encryptionOf(inputs).encryptionOption,
  },
  ["SSE_S3", "SSE_KMS", "CSE_KMS"],
);

const kmsEncryptionHasAKey: Rule = {
  id: "athena-kms-encryption-of-results-has-a-key",
  source: `${API}API_EncryptionConfiguration.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { encryptionOption, kmsKeyArn } = encryptionOf(inputs);
    return (text(encryptionOption) ?? "").endsWith("_KMS") && text(kmsKeyArn) === undefined
      ? refusal(error, "KMS key is required for the encryption option SSE_KMS or CSE_KMS")
      : undefined;
  },
};

const outputIsInS3: Rule = {
  id: "athena-output-location-is-in-s3",
  source: `${API}API_ResultConfiguration.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const location = text(resultsOf(inputs).outputLocation);
    return location === undefined || /^s3:\/\/[^/]+/.test(location)
      ? undefined
      : refusal(error, "outputLocation is not a valid S3 path.");
  },
};

const resultsHaveOnePlace: Rule = {
  id: "athena-results-are-managed-or-have-a-location",
  source: `${API}API_ManagedQueryResultsConfiguration.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const isManaged = record(configurationOf(inputs).managedQueryResultsConfiguration).enabled === true;
    return isManaged && text(resultsOf(inputs).outputLocation) !== undefined
      ? refusal(error, "A workgroup with managed query results can have no output location.")
      : undefined;
  },
};

const queriesOf = ({ existing, store }: Call): Stored[] =>
  store
    .where(TOKEN.namedQuery, "workgroup", existing?.outputs.name ?? "")
    .filter(({ outputs }) => outputs.region === existing?.outputs.region);

const onlyEmptyOnesGo: Rule = {
  id: "athena-workgroup-without-force-destroy-must-be-empty",
  source: `${API}API_DeleteWorkGroup.html`,
  on: ["delete"],
  refuse: (call) =>
    call.inputs.forceDestroy !== true && queriesOf(call).length > 0
      ? refusal(error, "WorkGroup is not empty")
      : undefined,
};

const arnOf = (inputs: Properties, config: Parameters<ResourceType["outputs"]>[1]): string =>
  regionalArn("athena", `workgroup/${text(inputs.name)}`, inputs, config);

export const workgroup: ResourceType = {
  token: TOKEN.workgroup,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 128 },
  replaceOn: ["name", "region"],
  rules: [
    nameIsValid,
    cutoffIsAtLeast10Mib,
    encryptionIsKnown,
    kmsEncryptionHasAKey,
    outputIsInS3,
    resultsHaveOnePlace,
    onlyEmptyOnesGo,
  ],
  id: (inputs, config, store) => idWithin(TOKEN.workgroup, text(inputs.name) ?? "", arnOf(inputs, config), store),
  conflict: error,
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    arn: arnOf(inputs, config),
    region: regionOf(inputs, config),
    state: text(inputs.state) ?? "ENABLED",
    ...tagsAll(inputs),
  }),
  cascade: (call) => (call.inputs.forceDestroy === true ? queriesOf(call) : []),
};
