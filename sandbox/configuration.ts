import { isDeepStrictEqual } from "node:util";
import { status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Refusal } from "./refusal.ts";
import type { Cloud, Properties, ProviderConfig } from "./resource.ts";
import type { Session } from "./session.ts";
import { readStruct } from "./wire.ts";

/** The provider's configuration over the sandbox's defaults. */
export function mergeConfig(cloud: Cloud, given: Properties): ProviderConfig {
  const config: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...cloud.config, ...given })) {
    if (value !== undefined && value !== "") config[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return config;
}

function missingConfig(cloud: Cloud, config: ProviderConfig): string[] {
  return Object.entries(cloud.requiredConfig ?? {})
    .filter(([key]) => !Object.hasOwn(config, key))
    .map(([, message]) => message);
}

export function checkConfig({ cloud }: Session, request: proto.CheckRequest): proto.CheckResponse {
  const news = request.getNews();
  const missing = missingConfig(cloud, mergeConfig(cloud, readStruct(news)));
  return new proto.CheckResponse().setInputs(news).setFailuresList(
    // Without a property the engine prints the message as the provider's own, and no value.
    missing.map((reason) => new proto.CheckFailure().setReason(reason)),
  );
}

/** Without a difference the engine would go on with the configuration of the last deployment. None replaces resources. */
export function diffConfig(request: proto.DiffRequest): proto.DiffResponse {
  const same = isDeepStrictEqual(readStruct(request.getOldInputs()), readStruct(request.getNews()));
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
}

export function configure(session: Session, request: proto.ConfigureRequest): proto.ConfigureResponse {
  const { cloud } = session;
  const prefix = `${cloud.name}:config:`;
  const variables: Properties = {};
  request.getVariablesMap().forEach((value, key) => {
    if (key.startsWith(prefix)) variables[key.slice(prefix.length)] = value;
  });
  session.config = mergeConfig(cloud, { ...variables, ...readStruct(request.getArgs()) });
  const missing = missingConfig(cloud, session.config);
  if (missing.length > 0) throw new Refusal(missing.join("\n"), status.INVALID_ARGUMENT);
  return new proto.ConfigureResponse().setSupportsAutonamingConfiguration(true);
}
