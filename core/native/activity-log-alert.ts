import { isObject } from "../object.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

interface Leaf {
  readonly field: string;
  /** In lower case; one of them is enough. */
  readonly values: readonly string[];
}

/** Conditions that must all hold, each of one or several alternatives. */
export interface ActivityLogAlert {
  readonly allOf: readonly (readonly Leaf[])[];
}

/** https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update#alertruleanyoforleafcondition */
const fields: readonly string[] =
  "category caller level operationName resourceGroup resourceId resourceProvider resourceType status subStatus".split(
    " ",
  );

const isField = (name: unknown): name is string =>
  typeof name === "string" && (fields.includes(name) || /^(?:properties|claims)\.[\w.-]+$/.test(name));

type Report = (path: string, message: string) => void;

const readLeaf = (value: Readonly<Record<string, unknown>>, path: string, report: Report): Leaf | undefined => {
  const { field, equals, containsAny, ...others } = value;
  const unknown = Object.keys(others);
  if (unknown.length > 0)
    report(path, `${unknown.join(", ")} is not known; a condition has field, and equals or containsAny`);
  if (!isField(field)) {
    report(path, `the field is one of ${fields.join(", ")}, or in properties.`);
    return undefined;
  }
  if ((equals === undefined) === (containsAny === undefined)) {
    report(path, "exactly one of equals and containsAny must be given");
    return undefined;
  }
  const values: readonly unknown[] = equals === undefined ? (Array.isArray(containsAny) ? containsAny : []) : [equals];
  if (values.length === 0 || !values.every((one) => typeof one === "string" && one !== "")) {
    report(path, "a value must be a text that is not empty");
    return undefined;
  }
  return { field, values: values.map((one) => String(one).toLowerCase()) };
};

const readCondition = (value: unknown, path: string, report: Report): readonly Leaf[] => {
  if (!isObject(value)) {
    report(path, "must be an object");
    return [];
  }
  if (!Array.isArray(value.anyOf)) return [readLeaf(value, path, report) ?? []].flat();
  if (Object.keys(value).length > 1) report(path, "beside anyOf nothing can stand");
  if (value.anyOf.length === 0) report(path, "anyOf takes at least one condition");
  return value.anyOf.flatMap((one: unknown, index) => {
    const inner = `${path}.anyOf[${index}]`;
    if (isObject(one) && !("anyOf" in one)) return readLeaf(one, inner, report) ?? [];
    report(inner, "must be a condition with a field");
    return [];
  });
};

/**
 * Reads the condition of an activity log alert. The problems' position is always 0: their message names the path in the
 * JSON. https://learn.microsoft.com/azure/templates/microsoft.insights/activitylogalerts
 */
export const parseActivityLogAlert = (condition: unknown): Parsed<ActivityLogAlert> => {
  const problems: SyntaxProblem[] = [];
  const report: Report = (path, message) => void problems.push({ at: 0, message: `${path}: ${message}` });
  const list: unknown = isObject(condition) ? condition.allOf : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    report("allOf", "must be an array of at least one condition");
    return { problems };
  }
  const allOf = list.map((one: unknown, index) => readCondition(one, `allOf[${index}]`, report));
  const isCategory = ([leaf, ...more]: readonly Leaf[]): boolean => more.length === 0 && leaf?.field === "category";
  if (problems.length === 0 && !allOf.some(isCategory)) report("allOf", "a condition on category is required");
  if (list.filter((one: unknown) => isObject(one) && "anyOf" in one).length > 1)
    report("allOf", "at most one anyOf is allowed");
  return problems.length > 0 ? { problems } : { filter: { allOf } };
};

const textIn = (value: unknown): string | undefined => {
  const text = isObject(value) ? value.value : value;
  return typeof text === "string" ? text : undefined;
};

type Event = Readonly<Record<string, unknown>>;

const propertiesOf = (event: Event): Event => (isObject(event.properties) ? event.properties : {});

const resourceId = (event: Event): string => textIn(event.resourceId) ?? "";

/** Where each field is in an event of the REST API, or of an export. */
const readers: Readonly<Record<string, (event: Event) => string | undefined>> = {
  category: (event) => textIn(event.category) ?? textIn(propertiesOf(event).eventCategory),
  caller: (event) => textIn(event.caller),
  level: (event) => textIn(event.level),
  operationName: (event) => textIn(event.operationName),
  resourceGroup: (event) =>
    textIn(event.resourceGroupName) ?? /\/resourcegroups\/([^/]+)/i.exec(resourceId(event))?.[1],
  resourceId: (event) => textIn(event.resourceId),
  resourceProvider: (event) =>
    textIn(event.resourceProviderName) ?? /^([^/]+)\//.exec(textIn(event.operationName) ?? "")?.[1],
  resourceType: (event) => textIn(event.resourceType),
  status: (event) => textIn(event.status) ?? textIn(event.resultType),
  subStatus: (event) => textIn(event.subStatus),
};

const textAt = (event: Event, field: string): string | undefined => {
  if (Object.hasOwn(readers, field)) return readers[field]?.(event);
  const found = field.split(".").reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), event);
  return textIn(found);
};

/** Does the event match the alert's condition? Texts compare without regard to case. */
export const matchesActivityLogAlert = ({ allOf }: ActivityLogAlert, event: unknown): boolean =>
  isObject(event) &&
  allOf.every((alternatives) =>
    alternatives.some(({ field, values }) => values.includes(textAt(event, field)?.toLowerCase() ?? "\u0000")),
  );
