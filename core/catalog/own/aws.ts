/**
 * Conditions on CloudTrail's records by which a call is about what this package made on AWS. Tokens stand for names that are
 * known only when it is deployed: `core/compile/aws/own.ts` says which there are.
 */

/** A parameter that is the name or the ARN of a trail: there may be a second one, of data events. */
export const ownTrail = (parameter: string): string =>
  `(native.requestParameters.${parameter} in ["\${trail}", "\${dataTrail}"] || native.requestParameters.${parameter}.endsWith(":trail/\${trail}") || native.requestParameters.${parameter}.endsWith(":trail/\${dataTrail}"))`;

export const ownBuckets = 'native.requestParameters.bucketName in ["${archive}", "${accessLogs}", "${streamBucket}"]';

export const ownLogGroup =
  '(native.requestParameters.logGroupName == "${logGroup}" || native.requestParameters.logGroupIdentifier == "${logGroup}" || native.requestParameters.logGroupIdentifier.endsWith(":log-group:${logGroup}"))';

/** By its id, its ARN or its alias. A call that was refused has no parameters, but the key among its resources. */
export const ownKey =
  '(native.requestParameters.keyId.endsWith("${key}") || native.resources.ARN.endsWith(":key/${key}") || native.requestParameters.aliasName == "${keyAlias}")';

/** Rules, alarms, topics, queues, connections, destinations and roles: the end of their names says whose they are. */
export const ownByName = (...parameters: readonly string[]): string =>
  `(${parameters.map((parameter) => `native.requestParameters.${parameter}.endsWith("-\${unique}")`).join(" || ")})`;

/** The table of a stream's files, and its database: Firehose writes by what it says. */
export const ownStreamTable =
  '(native.requestParameters.databaseName == "auditlog_stream_${unique}" || native.requestParameters.name == "auditlog_stream_${unique}")';

/** A subscription's ARN is its topic's and an id. */
export const ownSubscription = 'native.requestParameters.subscriptionArn.contains("-${unique}:")';
