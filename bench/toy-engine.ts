import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import monitorServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resources from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { answer, create } from "../tests/components/mock-clouds.ts";

/** An engine that deploys nothing and answers at once, so that what is measured is the plugin. */
export interface ToyEngine {
  address: string;
  /** How many resources were registered since it was last asked. */
  registered(): number;
  stop(): void;
}

export async function serveToyEngine(): Promise<ToyEngine> {
  let registered = 0;
  const server = new Server();
  server.addService(monitorServices.ResourceMonitorService as never, monitor(() => (registered += 1)) as never);
  server.addService(engineServices.EngineService as never, { log: unary(nothing) } as never);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    address: `127.0.0.1:${port}`,
    registered: () => {
      const count = registered;
      registered = 0;
      return count;
    },
    stop: () => server.forceShutdown(),
  };
}

type Done<Response> = (error: Error | null, response?: Response) => void;

const unary =
  <Request, Response>(handle: (request: Request) => Response) =>
  ({ request }: { request: Request }, done: Done<Response>): void => {
    try {
      done(null, handle(request));
    } catch (error) {
      done(error as Error);
    }
  };

const nothing = () => new empty.Empty();

// A monitor without getDeploymentInfo is asked for each feature.
const monitor = (count: () => void): UntypedServiceImplementation => ({
  supportsFeature: unary(() => new resources.SupportsFeatureResponse().setHassupport(true)) as never,
  registerResource: unary((request: resources.RegisterResourceRequest) => {
    count();
    return register(request);
  }) as never,
  registerResourceOutputs: unary(nothing) as never,
  registerResourceHook: unary(nothing) as never,
  registerErrorHook: unary(nothing) as never,
  invoke: unary(invoke) as never,
});

function register(request: resources.RegisterResourceRequest): resources.RegisterResourceResponse {
  const [type, name] = [request.getType(), request.getName()];
  const inputs = request.getObject()?.toJavaScript() ?? {};
  const { id, state } = create({ type, name, inputs, custom: request.getCustom() });
  return new resources.RegisterResourceResponse()
    .setUrn(`urn:pulumi:dev::bench::${type}::${name}`)
    .setId(id ?? "")
    .setObject(structOf(state));
}

function invoke(request: resources.ResourceInvokeRequest): resources.ResourceInvokeResponse {
  const inputs = request.getArgs()?.toJavaScript() ?? {};
  const answered = answer({ token: request.getTok(), inputs });
  return new resources.ResourceInvokeResponse().setReturn(structOf(answered));
}

/** Through JSON, which drops what is undefined. */
const structOf = (value: object): struct.Struct => struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(value)));
