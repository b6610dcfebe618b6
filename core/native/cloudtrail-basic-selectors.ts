import { isObject } from "../object.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

const readWriteTypes = ["All", "ReadOnly", "WriteOnly"] as const;

type ReadWriteType = (typeof readWriteTypes)[number];

interface DataResource {
  readonly type: string;
  readonly values: readonly string[];
}

/** One of a trail's event selectors of the older kind. */
export interface BasicSelector {
  readonly readWrite: ReadWriteType;
  readonly management: boolean;
  /** The sources whose management events are left out. */
  readonly excluded: readonly string[];
  readonly data: readonly DataResource[];
}

export type BasicSelectors = readonly BasicSelector[];

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html */
const dataTypes: readonly string[] = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"];

/** A trail with no selectors stores every management event and no data events. */
export const withoutSelectors: BasicSelectors = [{ readWrite: "All", management: true, excluded: [], data: [] }];

type Report = (path: string, message: string) => void;

type Fields = Readonly<Record<string, unknown>>;

/** The API writes names with a capital letter, infrastructure code without one. */
const fieldIn = (value: Fields, name: string): unknown =>
  value[name] ?? value[name.charAt(0).toLowerCase() + name.slice(1)] ?? undefined;

const textsIn = (value: unknown, path: string, report: Report): readonly string[] => {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((one): one is string => typeof one === "string")) return value;
  report(path, "must be an array of strings");
  return [];
};

const flagIn = (value: unknown, path: string, report: Report): boolean => {
  if (value !== undefined && typeof value !== "boolean") report(path, "must be true or false");
  return value !== false;
};

const readResource = (value: unknown, path: string, report: Report): readonly DataResource[] => {
  const type = isObject(value) ? fieldIn(value, "Type") : undefined;
  if (!isObject(value) || typeof type !== "string" || !dataTypes.includes(type)) {
    report(path, `the Type is one of ${dataTypes.join(", ")}`);
    return [];
  }
  return [{ type, values: textsIn(fieldIn(value, "Values"), `${path}.Values`, report) }];
};

const readSelector = (value: unknown, path: string, report: Report): readonly BasicSelector[] => {
  if (!isObject(value)) {
    report(path, "must be an object");
    return [];
  }
  const given = fieldIn(value, "ReadWriteType") ?? "All";
  const readWrite = readWriteTypes.find((one) => one === given);
  if (readWrite === undefined) report(path, `ReadWriteType is one of ${readWriteTypes.join(", ")}`);
  const excluded = fieldIn(value, "ExcludeManagementEventSources");
  const data = fieldIn(value, "DataResources") ?? [];
  if (!Array.isArray(data)) report(`${path}.DataResources`, "must be an array");
  return [
    {
      readWrite: readWrite ?? "All",
      management: flagIn(fieldIn(value, "IncludeManagementEvents"), `${path}.IncludeManagementEvents`, report),
      excluded: textsIn(excluded, `${path}.ExcludeManagementEventSources`, report),
      data: (Array.isArray(data) ? data : []).flatMap((one, index) =>
        readResource(one, `${path}.DataResources[${index}]`, report),
      ),
    },
  ];
};

/**
 * Reads a trail's event selectors, as PutEventSelectors takes them beside advanced ones. The problems' position is always
 * 0: their message names the path in the JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export const parseBasicSelectors = (json: unknown): Parsed<BasicSelectors> => {
  const problems: SyntaxProblem[] = [];
  const report: Report = (path, message) => void problems.push({ at: 0, message: `${path}: ${message}` });
  if (!Array.isArray(json) || json.length === 0) report("selectors", "must be an array of at least one selector");
  const filter = (Array.isArray(json) ? json : []).flatMap((one, index) => readSelector(one, `[${index}]`, report));
  return problems.length > 0 ? { problems } : { filter };
};

/** `arn:aws:s3` and `arn:aws:lambda` are all there are. */
const isWholeService = (value: string): boolean => value.split(":").length <= 3;

/** Of objects a value is what the ARN begins with; of functions and tables it is all of it. */
const isNamed = (value: string, type: string, arn: string): boolean => {
  if (isWholeService(value)) return arn.startsWith(`${value}:`);
  return type === "AWS::S3::Object" ? arn.startsWith(value) : arn === value;
};

const isOfData = ({ data }: BasicSelector, record: Fields): boolean => {
  const resources: readonly unknown[] = Array.isArray(record.resources) ? record.resources : [];
  return data.some(({ type, values }) =>
    resources.some((resource) => {
      if (!isObject(resource) || resource.type !== type) return false;
      // Listing names the beginning of what it lists, in ARNPrefix.
      const arn = resource.ARN ?? resource.ARNPrefix;
      return typeof arn === "string" && values.some((value) => isNamed(value, type, arn));
    }),
  );
};

const isData = (record: Fields): boolean =>
  record.eventCategory === undefined ? record.managementEvent === false : record.eventCategory !== "Management";

const selectsOne = (selector: BasicSelector, record: Fields): boolean => {
  const isRead = record.readOnly === true || record.readOnly === "true";
  if (selector.readWrite !== "All" && isRead !== (selector.readWrite === "ReadOnly")) return false;
  if (isData(record)) return record.eventCategory !== "NetworkActivity" && isOfData(selector, record);
  return selector.management && !selector.excluded.includes(String(record.eventSource));
};

/** Does a trail with the selectors store the CloudTrail record? */
export const selectsBasic = (selectors: BasicSelectors, record: unknown): boolean =>
  isObject(record) && selectors.some((one) => selectsOne(one, record));
