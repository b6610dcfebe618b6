// Doesn't prove that a search runs: Log Analytics reads its text only then.
import { savedSearch } from "../../sandbox/azure/saved-search.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { checkRules, place } from "./azure-cases.ts";
import { group, logWorkspace } from "./azure-world.ts";

const inputs: Properties = {
  resourceGroupName: "logs",
  workspaceName: "audit",
  savedSearchId: "auditlog-denied-calls",
  category: "Audit log",
  displayName: "Who was refused what?",
  query: "AzureActivity | take 10",
};
const given = [group, logWorkspace];

checkRules(savedSearch, [
  {
    rule: "saved-search-resource-group-exists",
    when: "a saved search in a resource group that doesn't exist",
    inputs,
    given: [logWorkspace],
    expect: { name: "ResourceGroupNotFound", message: /'logs' could not be found/ },
    mended: { given },
  },
  {
    rule: "saved-search-parent-exists",
    when: "a saved search of a workspace that doesn't exist",
    inputs: { ...inputs, workspaceName: "other" },
    given,
    expect: { name: "ParentResourceNotFound", message: /other/ },
    mended: { inputs },
  },
  ...["category", "displayName", "query"].map((property) => ({
    rule: "saved-search-has-a-category-a-name-and-a-query",
    when: `a saved search without its ${property}`,
    inputs: { ...inputs, [property]: " " },
    given,
    expect: { name: "InvalidParameter", message: new RegExp(`'${property}' of the saved search`) },
    mended: { inputs },
  })),
  {
    rule: "saved-search-is-overwritten-only-by-its-etag",
    when: "the change of a saved search",
    inputs: { ...inputs, query: "AzureActivity" },
    existing: place(savedSearch, inputs, given),
    given,
    expect: { name: "Conflict", message: /Newer data exists/ },
    mended: { verb: "create", inputs: { ...inputs, query: "AzureActivity" } },
  },
]);
