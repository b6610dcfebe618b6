import { status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { withoutNotes } from "./diff.ts";
import { guarded, messageOf, Refusal } from "./refusal.ts";
import type { Call, CloudError, Properties, ResourceType, Stored } from "./resource.ts";
import { type Session, typeOf } from "./session.ts";
import { StoreError } from "./stored-file.ts";
import { nameOf, readStruct, tokenOf, writeStruct } from "./wire.ts";

export function create(session: Session, request: proto.CreateRequest): proto.CreateResponse {
  const type = typeOf(session, tokenOf(request));
  const inputs = readStruct(request.getProperties());
  const call = callOf(session, "create", type, inputs);
  const what = `creating ${type.token} (${nameOf(request.getUrn())})`;
  if (session.isBusy()) refuseAll(what, [session.cloud.busy]);
  refuseAll(what, refusals(type, call));
  const id = ofType(type, "id", () => type.id(call.inputs, call.config, call.store));
  const outputs = outputsOf(type, call, id);
  const created = { token: type.token, id, inputs, outputs, createdAt: Date.now() };
  if (type.adopts) session.store.put(created);
  else if (!session.store.add(created)) refuseAll(what, [{ name: type.conflict, message: `${id} already exists` }]);
  return new proto.CreateResponse().setId(id).setProperties(writeStruct(outputs));
}

export function update(session: Session, request: proto.UpdateRequest): proto.UpdateResponse {
  const type = typeOf(session, tokenOf(request));
  const id = request.getId();
  const inputs = readStruct(request.getNews());
  const call = callOf(session, "update", type, inputs, id);
  const what = `updating ${type.token} (${nameOf(request.getUrn())})`;
  if (!call.existing) throw new Refusal(`${what}: NotFound: ${id} doesn't exist`, status.NOT_FOUND);
  refuseAll(what, refusals(type, call));
  const outputs = outputsOf(type, call, id);
  session.store.put({ ...call.existing, inputs, outputs });
  return new proto.UpdateResponse().setProperties(writeStruct(outputs));
}

export function remove(session: Session, request: proto.DeleteRequest): empty.Empty {
  const type = typeOf(session, tokenOf(request));
  const existing = session.store.get(type.token, request.getId());
  if (!existing) return new empty.Empty();
  const call = callOf(session, "delete", type, existing.inputs, existing.id);
  refuseAll(`deleting ${type.token} (${nameOf(request.getUrn())})`, refusals(type, call));
  const cascade = ofType(type, "cascade", () => type.cascade?.(call) ?? []);
  // First what goes with it: a process that ends between the two leaves a deletion that can be repeated.
  for (const { token, id } of cascade) {
    const gone = session.store.get(token, id);
    if (gone) leave(session, gone, whatIsLeft(session, gone) === "tombstone" ? "tombstone" : "remove");
  }
  leave(session, existing, whatIsLeft(session, existing));
  return new empty.Empty();
}

function whatIsLeft(session: Session, existing: Stored) {
  const type = typeOf(session, existing.token);
  const call = callOf(session, "delete", type, existing.inputs, existing.id);
  return ofType(type, "onDelete", () => type.onDelete?.(call) ?? "remove");
}

function leave({ store }: Session, existing: Stored, left: ReturnType<typeof whatIsLeft>): void {
  if (left === "remove") store.remove(existing.token, existing.id);
  if (left === "tombstone") store.tombstone(existing);
}

export function read(session: Session, request: proto.ReadRequest): proto.ReadResponse {
  const existing = session.store.get(typeOf(session, tokenOf(request)).token, request.getId());
  if (!existing) return new proto.ReadResponse();
  return new proto.ReadResponse()
    .setId(existing.id)
    .setInputs(writeStruct(existing.inputs))
    .setProperties(writeStruct(existing.outputs));
}

export function invoke({ cloud, config, store }: Session, request: proto.InvokeRequest): proto.InvokeResponse {
  const token = request.getTok();
  const run = Object.hasOwn(cloud.invokes, token) ? cloud.invokes[token] : undefined;
  if (!run) throw new Refusal(`unknown function ${token}`, status.INVALID_ARGUMENT);
  try {
    return new proto.InvokeResponse().setReturn(writeStruct(run(readStruct(request.getArgs()), config, store.look())));
  } catch (error) {
    throw error instanceof StoreError ? error : new Refusal(`invoking ${token}: ${messageOf(error)}`);
  }
}

/** All that a call sees of the store is what it was when the call began. */
function callOf(session: Session, verb: Call["verb"], type: ResourceType, inputs: Properties, id?: string): Call {
  const store = session.store.look();
  const existing = id === undefined ? undefined : store.get(type.token, id);
  const { config } = session;
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

function outputsOf(type: ResourceType, { inputs, config, store }: Call, id: string): Properties {
  return { ...inputs, ...ofType(type, "outputs", () => type.outputs(inputs, config, store, id)) };
}

function ofType<T>({ token }: ResourceType, part: "id" | "outputs" | "onDelete" | "cascade", compute: () => T): T {
  return guarded(`${part} of ${token}`, compute);
}
