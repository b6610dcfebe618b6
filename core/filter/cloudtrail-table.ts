/**
 * The columns of a table over CloudTrail's log files, as AWS documents them, by the record's own spelling; Athena names them in
 * lower case. `json` is a column that has the text of what the service filled in.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export type ColumnType = "text" | "json" | "map" | Struct | readonly [Struct];
export interface Struct {
  readonly [field: string]: ColumnType;
}

const texts = (names: string): Struct => Object.fromEntries(names.split(" ").map((name) => [name, "text"]));

export const cloudTrailColumns: Struct = {
  ...texts("eventVersion"),
  userIdentity: {
    ...texts("type principalId arn accountId invokedBy accessKeyId userName"),
    onBehalfOf: texts("userId identityStoreArn"),
    sessionContext: {
      attributes: texts("mfaAuthenticated creationDate"),
      sessionIssuer: texts("type principalId arn accountId userName"),
      ...texts("ec2RoleDelivery"),
      webIdFederationData: { ...texts("federatedProvider"), attributes: "map" },
    },
  },
  ...texts("eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage"),
  requestParameters: "json",
  responseElements: "json",
  additionalEventData: "json",
  ...texts("requestID eventID readOnly"),
  resources: [texts("ARN accountId type")],
  ...texts("eventType apiVersion recipientAccountId"),
  serviceEventDetails: "json",
  ...texts("sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory"),
  addendum: texts("reason updatedFields originalRequestID originalEventID"),
  sessionCredentialFromConsole: "text",
  edgeDeviceDetails: "json",
  tlsDetails: texts("tlsVersion cipherSuite clientProvidedHostHeader"),
};

const hiveType = (type: ColumnType): string => {
  if (type === "map") return "map<string,string>";
  if (typeof type === "string") return "string";
  if (Array.isArray(type)) return `array<${hiveType(type[0])}>`;
  const fields = Object.entries(type).map(([name, of]) => `${name.toLowerCase()}:${hiveType(of)}`);
  return `struct<${fields.join(",")}>`;
};

/** The columns as Glue is given them. */
export const glueColumns: readonly { readonly name: string; readonly type: string }[] = Object.entries(
  cloudTrailColumns,
).map(([name, type]) => ({ name: name.toLowerCase(), type: hiveType(type) }));

/** Where a path of a record is in the table. */
export type TablePlace =
  /** A column or a field of one: `useridentity.arn`. */
  | { readonly is: "column"; readonly text: string; readonly type: Exclude<ColumnType, readonly [Struct]> }
  /** A list of objects, or a field of its elements. */
  | { readonly is: "list"; readonly column: string; readonly field: string | undefined }
  /** Within the JSON text of a column. */
  | { readonly is: "json"; readonly column: string; readonly steps: readonly string[] };

const isList = (type: ColumnType): type is readonly [Struct] => Array.isArray(type);

const placeIn = (struct: Struct, [step, ...rest]: readonly string[], before: string): TablePlace | undefined => {
  if (step === undefined || !Object.hasOwn(struct, step)) return undefined;
  const type = struct[step]!;
  const text = `${before}${step.toLowerCase()}`;
  if (isList(type)) {
    const [field, ...deeper] = rest;
    if (deeper.length > 0 || (field !== undefined && !Object.hasOwn(type[0], field))) return undefined;
    return { is: "list", column: text, field: field?.toLowerCase() };
  }
  if (rest.length === 0) return { is: "column", text, type };
  if (type === "json") return { is: "json", column: text, steps: rest };
  return typeof type === "string" ? undefined : placeIn(type, rest, `${text}.`);
};

/** Undefined where the table has no such column. */
export const tablePlace = (path: readonly string[]): TablePlace | undefined => placeIn(cloudTrailColumns, path, "");
