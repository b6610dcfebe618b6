import {
  anonymousPrefixes,
  deniedPrefixes,
  deniedSuffixes,
  hiddenName,
  signInSteps,
  targetParameters,
} from "../event/aws-names.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  like,
  never,
  not,
  present,
  recordField,
} from "./ast.ts";
import { onField } from "./on-field.ts";

/**
 * The fields of an event in a CloudTrail record as it is delivered: what core/event/aws-cloudtrail.ts reads, as filters over
 * the record. A delivered record has its category, and says whether it is a read.
 */

const identity = (...path: readonly string[]): Field => recordField("userIdentity", ...path);
const identityType = identity("type");
const errorCode = recordField("errorCode");
const errorMessage = recordField("errorMessage");

/** Of callers without an identity, CloudTrail writes an empty principal. */
const isGiven = (field: Field): Filter =>
  field.of === "record" && field.path[1] === "principalId"
    ? both(present(field), not(equal(field, [""], false)))
    : present(field);

/** What tests a value that may be empty asks first whether it is. */
const mustBeGiven = (field: Field): readonly Filter[] => (isGiven(field).kind === "present" ? [] : [isGiven(field)]);

/** The first of the places that a value can be in. */
const first = (places: readonly Field[], test: (field: Field) => Filter): Filter =>
  either(
    ...places.map((place, at) =>
      both(...places.slice(0, at).map((before) => not(isGiven(before))), test(place), ...mustBeGiven(place)),
    ),
  );

const isData = equal(recordField("eventCategory"), ["Data", "NetworkActivity"], true);
const isSignIn = equal(recordField("eventSource"), ["signin.amazonaws.com"], true);
const isServiceEvent = equal(recordField("eventType"), ["AwsServiceEvent"], false);

const categories: Readonly<Record<string, Filter>> = {
  data: isData,
  identity: both(not(isData), isSignIn),
  system: both(not(isData), not(isSignIn), isServiceEvent),
  management: both(not(isData), not(isSignIn), not(isServiceEvent)),
};

const isRead = equal(recordField("readOnly"), [true], false);

const known = {
  root: ["Root"],
  user: ["IAMUser", "IdentityCenterUser", "Directory"],
  role: ["AssumedRole", "Role"],
  federated: ["FederatedUser", "SAMLUser", "WebIdentityUser"],
  service: ["AWSService"],
} as const;

const isOtherType = both(present(identityType), not(equal(identityType, Object.values(known).flat(), false)));
const beginsWith = (field: Field, text: string): Filter => like(field, [text, ""], false);
const isAnonymous = both(
  isOtherType,
  either(
    ...anonymousPrefixes.flatMap((text) => [
      beginsWith(identity("accountId"), text),
      beginsWith(identity("principalId"), text),
    ]),
  ),
);
const isOther = (prefix: string): Filter =>
  both(isOtherType, not(isAnonymous), beginsWith(identity("principalId"), prefix));

const actorTypes: Readonly<Record<string, Filter>> = {
  root: equal(identityType, known.root, false),
  user: either(equal(identityType, known.user, false), isOther("AIDA")),
  role: either(equal(identityType, known.role, false), isOther("AROA")),
  federated: equal(identityType, known.federated, false),
  service: either(
    equal(identityType, known.service, false),
    both(not(present(identityType)), present(identity("invokedBy"))),
  ),
  anonymous: isAnonymous,
};

const isDenied = either(
  ...deniedPrefixes.map((text) => beginsWith(errorCode, text)),
  ...deniedSuffixes.map((text) => like(errorCode, ["", text], false)),
);
const hasError = either(present(errorCode), present(errorMessage));
/** A sign-in that failed has no error code. */
const answersFailure = either(
  ...signInSteps.map((step) => equal(recordField("responseElements", step), ["Failure"], false)),
);

