import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { makeName, type NameRequest } from "./autoname.ts";
import { compareInputs, defaultsKey, isDefault, withoutNotes } from "./diff.ts";
import type { Properties, ResourceType } from "./resource.ts";
import { type Session, typeOf } from "./session.ts";
import { checkProperties, type Failure, isUnknown } from "./shapes.ts";
import { nameOf, readStruct, tokenOf, writeStruct } from "./wire.ts";

interface Named {
  inputs: Properties;
  failures: readonly Failure[];
}

/** Whether the inputs have the form that the provider takes, and the name that it makes where they have none. */
export function check(session: Session, request: proto.CheckRequest): proto.CheckResponse {
  const type = typeOf(session, tokenOf(request));
  const shape = session.shapes[type.token];
  if (!shape) throw new Error(`no shape of ${type.token}; add its file to generate-shapes.ts`);
  const given = readStruct(request.getNews());
  const named = withName(type, request, withoutNotes(given));
  const failures = [...checkProperties(shape, given), ...named.failures].map(({ property, reason }) =>
    new proto.CheckFailure().setProperty(property).setReason(reason),
  );
  return new proto.CheckResponse().setInputs(writeStruct(named.inputs)).setFailuresList(failures);
}

function withName(type: ResourceType, request: proto.CheckRequest, inputs: Properties): Named {
  const { autoname } = type;
  if (!autoname || inputs[autoname.property] !== undefined) return { inputs, failures: [] };
  const { property } = autoname;
  const olds = readStruct(request.getOlds());
  const old = olds[property];
  if (typeof old === "string" && !isUnknown(old)) {
    const notes = isDefault(olds, property) ? noteDefault(property) : {};
    return { inputs: { ...inputs, [property]: old, ...notes }, failures: [] };
  }
  const made = makeName(autoname, nameRequest(type, request));
  if ("reason" in made) return { inputs, failures: [{ property, reason: made.reason }] };
  return { inputs: { ...inputs, [property]: made.name, ...noteDefault(property) }, failures: [] };
}

function noteDefault(property: string): Properties {
  return { [defaultsKey]: [property] };
}

function nameRequest({ token }: ResourceType, request: proto.CheckRequest): NameRequest {
  const { Mode } = proto.CheckRequest.AutonamingOptions;
  const modes = { [Mode.PROPOSE]: "propose", [Mode.ENFORCE]: "enforce", [Mode.DISABLE]: "disable" } as const;
  const wanted = request.getAutonaming();
  return {
    token,
    urnName: nameOf(request.getUrn()),
    seed: request.getRandomseed_asU8(),
    mode: modes[wanted?.getMode() ?? Mode.PROPOSE],
    proposed: wanted?.getProposedName() ?? "",
  };
}

export function diff(session: Session, request: proto.DiffRequest): proto.DiffResponse {
  const { changes, deleteBeforeReplace } = compareInputs(
    typeOf(session, tokenOf(request)),
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
