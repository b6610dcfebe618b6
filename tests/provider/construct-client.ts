import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import providerServices from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type proto from "@pulumi/pulumi/proto/provider_pb.js";
import monitorServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import monitorProto from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A monitor that accepts every resource and keeps what it was told of it. */
const serveMonitor = async () => {
  const registered: monitorProto.RegisterResourceRequest[] = [];
  const server = new Server();
  // A monitor without getDeploymentInfo is asked for each feature.
  server.addService(monitorServices.ResourceMonitorService as never, {
    supportsFeature: (_: unknown, done: (error: null, response: monitorProto.SupportsFeatureResponse) => void) =>
      done(null, new monitorProto.SupportsFeatureResponse().setHassupport(true)),
    registerResource: (
      { request }: { request: monitorProto.RegisterResourceRequest },
      done: (error: null, response: monitorProto.RegisterResourceResponse) => void,
    ) => {
      registered.push(request);
      const urn = `urn:pulumi:dev::project::${request.getType()}::${request.getName()}`;
      done(null, new monitorProto.RegisterResourceResponse().setUrn(urn));
    },
    registerResourceOutputs: (_: unknown, done: (error: null, response: empty.Empty) => void) =>
      done(null, new empty.Empty()),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { registered, endpoint: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
};

/** The toy provider in a process of its own, once it has printed its port. It ends with the test's process at the latest. */
const startToy = async (fixed: boolean): Promise<{ toy: ChildProcess; port: string }> => {
  const nobody = "127.0.0.1:1";
  const script = `${root}tests/provider/toy-provider.ts`;
  const toy = spawn(`${root}node_modules/.bin/node`, [script, nobody, ...(fixed ? ["--fixed"] : [])], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => toy.kill());
  let complaint = "";
  toy.stderr.on("data", (data: Buffer) => {
    complaint += data.toString();
  });
  const port = await Promise.race([
    once(toy.stdout, "data").then(([data]) => String(data).trim()),
    once(toy, "exit").then(() => Promise.reject(new Error(`the toy provider did not start: ${complaint}`))),
  ]);
  return { toy, port };
};

export interface Toy {
  /** What the engine is told when the provider constructs the component from this request. */
  construct(request: proto.ConstructRequest, name?: string): Promise<monitorProto.RegisterResourceRequest>;
  stop(): Promise<void>;
}

export const serveToy = async (fixed: boolean): Promise<Toy> => {
  const monitor = await serveMonitor();
  const { toy, port } = await startToy(fixed);
  const client = new providerServices.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    construct: async (request, name = "mine") => {
      request
        .setProject("project")
        .setStack("dev")
        .setName(name)
        .setType("toy:index:Toy")
        .setInputs(new struct.Struct())
        .setParallel(4)
        .setMonitorendpoint(monitor.endpoint);
      await new Promise<void>((resolve, reject) =>
        client.construct(request, (error: ServiceError | null) => (error ? reject(error) : resolve())),
      );
      const told = monitor.registered.filter((one) => one.getName() === name);
      if (told.length !== 1) throw new Error(`${told.length} resources named ${name} were registered, not one`);
      monitor.registered.splice(monitor.registered.indexOf(told[0]!), 1);
      return told[0]!;
    },
    stop: async () => {
      client.close();
      monitor.stop();
      const ended = once(toy, "exit");
      toy.kill();
      await ended;
    },
  };
};
