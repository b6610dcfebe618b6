import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { API, GUIDE, invalid, NAME, NAME_LENGTH } from "./events-names.ts";
import { lengthWithin, namedLike, numberWithin, oneOf } from "./member.ts";
import { idWithin, readArn, refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";
import { uuidOf } from "./uuid.ts";

const CREATE = `${API}API_CreateApiDestination.html`;
const ENDPOINT = /^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+)([).!';/?:,])?$/;

const member = { source: CREATE, error: "ValidationException" };

/** The endpoint itself is never told: a webhook's address is a secret. */
const endpointIsHttps: Rule = {
  id: "events-api-destination-endpoint-is-https",
  source: `${GUIDE}eb-api-destination-create.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const endpoint = text(inputs.invocationEndpoint) ?? "";
    return endpoint.startsWith("https://") && URL.canParse(endpoint)
      ? undefined
      : invalid("Parameter InvocationEndpoint is not valid. Reason: The URL must use HTTPS.");
  },
};

const endpointIsPublic: Rule = {
  id: "events-api-destination-endpoint-has-a-public-domain-name",
  source: `${GUIDE}eb-api-destinations.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const endpoint = text(inputs.invocationEndpoint) ?? "";
    const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : "";
    const bare = /^[\d.]+$/.test(host) || host.startsWith("[") || host === "localhost";
    return bare
      ? invalid("Parameter InvocationEndpoint is not valid. Reason: It must have a public domain name.")
      : undefined;
  },
};

const connectionExists: Rule = {
  id: "events-api-destination-connection-exists",
  source: `${CREATE}#API_CreateApiDestination_Errors`,
  on: ["create", "update"],
  refuse({ inputs, store, config }) {
    const arn = text(inputs.connectionArn);
    const here = readArn(arn)?.region === regionOf(inputs, config);
    if (here && store.where(TOKEN.connection, "arn", arn ?? "").length > 0) return undefined;
    return refusal("ResourceNotFoundException", `Connection '${arn}' does not exist.`);
  },
};

function destinationArn(inputs: Properties, config: ProviderConfig): string {
  const name = text(inputs.name) ?? "";
  const id = uuidOf(regionalArn("events", `api-destination/${name}`, inputs, config));
  return regionalArn("events", `api-destination/${name}/${id}`, inputs, config);
}

export const apiDestination: ResourceType = {
  token: TOKEN.apiDestination,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["name", "region"],
  rules: [
    namedLike(
      { ...member, id: "events-api-destination-name-is-valid", field: "name", read: ({ name }) => name },
      NAME,
      NAME_LENGTH,
    ),
    lengthWithin(
      {
        ...member,
        id: "events-api-destination-description-is-at-most-512-characters",
        field: "description",
        read: ({ description }) => description,
      },
      0,
      512,
    ),
    oneOf({ ...member, id: "events-api-destination-method-is-known", field: "httpMethod", read: (i) => i.httpMethod }, [
      "POST",
      "GET",
      "HEAD",
      "OPTIONS",
      "PUT",
      "PATCH",
      "DELETE",
    ]),
    namedLike(
      {
        ...member,
        id: "events-api-destination-endpoint-is-a-url",
        field: "invocationEndpoint",
        read: ({ invocationEndpoint }) => invocationEndpoint,
      },
      ENDPOINT,
      2048,
    ),
    endpointIsHttps,
    endpointIsPublic,
    numberWithin(
      {
        ...member,
        id: "events-api-destination-rate-is-at-least-1",
        field: "invocationRateLimitPerSecond",
        read: ({ invocationRateLimitPerSecond }) => invocationRateLimitPerSecond,
      },
      1,
    ),
    connectionExists,
  ],
  id: (inputs, config, store) =>
    idWithin(TOKEN.apiDestination, text(inputs.name) ?? "", destinationArn(inputs, config), store),
  conflict: "ResourceAlreadyExistsException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    arn: destinationArn(inputs, config),
    region: regionOf(inputs, config),
    invocationRateLimitPerSecond: inputs.invocationRateLimitPerSecond ?? 300,
  }),
};
