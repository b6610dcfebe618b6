// Doesn't prove that EventBridge words its errors so, nor that an endpoint answers.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { apiDestination } from "../../sandbox/aws/events-api-destination.ts";
import { connection } from "../../sandbox/aws/events-connection.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { arnOf, casesOf, key } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, refusalsOf, testCases } from "./aws-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

const INVALID = "ValidationException";
const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

function withKey(over: Properties = {}): Properties {
  return { authParameters: { apiKey: { key: "X-Key", value: "s3cret", ...over } } };
}

function withUser(over: Properties = {}): Properties {
  return {
    authorizationType: "BASIC",
    authParameters: { basic: { username: "auditlog", password: "s3cret", ...over } },
  };
}

function withTokens(over: Properties = {}): Properties {
  const oauth = { authorizationEndpoint: "https://login.example.com/token", httpMethod: "POST", ...over };
  return { authorizationType: "OAUTH_CLIENT_CREDENTIALS", authParameters: { oauth } };
}

const good = { name: "pager", authorizationType: "API_KEY", ...withKey() };
const ofConnection = casesOf(TOKEN.connection, good);
const FITS = "events-connection-parameters-fit-the-authorization-type";
const disabled = key([], { isEnabled: false });
const usable = key([]);

const connectionCases = [
  ofConnection("events-connection-name-is-valid", { name: "on call" }, { name: "On.call_1-2" }, INVALID, /at 'name'/),
  ofConnection(
    "events-authorization-type-is-known",
    { authorizationType: "BEARER" },
    {},
    INVALID,
    /\[API_KEY, BASIC, OAUTH_CLIENT_CREDENTIALS\]/,
  ),
  ofConnection(FITS, { authorizationType: "BASIC" }, withUser(), INVALID, /BasicAuthParameters is not valid/, {
    when: "those of another type",
  }),
  ofConnection(
    FITS,
    { authParameters: { ...(withKey().authParameters as Properties), ...(withUser().authParameters as Properties) } },
    {},
    "ExactlyOneOf",
    /only one of apiKey, basic/,
    { when: "two of them" },
  ),
  ofConnection("events-api-key-name-is-valid", withKey({ key: "X:Key" }), withKey(), INVALID, /apiKeyName'/),
  ofConnection("events-api-key-value-is-valid", withKey({ value: "" }), withKey(), INVALID, /apiKeyValue' .* 1$/, {
    when: "empty",
  }),
  ofConnection(
    "events-api-key-value-is-valid",
    withKey({ value: "Token: abc" }),
    withKey({ value: "Token abc" }),
    INVALID,
    /apiKeyValue'/,
    { when: "with a colon" },
  ),
  ofConnection(
    "events-api-key-value-is-valid",
    withKey({ value: "a".repeat(513) }),
    withKey({ value: "a".repeat(512) }),
    INVALID,
    /apiKeyValue' .* 512$/,
    { when: "513 characters" },
  ),
  ofConnection(
    "events-user-name-is-1-to-512-characters",
    withUser({ username: "" }),
    withUser(),
    INVALID,
    /basicAuthParameters.username'/,
  ),
  ofConnection(
    "events-password-is-1-to-512-characters",
    withUser({ password: "a".repeat(513) }),
    withUser({ password: "a".repeat(512) }),
    INVALID,
    /basicAuthParameters.password'/,
  ),
  ofConnection(
    "events-token-method-is-known",
    withTokens({ httpMethod: "PATCH" }),
    withTokens({ httpMethod: "GET" }),
    INVALID,
    /\[GET, POST, PUT\]/,
  ),
  ofConnection(
    "events-connection-authorization-endpoint-is-https",
    withTokens({ authorizationEndpoint: "http://login.example.com/token" }),
    withTokens(),
    INVALID,
    /AuthorizationEndpoint is not valid/,
  ),
  ofConnection(
    "events-connection-key-exists-and-is-enabled",
    { kmsKeyIdentifier: arnOf(disabled) },
    { kmsKeyIdentifier: arnOf(usable) },
    INVALID,
    /is not enabled in us-east-1/,
    { given: [disabled, usable] },
  ),
];

