import type { Properties, ResourceType, Rule } from "../resource.ts";
import { API, GUIDE, invalid, NAME, NAME_LENGTH } from "./events-names.ts";
import { findKey, isEnabled } from "./kms.ts";
import type { Member } from "./member.ts";
import { lengthWithin, namedLike, oneOf } from "./member.ts";
import { idWithin, record, refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";
import { uuidOf } from "./uuid.ts";

const CREATE = `${API}API_CreateConnection.html`;
/** A header's name or value; AWS lets neither have a colon. */
const HEADER = /^[^:\p{Cc}]+$/u;

/** The parameters of each kind of authorization: as the provider calls them, and as the API does. */
const KINDS = [
  { type: "API_KEY", block: "apiKey", parameters: "ApiKeyAuthParameters" },
  { type: "BASIC", block: "basic", parameters: "BasicAuthParameters" },
  { type: "OAUTH_CLIENT_CREDENTIALS", block: "oauth", parameters: "OAuthParameters" },
] as const;

function parametersOf(inputs: Properties, block: string): Properties {
  return record(record(inputs.authParameters)[block]);
}

function credential(id: string, block: string, property: string, field: string, page: string): Member {
  return {
    id,
    source: `${API}${page}`,
    error: "ValidationException",
    field: `authParameters.${field}`,
    read: (inputs) => parametersOf(inputs, block)[property],
  };
}

const API_KEY_PAGE = "API_CreateConnectionApiKeyAuthRequestParameters.html";
const BASIC_PAGE = "API_CreateConnectionBasicAuthRequestParameters.html";
const OAUTH_PAGE = "API_CreateConnectionOAuthRequestParameters.html";

const parametersFitTheType: Rule = {
  id: "events-connection-parameters-fit-the-authorization-type",
  source: CREATE,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = KINDS.filter(({ block }) => record(inputs.authParameters)[block] !== undefined);
    const wanted = KINDS.find(({ type }) => type === inputs.authorizationType);
    if (wanted === undefined) return undefined;
    if (!given.includes(wanted)) {
      return invalid(`Parameter ${wanted.parameters} is not valid. Reason: Missing required field(s).`);
    }
    return given.length === 1
      ? undefined
      : refusal("ExactlyOneOf", `only one of ${given.map(({ block }) => block).join(", ")} can be specified`);
  },
};

const tokensComeOverHttps: Rule = {
  id: "events-connection-authorization-endpoint-is-https",
  source: `${API}${OAUTH_PAGE}`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const endpoint = text(parametersOf(inputs, "oauth").authorizationEndpoint);
    return endpoint === undefined || endpoint.startsWith("https://")
      ? undefined
      : invalid("Parameter AuthorizationEndpoint is not valid.");
  },
};

const keyExists: Rule = {
  id: "events-connection-key-exists-and-is-enabled",
  source: `${GUIDE}eb-encryption-connections.html`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const reference = text(inputs.kmsKeyIdentifier);
    const key = findKey(store, reference);
    const usable = key !== undefined && isEnabled(key) && key.outputs.region === regionOf(inputs, config);
    return reference === undefined || usable
      ? undefined
      : invalid(`KMS key ${reference} is not enabled in ${regionOf(inputs, config)}, or does not exist.`);
  },
};

function connectionArn(inputs: Properties, config: { readonly [key: string]: string }): string {
  const name = text(inputs.name) ?? "";
  const id = uuidOf(regionalArn("events", `connection/${name}`, inputs, config));
  return regionalArn("events", `connection/${name}/${id}`, inputs, config);
}

export const connection: ResourceType = {
  token: TOKEN.connection,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "region"],
  rules: [
    namedLike(
      {
        id: "events-connection-name-is-valid",
        source: CREATE,
        error: "ValidationException",
        field: "name",
        read: (i) => i.name,
      },
      NAME,
      NAME_LENGTH,
    ),
    oneOf(
      {
        id: "events-authorization-type-is-known",
        source: CREATE,
        error: "ValidationException",
        field: "authorizationType",
        read: ({ authorizationType }) => authorizationType,
      },
      KINDS.map(({ type }) => type),
    ),
    parametersFitTheType,
    namedLike(
      credential("events-api-key-name-is-valid", "apiKey", "key", "apiKeyAuthParameters.apiKeyName", API_KEY_PAGE),
      HEADER,
      512,
    ),
    namedLike(
      credential("events-api-key-value-is-valid", "apiKey", "value", "apiKeyAuthParameters.apiKeyValue", API_KEY_PAGE),
      HEADER,
      512,
    ),
    lengthWithin(
      credential(
        "events-user-name-is-1-to-512-characters",
        "basic",
        "username",
        "basicAuthParameters.username",
        BASIC_PAGE,
      ),
      1,
      512,
    ),
    lengthWithin(
      credential(
        "events-password-is-1-to-512-characters",
        "basic",
        "password",
        "basicAuthParameters.password",
        BASIC_PAGE,
      ),
      1,
      512,
    ),
    oneOf(credential("events-token-method-is-known", "oauth", "httpMethod", "oAuthParameters.httpMethod", OAUTH_PAGE), [
      "GET",
      "POST",
      "PUT",
    ]),
    tokensComeOverHttps,
    keyExists,
  ],
  id: (inputs, config, store) =>
    idWithin(TOKEN.connection, text(inputs.name) ?? "", connectionArn(inputs, config), store),
  conflict: "ResourceAlreadyExistsException",
  outputs(inputs, config) {
    const arn = connectionArn(inputs, config);
    const path = arn.slice(arn.indexOf("connection/"));
    const suffix = uuidOf(`secret of ${arn}`).replaceAll("-", "").slice(0, 6);
    return {
      name: text(inputs.name) ?? "",
      arn,
      region: regionOf(inputs, config),
      secretArn: regionalArn("secretsmanager", `secret:events!${path}-${suffix}`, inputs, config),
    };
  },
};
