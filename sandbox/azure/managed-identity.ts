import type { ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, armId, autoname, deriveGuid } from "./arm.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

const nameIsValid: Rule = {
  id: "managed-identity-name-is-valid",
  source:
    "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity",
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "resourceName") ?? "";
    if (/^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/.test(name)) return undefined;
    return {
      name: "InvalidResourceName",
      message: `The resource name '${name}' is invalid. It must be between 3 and 128 letters, digits, '-' or '_', and start with a letter or a digit.`,
    };
  },
};

const identityId: ResourceType["id"] = (inputs, config) =>
  armId(inputs, config, `${ARM_TYPE}/${readText(inputs, "resourceName")}`);

export const userAssignedIdentity: ResourceType = {
  token: TOKENS.identity,
  autoname: autoname("resourceName"),
  replaceOn: ["resourceName", "resourceGroupName", "location"],
  rules: [resourceGroupExists("managed-identity"), locationIsARegion("managed-identity", ARM_TYPE), nameIsValid],
  id: identityId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const id = identityId(inputs, config);
    return {
      name: readText(inputs, "resourceName") ?? "",
      type: ARM_TYPE,
      location: locationOf(inputs, config, store) ?? "",
      principalId: deriveGuid("principal", id),
      clientId: deriveGuid("client", id),
      tenantId: config.tenantId ?? "",
    };
  },
};
