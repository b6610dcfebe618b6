import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import type empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { afterEach, beforeEach, vi } from "vitest";
import type { Cloud } from "../../sandbox/resource.ts";
import { serve } from "../../sandbox/server.ts";
import type { Shapes } from "../../sandbox/shapes.ts";

type Client = InstanceType<typeof services.ResourceProviderClient>;
type Method<Request, Response> = (
  request: Request,
  done: (error: ServiceError | null, response: Response) => void,
) => unknown;

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});
export const urn = (token: string, name = "mine") =>
  `urn:pulumi:dev::project::auditlog:index:AuditLog$${token}::${name}`;
export const toStruct = (value: object) => struct.Struct.fromJavaScript(value as never);
export const refusal = (details: string, code = status.FAILED_PRECONDITION) => ({ code, details });

/** The provider protocol as the engine speaks it, in a few words; each test has a server and a folder of its own. */
export class ProviderClient {
  folder = "";
  port = 0;
  printed: string[] = [];
  client!: Client;

  send<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
      method.call(this.client, request, (error, response) => (error ? reject(error) : resolve(response)));
    });
  }

  configure(args: object) {
    const request = new proto.ConfigureRequest().setArgs(toStruct(args));
    return this.send<proto.ConfigureRequest, proto.ConfigureResponse>(this.client.configure, request);
  }

  async check(token: string, news: object, change = (request: proto.CheckRequest) => request) {
    const request = new proto.CheckRequest().setUrn(urn(token)).setNews(toStruct(news)).setOlds(toStruct({}));
    const response = await this.send<proto.CheckRequest, proto.CheckResponse>(this.client.check, change(request));
    return {
      inputs: response.getInputs()?.toJavaScript(),
      failures: response.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`),
    };
  }

  async diff(token: string, olds: object, news: object) {
    const request = new proto.DiffRequest().setUrn(urn(token)).setId("a");
    request
      .setOldInputs(toStruct(olds))
      .setOlds(toStruct({ unlike: 1 }))
      .setNews(toStruct(news));
    const response = await this.send<proto.DiffRequest, proto.DiffResponse>(this.client.diff, request);
    const detailed: Record<string, number> = {};
    response.getDetaileddiffMap().forEach((one, property) => {
      detailed[property] = one.getKind();
    });
    return {
      changes: response.getChanges(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed,
    };
  }

  async create(token: string, inputs: object) {
    const request = new proto.CreateRequest().setUrn(urn(token)).setProperties(toStruct(inputs));
    const response = await this.send<proto.CreateRequest, proto.CreateResponse>(this.client.create, request);
    return { id: response.getId(), outputs: response.getProperties()?.toJavaScript() };
  }

  async update(token: string, id: string, news: object) {
    const request = new proto.UpdateRequest().setUrn(urn(token)).setId(id).setNews(toStruct(news));
    const response = await this.send<proto.UpdateRequest, proto.UpdateResponse>(this.client.update, request);
    return response.getProperties()?.toJavaScript();
  }

  remove(token: string, id: string) {
    const request = new proto.DeleteRequest().setUrn(urn(token)).setId(id);
    return this.send<proto.DeleteRequest, empty.Empty>(this.client.delete, request);
  }

  async read(token: string, id: string) {
    const request = new proto.ReadRequest().setUrn(urn(token)).setId(id).setProperties(toStruct({}));
    const response = await this.send<proto.ReadRequest, proto.ReadResponse>(this.client.read, request);
    return {
      id: response.getId(),
      inputs: response.getInputs()?.toJavaScript(),
      outputs: response.getProperties()?.toJavaScript(),
    };
  }

  async invoke(token: string, args: object) {
    const request = new proto.InvokeRequest().setTok(token).setArgs(toStruct(args));
    const response = await this.send<proto.InvokeRequest, proto.InvokeResponse>(this.client.invoke, request);
    return response.getReturn()?.toJavaScript();
  }
}

/** Serves the cloud to each test of the file. */
export function serveEach(
  cloud: Cloud,
  options: { config: object; shapes?: Shapes; failEvery?: number },
): ProviderClient {
  const provider = new ProviderClient();
  let stop: () => void;
  beforeEach(async () => {
    provider.folder = mkdtempSync(join(tmpdir(), "auditlog-server-"));
    provider.printed = [];
    const write = vi
      .spyOn(process.stdout, "write")
      .mockImplementation((text) => provider.printed.push(String(text)) > 0);
    const { config: _, ...rest } = options;
    const server = await serve(cloud, { folder: provider.folder, ...rest });
    write.mockRestore();
    stop = server.stop;
    provider.port = server.port;
    provider.client = new services.ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
    await provider.configure(options.config);
  });
  afterEach(() => {
    provider.client.close();
    stop();
    rmSync(provider.folder, { recursive: true, force: true });
  });
  return provider;
}