const outcomes: Readonly<Record<string, Filter>> = {
  denied: isDenied,
  failure: either(both(hasError, not(isDenied)), both(not(hasError), answersFailure)),
  success: both(not(hasError), not(answersFailure)),
};

const mfaUsed = recordField("additionalEventData", "MFAUsed");
const mfaOfSession = identity("sessionContext", "attributes", "mfaAuthenticated");

const mfa = (yes: string, text: string): Filter =>
  either(
    equal(mfaUsed, [yes], false),
    both(not(equal(mfaUsed, ["Yes", "No"], false)), equal(mfaOfSession, [text], false)),
  );

/** A comparison with a derived choice: any of the values that it takes. */
const chosen = (comparison: Comparison, filters: Readonly<Record<string, Filter>>): Filter => {
  if (comparison.kind === "present") return either(...Object.values(filters));
  if (comparison.kind !== "equal") return never;
  return either(...comparison.values.map((value) => filters[String(value).toLowerCase()] ?? never));
};

const userName = identity("userName");
const hasName = both(present(userName), not(equal(userName, [hiddenName], false)));
const laterNames = [
  identity("onBehalfOf", "userId"),
  identity("principalId"),
  identity("invokedBy"),
  identity("accountId"),
];

const actorId = (comparison: Comparison): Filter => {
  const arn = onField(comparison, identity("arn"));
  // Nothing else that names an actor begins like an ARN.
  const isArn =
    (comparison.kind === "equal" && comparison.values.every((value) => /^arn:/i.test(String(value)))) ||
    (comparison.kind === "like" && /^arn:/i.test(comparison.parts[0] ?? ""));
  if (isArn) return arn;
  const noArn = not(present(identity("arn")));
  return either(
    arn,
    both(noArn, hasName, onField(comparison, userName)),
    both(
      noArn,
      not(hasName),
      first(laterNames, (field) => onField(comparison, field)),
    ),
  );
};

const mfaFilter = (comparison: Comparison): Filter => {
  const [yes, no] = [mfa("Yes", "true"), mfa("No", "false")];
  if (comparison.kind === "present") return either(yes, no);
  if (comparison.kind !== "equal") return never;
  return either(...comparison.values.map((value) => (value === true ? yes : value === false ? no : never)));
};

const lowered: { readonly [name: string]: (comparison: Comparison) => Filter } = {
  account: (comparison) =>
    first([recordField("recipientAccountId"), identity("accountId")], (field) => onField(comparison, field)),
  region: (comparison) => onField(comparison, recordField("awsRegion")),
  category: (comparison) => chosen(comparison, categories),
  service: (comparison) => onField(comparison, recordField("eventSource")),
  operation: (comparison) => onField(comparison, recordField("eventName")),
  access: (comparison) =>
    comparison.kind === "present" ? always : chosen(comparison, { read: isRead, write: not(isRead) }),
  "actor.id": actorId,
  "actor.type": (comparison) => chosen(comparison, actorTypes),
  sourceIp: (comparison) => onField(comparison, recordField("sourceIPAddress")),
  userAgent: (comparison) => onField(comparison, recordField("userAgent")),
  resource: (comparison) =>
    either(
      onField(comparison, recordField("resources", "ARN")),
      ...targetParameters.map((name) => onField(comparison, recordField("requestParameters", name))),
    ),
  outcome: (comparison) => chosen(comparison, outcomes),
  error: (comparison) => first([errorCode, errorMessage], (field) => onField(comparison, field)),
  mfa: mfaFilter,
  // CloudTrail has no severities.
  severity: () => never,
};

/** A comparison with a field of an event over the CloudTrail record that the event comes from. */
export const inCloudTrail = (comparison: Comparison): Filter => {
  if (comparison.field.of === "record") return comparison;
  const lower = lowered[comparison.field.name];
  if (lower === undefined) throw new Error(`no form on AWS for the field ${comparison.field.name}`);
  return lower(comparison);
};
