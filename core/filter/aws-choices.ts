import { anonymousPrefixes, deniedPrefixes, deniedSuffixes, foreignTypes, signInSteps } from "../event/aws-names.ts";
import { always, both, either, equal, type Field, type Filter, like, not, present, recordField } from "./ast.ts";
import type { Choice } from "./choices.ts";

/**
 * The fields of an event whose values core/event/aws-cloudtrail.ts derives from several of the record's, as filters over
 * the record. A delivered record has its category, and says whether it is a read.
 */

const identity = (...path: readonly string[]): Field => recordField("userIdentity", ...path);
const beginsWith = (field: Field, text: string): Filter => like(field, [text, ""], false);

const isData = equal(recordField("eventCategory"), ["Data", "NetworkActivity"], true);
const isSignIn = equal(recordField("eventSource"), ["signin.amazonaws.com"], true);
const isServiceEvent = equal(recordField("eventType"), ["AwsServiceEvent"], false);

const category: Choice = {
  values: {
    data: isData,
    identity: both(not(isData), isSignIn),
    system: both(not(isData), not(isSignIn), isServiceEvent),
    management: both(not(isData), not(isSignIn), not(isServiceEvent)),
  },
  given: always,
};

const isRead = equal(recordField("readOnly"), [true], false);
const access: Choice = { values: { read: isRead, write: not(isRead) }, given: always };

const identityType = identity("type");
const isForeign = equal(identityType, foreignTypes, false);
const beginsAnonymous = (field: Field): Filter => either(...anonymousPrefixes.map((text) => beginsWith(field, text)));
const isAccountAnonymous = beginsAnonymous(identity("accountId"));
const isOther = (prefix: string): Filter =>
  both(isForeign, not(isAccountAnonymous), beginsWith(identity("principalId"), prefix));

const ofType = (...types: readonly string[]): Filter => equal(identityType, types, false);

const actorType: Choice["values"] = {
  root: ofType("Root"),
  user: either(ofType("IAMUser", "IdentityCenterUser", "Directory"), isOther("AIDA")),
  role: either(ofType("AssumedRole", "Role"), isOther("AROA")),
  federated: ofType("FederatedUser", "SAMLUser", "WebIdentityUser"),
  service: either(ofType("AWSService"), both(not(present(identityType)), present(identity("invokedBy")))),
  anonymous: both(isForeign, either(isAccountAnonymous, beginsAnonymous(identity("principalId")))),
};

const errorCode = recordField("errorCode");
const isDenied = either(
  ...deniedPrefixes.map((text) => beginsWith(errorCode, text)),
  ...deniedSuffixes.map((text) => like(errorCode, ["", text], false)),
);
/** A sign-in that failed has no error code. */
const failed = either(
  present(errorCode),
  present(recordField("errorMessage")),
  ...signInSteps.map((step) => equal(recordField("responseElements", step), ["Failure"], false)),
);

const outcome: Choice = {
  values: { success: not(failed), failure: both(not(isDenied), failed), denied: isDenied },
  given: always,
};

const mfaUsed = recordField("additionalEventData", "MFAUsed");
const mfaOfSession = identity("sessionContext", "attributes", "mfaAuthenticated");
const isSaid = equal(mfaUsed, ["Yes", "No"], false);
const mfaIs = (ofSignIn: string, ofSession: string): Filter =>
  either(equal(mfaUsed, [ofSignIn], false), both(not(isSaid), equal(mfaOfSession, [ofSession], false)));

export const choices: Readonly<Record<string, Choice>> = {
  category,
  access,
  outcome,
  "actor.type": { values: actorType, given: either(...Object.values(actorType)) },
  mfa: {
    values: { true: mfaIs("Yes", "true"), false: mfaIs("No", "false") },
    given: either(isSaid, equal(mfaOfSession, ["true", "false"], false)),
  },
};
