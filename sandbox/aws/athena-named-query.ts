import type { Properties, ResourceType, Rule } from "../resource.ts";
import { lengthWithin } from "./member.ts";
import { refusal, regionOf, TOKEN, text } from "./place.ts";
import { uuidOf } from "./uuid.ts";

const API = "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html";

const within = (
  id: string,
  field: "name" | "description" | "database" | "query",
  apiName: string,
  most: number,
): Rule =>
  lengthWithin(
    { id, source: API, error: "InvalidRequestException", field: apiName, read: (inputs) => inputs[field] },
    1,
    most,
  );

const workgroupOf = ({ workgroup }: Properties): string => text(workgroup) ?? "primary";

const workgroupExists: Rule = {
  id: "athena-named-query-workgroup-exists",
  source: API,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const name = workgroupOf(inputs);
    const exists =
      name === "primary" ||
      store.where(TOKEN.workgroup, "name", name).some(({ outputs }) => outputs.region === regionOf(inputs, config));
    return exists ? undefined : refusal("InvalidRequestException", `WorkGroup ${name} is not found.`);
  },
};

/** Athena looks for the database when the query runs, not before. */
export const namedQuery: ResourceType = {
  token: TOKEN.namedQuery,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 128 },
  replaceOn: ["name", "database", "description", "query", "workgroup", "region"],
  rules: [
    within("athena-named-query-name-is-1-to-128-characters", "name", "name", 128),
    within("athena-named-query-description-is-1-to-1024-characters", "description", "description", 1024),
    within("athena-named-query-database-is-1-to-255-characters", "database", "database", 255),
    within("athena-named-query-text-is-at-most-262144-characters", "query", "queryString", 262_144),
    workgroupExists,
  ],
  id: ({ name, query, workgroup }) => uuidOf(JSON.stringify([workgroup, name, query])),
  conflict: "InvalidRequestException",
  outputs: (inputs, config) => ({ workgroup: workgroupOf(inputs), region: regionOf(inputs, config) }),
};