testCases(connection.rules, connectionCases);

const given = [{ token: TOKEN.connection, inputs: good }];
const connectionArn = arnOf(given[0]!);
const destination = {
  name: "pager",
  connectionArn,
  httpMethod: "POST",
  invocationEndpoint: "https://events.example.com/v2/enqueue",
};
const ofDestination = casesOf(TOKEN.apiDestination, destination, given);

const destinationCases = [
  ofDestination(
    "events-api-destination-name-is-valid",
    { name: "a".repeat(65) },
    { name: "a".repeat(64) },
    INVALID,
    /64/,
  ),
  ofDestination(
    "events-api-destination-description-is-at-most-512-characters",
    { description: "a".repeat(513) },
    { description: "a".repeat(512) },
    INVALID,
    /512/,
  ),
  ofDestination(
    "events-api-destination-method-is-known",
    { httpMethod: "CONNECT" },
    { httpMethod: "PATCH" },
    INVALID,
    /at 'httpMethod'/,
  ),
  ofDestination(
    "events-api-destination-endpoint-is-a-url",
    { invocationEndpoint: "https://events.example.com/a b" },
    { invocationEndpoint: "https://events.example.com/a%20b/*" },
    INVALID,
    /at 'invocationEndpoint'/,
  ),
  ofDestination(
    "events-api-destination-endpoint-is-https",
    { invocationEndpoint: "http://events.example.com" },
    {},
    INVALID,
    /must use HTTPS/,
  ),
  ofDestination(
    "events-api-destination-endpoint-has-a-public-domain-name",
    { invocationEndpoint: "https://10.0.0.7/hook" },
    {},
    INVALID,
    /public domain name/,
  ),
  ofDestination(
    "events-api-destination-rate-is-at-least-1",
    { invocationRateLimitPerSecond: 0 },
    { invocationRateLimitPerSecond: 1 },
    INVALID,
    /greater than or equal to 1/,
  ),
  ofDestination(
    "events-api-destination-connection-exists",
    { connectionArn: `${connectionArn.slice(0, -1)}x` },
    {},
    "ResourceNotFoundException",
    /Connection .* does not exist/,
  ),
];

testCases(apiDestination.rules, destinationCases);

describe("a connection and its API destination", () => {
  test("have their names for ids, and ARNs that end with an id of their own", () => {
    const store = storeWith(aws, CONFIG, [...given, { token: TOKEN.apiDestination, inputs: destination }]);
    const found = [TOKEN.connection, TOKEN.apiDestination].map((token) => store.get(token, "pager")?.outputs);
    const here = `arn:aws:events:us-east-1:${ACCOUNT}`;
    expect(found[0]?.arn).toMatch(new RegExp(`^${here}:connection/pager/${UUID}$`));
    expect(found[1]?.arn).toMatch(new RegExp(`^${here}:api-destination/pager/${UUID}$`));
    expect(found[0]?.secretArn).toMatch(
      new RegExp(`^arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:events!connection/pager/${UUID}-[0-9a-f]{6}$`),
    );
  });

  test.each<[string, string, Properties]>([
    ["an API key", TOKEN.connection, { ...good, ...withKey({ value: "hunter2:3f1c" }) }],
    ["a password", TOKEN.connection, { name: "pager", ...withUser({ password: "hunter2".repeat(80) }) }],
    ["a webhook", TOKEN.apiDestination, { ...destination, invocationEndpoint: "http://hunter2.example.com/a b" }],
  ])("are refused without a word of %s", (_, token, inputs) => {
    const refused = refusalsOf({ verb: "create", token, inputs, store: memoryStore([]), config: CONFIG });
    expect(refused).not.toEqual([]);
    expect(JSON.stringify(refused)).not.toContain("hunter2");
  });
});
