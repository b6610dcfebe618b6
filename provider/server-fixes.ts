import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import {
  Server,
  type ServiceDefinition,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type * as pulumi from "@pulumi/pulumi";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { DependencyResource } from "@pulumi/pulumi/resource.js";

import { keepProviderReferences } from "./provider-references.ts";

/**
 * Three resource options get lost between the engine and `construct` in the Node SDK's provider server: the type of an
 * alias, `deletedWith` (which fails), and the timeout of a deletion. They are kept here from the raw request, and put
 * back into the options. Each has a test that fails once the SDK does it itself, so that its part here can go.
 */
const rawRequest = new AsyncLocalStorage<{ aliasTypes: string[]; deletedWith: string; deleteTimeout: string }>();

type Construct = (
  call: ServerUnaryCall<ConstructRequest, ConstructResponse>,
  callback: sendUnaryData<ConstructResponse>,
) => unknown;

/** Must run before the server starts. */
export const keepRawRequests = (): void => {
  const addService = Server.prototype.addService;
  Server.prototype.addService = function (
    this: Server,
    service: ServiceDefinition,
    implementation: UntypedServiceImplementation,
  ) {
    const construct = implementation.construct as unknown as Construct | undefined;
    if (construct) {
      const kept: Construct = (call, callback) => {
        const { request } = call;
        const raw = {
          aliasTypes: request.getAliasesList().map((alias) => alias.getSpec()?.getType() ?? ""),
          deletedWith: request.getDeletedwith(),
          deleteTimeout: request.getCustomtimeouts()?.getDelete() ?? "",
        };
        request.setDeletedwith("");
        keepProviderReferences(request.getInputs());
        return rawRequest.run(raw, () => construct.call(implementation, call, callback));
      };
      // On the instance: the server's methods are on its prototype.
      Object.defineProperty(implementation, "construct", {
        value: kept as unknown as UntypedHandleCall,
        enumerable: true,
      });
    }
    return addService.call(this, service, implementation);
  };
};

/** The options as the consumer gave them. */
export const repaired = (options: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions => {
  const raw = rawRequest.getStore();
  if (raw === undefined) return options;
  const aliases = options.aliases as (string | pulumi.Alias)[] | undefined;
  const { create, update } = options.customTimeouts ?? {};
  const timeouts = {
    ...(create && { create }),
    ...(update && { update }),
    ...(raw.deleteTimeout && { delete: raw.deleteTimeout }),
  };
  return {
    ...options,
    ...(aliases && {
      aliases: aliases.map((alias, index) => {
        const type = raw.aliasTypes[index];
        return typeof alias === "string" || !type ? alias : { ...alias, type };
      }),
    }),
    ...(raw.deletedWith !== "" && { deletedWith: new DependencyResource(raw.deletedWith) }),
    customTimeouts: timeouts,
  };
};
