import { createHash, randomBytes } from "node:crypto";
import { type handleUnaryCall, Server, ServerCredentials, status } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { compareInputs, defaultsKey, isDefault, withoutNotes } from "./diff.ts";
import type { Autoname, Call, Cloud, CloudError, Json, Properties, ProviderConfig, ResourceType } from "./resource.ts";
import { checkProperties, type Failure, isUnknown, type Shapes, shapes as sdkShapes } from "./shapes.ts";
import { openStore, StoreError, storeFolder, type WritableStore } from "./store.ts";

/** Above every release: the engine warns of a plugin that is older than the SDK of the program. */
const version = "999.0.0";
// As the Node SDK's own server: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/settings.ts
const maxMessageBytes = 1024 * 1024 * 400;
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export interface ServeOptions {
  folder?: string;
  shapes?: Shapes;
}

interface Session {
  cloud: Cloud;
  types: ReadonlyMap<string, ResourceType>;
  shapes: Shapes;
  store: WritableStore;
  config: ProviderConfig;
}

/** An answer of the cloud or the provider that the user must see; the code says if the engine may go on. */
class Refusal extends Error {
  readonly code: status;
  constructor(message: string, code: status = status.FAILED_PRECONDITION) {
    super(message);
    this.code = code;
  }
}

