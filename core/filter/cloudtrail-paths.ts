import { signInSteps, targetParameters } from "../event/aws-names.ts";

/**
 * What stands at a path of a CloudTrail record. `always` is a text that every record has; `element` stands in a list of
 * objects; `open` is what each service fills in as it likes: any JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export type PathKind = "always" | "text" | "flag" | "element" | "open";

const alwaysThere: readonly string[] =
  "eventVersion eventTime eventSource eventName awsRegion eventID eventType eventCategory".split(" ");

const texts: readonly string[] = [
  ..."sourceIPAddress userAgent errorCode errorMessage requestID recipientAccountId apiVersion sharedEventID vpcEndpointId vpcEndpointAccountId".split(
    " ",
  ),
  ..."type principalId arn accountId accessKeyId userName invokedBy credentialId identityProvider onBehalfOf.userId onBehalfOf.identityStoreArn sessionContext.attributes.creationDate sessionContext.attributes.mfaAuthenticated sessionContext.sessionIssuer.type sessionContext.sessionIssuer.principalId sessionContext.sessionIssuer.arn sessionContext.sessionIssuer.accountId sessionContext.sessionIssuer.userName"
    .split(" ")
    .map((name) => `userIdentity.${name}`),
  ..."tlsVersion cipherSuite clientProvidedHostHeader".split(" ").map((name) => `tlsDetails.${name}`),
  "additionalEventData.MFAUsed",
  ...signInSteps.map((step) => `responseElements.${step}`),
];

const kinds: ReadonlyMap<string, PathKind> = new Map<string, PathKind>([
  ...alwaysThere.map((path): [string, PathKind] => [path, "always"]),
  ...texts.map((path): [string, PathKind] => [path, "text"]),
  ...targetParameters.map((name): [string, PathKind] => [`requestParameters.${name}`, "text"]),
  ["readOnly", "flag"],
  ["managementEvent", "flag"],
  ["resources.ARN", "element"],
  ["resources.type", "element"],
  ["resources.accountId", "element"],
]);

const objects: readonly string[] = [
  "userIdentity",
  "userIdentity.onBehalfOf",
  "userIdentity.sessionContext",
  "userIdentity.sessionContext.attributes",
  "userIdentity.sessionContext.sessionIssuer",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "tlsDetails",
];

const listsOn = (path: readonly string[]): readonly string[] =>
  path
    .slice(0, -1)
    .map((_, at) => path.slice(0, at + 1).join("."))
    .filter((prefix) => !objects.includes(prefix));

interface PathInfo {
  readonly text: string;
  readonly kind: PathKind;
  readonly lists: readonly string[];
}

const infos = new WeakMap<readonly string[], PathInfo>();

const infoOf = (path: readonly string[]): PathInfo => {
  const known = infos.get(path);
  if (known !== undefined) return known;
  const text = path.join(".");
  const info = { text, kind: kinds.get(text) ?? "open", lists: listsOn(path) };
  infos.set(path, info);
  return info;
};

/** The steps with dots between them. */
export const pathText = (path: readonly string[]): string => infoOf(path).text;

export const pathKind = (path: readonly string[]): PathKind => infoOf(path).kind;

/** The beginnings of a path at each of which a list may stand, from the shortest on; without the path itself. */
export const mayBeLists = (path: readonly string[]): readonly string[] => infoOf(path).lists;
