import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Json, Properties } from "./resource.ts";

// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

interface Addressed {
  getUrn(): string;
  getType(): string;
}

/** `urn:pulumi:stack::project::parent$type::name`; older engines send the type in it alone. */
export function tokenOf(request: Addressed): string {
  return request.getType() || (request.getUrn().split("::")[2]?.split("$").pop() ?? "");
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Plain JSON: secrets unwrapped, and no nulls, which mean absence to every provider. */
export function readStruct(message: struct.Struct | undefined): Properties {
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
export function writeStruct(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}
