import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, armId, autoname } from "./arm.ts";
import { parentExists, resourceGroupExists } from "./placement.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const ARM_TYPE = `${WORKSPACES}/savedSearches`;
const REST = "https://learn.microsoft.com/rest/api/loganalytics/saved-searches/create-or-update";

const workspaceIdOf = (inputs: Properties, config: ProviderConfig): string =>
  armId(inputs, config, `${WORKSPACES}/${readText(inputs, "workspaceName")}`);

const saysWhatItIs: Rule = {
  id: "saved-search-has-a-category-a-name-and-a-query",
  source: REST,
  on: ["create", "update"],
  refuse({ inputs }) {
    const empty = ["category", "displayName", "query"].find(
      (property) => (readText(inputs, property) ?? "").trim() === "",
    );
    return empty === undefined
      ? undefined
      : { name: "InvalidParameter", message: `The property '${empty}' of the saved search can't be empty.` };
  },
};

/** azure-native sends no ETag, and has no property for one. */
const staysAsItIs: Rule = {
  id: "saved-search-is-overwritten-only-by-its-etag",
  source: "https://github.com/MicrosoftDocs/azure-docs/issues/49275",
  on: ["update"],
  refuse: () => ({
    name: "Conflict",
    message: "Newer data exists: an existing saved search is overwritten with its ETag or with '*' alone.",
  }),
};

export const savedSearch: ResourceType = {
  token: TOKENS.savedSearch,
  autoname: autoname("savedSearchId"),
  replaceOn: ["savedSearchId", "workspaceName", "resourceGroupName"],
  rules: [
    resourceGroupExists("saved-search"),
    parentExists("saved-search", ARM_TYPE, TOKENS.workspace, workspaceIdOf),
    saysWhatItIs,
    staysAsItIs,
  ],
  id: (inputs, config) => `${workspaceIdOf(inputs, config)}/savedSearches/${readText(inputs, "savedSearchId")}`,
  conflict: ALREADY_EXISTS,
  outputs: (inputs) => ({
    name: readText(inputs, "savedSearchId") ?? "",
    type: ARM_TYPE,
  }),
};
