import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { checkConfig, configure, diffConfig, mergeConfig } from "./configuration.ts";
import { check, diff } from "./inputs.ts";
import { create, invoke, read, remove, update } from "./operations.ts";
import { statusOf } from "./refusal.ts";
import type { Cloud } from "./resource.ts";
import { schemaOf } from "./schema.ts";
import { busyEvery, type Session } from "./session.ts";
import { failEvery, storeFolder } from "./settings.ts";
import { type Shapes, shapes as sdkShapes } from "./shapes.ts";
import { openStore } from "./store.ts";

/** Above every release: the engine warns of a plugin that is older than the SDK of the program. */
const version = "999.0.0";
// As the Node SDK's own server: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/settings.ts
const maxMessageBytes = 1024 * 1024 * 400;

export interface ServeOptions {
  folder?: string;
  shapes?: Shapes;
  failEvery?: number;
}

/** Serves a cloud's provider on loopback, and prints its port as the engine expects it. */
export async function serve(cloud: Cloud, options: ServeOptions = {}): Promise<{ port: number; stop: () => void }> {
  const session: Session = {
    cloud,
    types: new Map(cloud.types.map((type) => [type.token, type])),
    shapes: options.shapes ?? sdkShapes,
    store: openStore(options.folder ?? storeFolder(), cloud.name),
    config: mergeConfig(cloud, {}),
    isBusy: busyEvery(options.failEvery ?? failEvery()),
  };
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(services.ResourceProviderService, handlers(session));
  const port = await new Promise<number>((resolve, reject) => {
    const done = (error: Error | null, bound: number) => (error ? reject(error) : resolve(bound));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), done);
  });
  process.stdout.write(`${port}\n`);
  return { port, stop: () => server.forceShutdown() };
}

/** The methods that are left out answer UNIMPLEMENTED by themselves. */
function handlers(session: Session) {
  return {
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
    getSchema: unary(() => new proto.GetSchemaResponse().setSchema(JSON.stringify(schemaOf(session, version)))),
    checkConfig: unary((request: proto.CheckRequest) => checkConfig(session, request)),
    diffConfig: unary(diffConfig),
    configure: unary((request: proto.ConfigureRequest) => configure(session, request)),
    check: unary((request: proto.CheckRequest) => check(session, request)),
    diff: unary((request: proto.DiffRequest) => diff(session, request)),
    create: unary((request: proto.CreateRequest) => create(session, request)),
    read: unary((request: proto.ReadRequest) => read(session, request)),
    update: unary((request: proto.UpdateRequest) => update(session, request)),
    delete: unary((request: proto.DeleteRequest) => remove(session, request)),
    invoke: unary((request: proto.InvokeRequest) => invoke(session, request)),
    cancel: unary(() => new empty.Empty()),
  };
}

/** Every handler is synchronous: no other call of the engine comes between a rule's look and the write. */
function unary<Request, Response>(handle: (request: Request) => Response): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    let response: Response;
    try {
      response = handle(call.request);
    } catch (error) {
      callback(statusOf(error));
      return;
    }
    callback(null, response);
  };
}