/** Serves a cloud's provider on loopback, and prints its port as the engine expects it. */
export async function serve(cloud: Cloud, options: ServeOptions = {}): Promise<{ port: number; stop: () => void }> {
  const session: Session = {
    cloud,
    types: new Map(cloud.types.map((type) => [type.token, type])),
    shapes: options.shapes ?? sdkShapes,
    store: openStore(options.folder ?? storeFolder(), cloud.name),
    config: mergeConfig(cloud, {}),
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
    getSchema: unary(() =>
      new proto.GetSchemaResponse().setSchema(JSON.stringify({ name: session.cloud.name, version })),
    ),
    checkConfig: unary((request: proto.CheckRequest) => checkConfig(session, request)),
    diffConfig: unary(() => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE)),
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

function statusOf(error: unknown): { code: status; details: string } {
  if (error instanceof Refusal) return { code: error.code, details: error.message };
  if (error instanceof StoreError) return { code: status.FAILED_PRECONDITION, details: error.message };
  return { code: status.INTERNAL, details: `bug in the sandbox: ${messageOf(error)}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Configuration.

function mergeConfig(cloud: Cloud, given: Properties): ProviderConfig {
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

function checkConfig({ cloud }: Session, request: proto.CheckRequest): proto.CheckResponse {
  const news = request.getNews();
  const missing = missingConfig(cloud, mergeConfig(cloud, readStruct(news)));
  return new proto.CheckResponse().setInputs(news).setFailuresList(
    // Without a property the engine prints the message as the provider's own, and no value.
    missing.map((reason) => failureMessage({ property: "", reason })),
  );
}

function configure(session: Session, request: proto.ConfigureRequest): proto.ConfigureResponse {
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

// Inputs.

function check(session: Session, request: proto.CheckRequest): proto.CheckResponse {
  const type = typeOf(session, request);
  const shape = session.shapes[type.token];
  if (!shape) throw new Error(`no shape of ${type.token}; add its file to generate-shapes.ts`);
  const given = readStruct(request.getNews());
  const named = withName(type, request, withoutNotes(given));
  const inputs = writeStruct(named.inputs);
  const failures = [...checkProperties(shape, given), ...named.failures];
  return new proto.CheckResponse().setInputs(inputs).setFailuresList(failures.map(failureMessage));
}

function withName(type: ResourceType, request: proto.CheckRequest, inputs: Properties) {
  const { autoname } = type;
  const unchanged = { inputs, failures: [] as Failure[] };
  if (!autoname || inputs[autoname.property] !== undefined) return unchanged;
  const { property } = autoname;
  const olds = readStruct(request.getOlds());
  const old = olds[property];
  if (typeof old === "string" && !isUnknown(old))
    return {
      ...unchanged,
      inputs: { ...inputs, [property]: old, ...(isDefault(olds, property) && noteDefault(property)) },
    };
  const name = makeName(autoname, request);
  if (name === undefined)
    return { inputs, failures: [{ property, reason: `automatic naming is disabled: set '${property}'` }] };
  return { ...unchanged, inputs: { ...inputs, [property]: name, ...noteDefault(property) } };
}

function noteDefault(property: string): Properties {
  return { [defaultsKey]: [property] };
}

/** https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration */
function makeName({ form, maxLength }: Autoname, request: proto.CheckRequest): string | undefined {
  const { Mode } = proto.CheckRequest.AutonamingOptions;
  const wanted = request.getAutonaming();
  if (wanted?.getMode() === Mode.DISABLE) return undefined;
  if (wanted?.getMode() === Mode.ENFORCE) return wanted.getProposedName();
  const longest = maxLength || Number.POSITIVE_INFINITY;
  if (wanted?.getProposedName()) return wanted.getProposedName().slice(0, longest);
  const hex = randomHex(request.getRandomseed_asU8());
  if (form === "uuid") return uuidOf(hex);
  const suffix = form === "8-hex" ? hex.slice(0, 8) : `-${hex.slice(0, 7)}`;
  return nameOf(request.getUrn()).slice(0, longest - suffix.length) + suffix;
}

/** An update that follows a saved plan brings the seed of the preview, so that the name is the same. */
function randomHex(seed: Uint8Array): string {
  return createHash("sha256")
    .update(seed.length > 0 ? seed : randomBytes(32))
    .digest("hex");
}

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function diff(session: Session, request: proto.DiffRequest): proto.DiffResponse {
  const { changes, deleteBeforeReplace } = compareInputs(
    typeOf(session, request),
    readStruct(request.getOldInputs() ?? request.getOlds()),
    readStruct(request.getNews()),
  );
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changes.map(({ property }) => property))
    .setReplacesList(changes.filter(({ replaces }) => replaces).map(({ property }) => property))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { property, kind, replaces } of changes) {
    const detail = proto.PropertyDiff.Kind[replaces ? (`${kind}_REPLACE` as const) : kind];
    response.getDetaileddiffMap().set(property, new proto.PropertyDiff().setKind(detail).setInputdiff(true));
  }
  return response;
}

// Calls of the cloud.

function create(session: Session, request: proto.CreateRequest): proto.CreateResponse {
  const type = typeOf(session, request);
  const inputs = readStruct(request.getProperties());
  const call = callOf(session, "create", type, inputs);
  const what = `creating ${type.token} (${nameOf(request.getUrn())})`;
  refuseAll(what, refusals(type, call));
  const id = ofType(type, "id", () => type.id(call.inputs, session.config, session.store));
  const outputs = outputsOf(session, type, call.inputs, id);
  const created = { token: type.token, id, inputs, outputs };
  if (type.adopts) session.store.put(created);
  else if (!session.store.add(created)) refuseAll(what, [{ name: type.conflict, message: `${id} already exists` }]);
  return new proto.CreateResponse().setId(id).setProperties(writeStruct(outputs));
}

function update(session: Session, request: proto.UpdateRequest): proto.UpdateResponse {
  const type = typeOf(session, request);
  const id = request.getId();
  const inputs = readStruct(request.getNews());
  const call = callOf(session, "update", type, inputs, id);
  const what = `updating ${type.token} (${nameOf(request.getUrn())})`;
  if (!call.existing) throw new Refusal(`${what}: NotFound: ${id} doesn't exist`, status.NOT_FOUND);
  refuseAll(what, refusals(type, call));
  const outputs = outputsOf(session, type, call.inputs, id);
  session.store.put({ token: type.token, id, inputs, outputs });
  return new proto.UpdateResponse().setProperties(writeStruct(outputs));
}

function remove(session: Session, request: proto.DeleteRequest): empty.Empty {
  const type = typeOf(session, request);
  const existing = session.store.get(type.token, request.getId());
  if (!existing) return new empty.Empty();
  const call = callOf(session, "delete", type, existing.inputs, existing.id);
  refuseAll(`deleting ${type.token} (${nameOf(request.getUrn())})`, refusals(type, call));
  const left = ofType(type, "onDelete", () => type.onDelete?.(call) ?? "remove");
  if (left === "remove") session.store.remove(existing.token, existing.id);
  if (left === "tombstone") session.store.tombstone(existing);
  return new empty.Empty();
}

function read(session: Session, request: proto.ReadRequest): proto.ReadResponse {
  const existing = session.store.get(typeOf(session, request).token, request.getId());
  if (!existing) return new proto.ReadResponse();
  return new proto.ReadResponse()
    .setId(existing.id)
    .setInputs(writeStruct(existing.inputs))
    .setProperties(writeStruct(existing.outputs));
}

function invoke({ cloud, config, store }: Session, request: proto.InvokeRequest): proto.InvokeResponse {
  const token = request.getTok();
  const run = Object.hasOwn(cloud.invokes, token) ? cloud.invokes[token] : undefined;
  if (!run) throw new Refusal(`unknown function ${token}`, status.INVALID_ARGUMENT);
  try {
    return new proto.InvokeResponse().setReturn(writeStruct(run(readStruct(request.getArgs()), config, store)));
  } catch (error) {
    throw error instanceof StoreError ? error : new Refusal(`invoking ${token}: ${messageOf(error)}`);
  }
}

function callOf(session: Session, verb: Call["verb"], type: ResourceType, inputs: Properties, id?: string): Call {
  const { store, config } = session;
  const existing = id === undefined ? undefined : store.get(type.token, id);
  return { verb, token: type.token, inputs: withoutNotes(inputs), store, config, ...(existing && { existing }) };
}

function refusals(type: ResourceType, call: Call): CloudError[] {
  return type.rules
    .filter((rule) => rule.on.includes(call.verb))
    .map((rule) => guarded(`rule ${rule.id}`, () => rule.refuse(call)))
    .filter((refusal) => refusal !== undefined);
}

function refuseAll(what: string, refused: readonly CloudError[]): void {
  if (refused.length === 0) return;
  throw new Refusal(`${what}: ${refused.map(({ name, message }) => `${name}: ${message}`).join("\n")}`);
}

function outputsOf({ config, store }: Session, type: ResourceType, inputs: Properties, id: string): Properties {
  return { ...inputs, ...ofType(type, "outputs", () => type.outputs(inputs, config, store, id)) };
}

function ofType<T>({ token }: ResourceType, part: "id" | "outputs" | "onDelete", compute: () => T): T {
  return guarded(`${part} of ${token}`, compute);
}

function guarded<T>(where: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new Refusal(`bug in the sandbox's ${where}: ${messageOf(error)}`, status.INTERNAL);
  }
}

// The protocol's values.

interface Addressed {
  getUrn(): string;
  getType(): string;
}

/** `urn:pulumi:stack::project::parent$type::name`; older engines send the type in it alone. */
function typeOf({ types }: Session, request: Addressed): ResourceType {
  const token = request.getType() || (request.getUrn().split("::")[2]?.split("$").pop() ?? "");
  const type = types.get(token);
  if (!type) throw new Refusal(`unknown resource type ${token}`, status.INVALID_ARGUMENT);
  return type;
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function failureMessage({ property, reason }: Failure): proto.CheckFailure {
  return new proto.CheckFailure().setProperty(property).setReason(reason);
}

/** Plain JSON: secrets unwrapped, and no nulls, which mean absence to every provider. */
function readStruct(message: struct.Struct | undefined): Properties {
  const entries: [string, Json][] = [];
  message?.getFieldsMap().forEach((value, key) => {
    const read = readValue(value);
    if (read !== null) entries.push([key, read]);
  });
  return Object.fromEntries(entries);
}

function readValue(value: struct.Value): Json {
  if (value.hasListValue()) return value.getListValue()!.getValuesList().map(readValue);
  if (!value.hasStructValue()) return value.toJavaScript() as Json;
  const read = readStruct(value.getStructValue());
  return read[signatureKey] === secretSignature ? (read.value ?? null) : read;
}

/** Through JSON, which drops what a rule or a type left undefined. */
function writeStruct(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}
