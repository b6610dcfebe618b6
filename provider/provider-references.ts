import type { Struct, Value } from "google-protobuf/google/protobuf/struct_pb.js";

// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const signatureKey = "4dabf18193072939515e22adb298388d";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** What stands for an id that is not known yet, also in references to providers. */
const unknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const textOf = (fields: Struct, key: string): string => fields.getFieldsMap().get(key)?.getStringValue() ?? "";

const isProvider = (fields: Struct): boolean =>
  textOf(fields, signatureKey) === resourceSignature && textOf(fields, "urn").includes("::pulumi:providers:");

/**
 * An argument that is a provider arrives as a reference to a resource, of which the Node SDK would keep the id alone. It
 * becomes the text by which the engine knows providers, `urn::id`, in place.
 */
export const keepProviderReferences = (inputs: Struct | undefined): void => {
  inputs?.getFieldsMap().forEach(keepIn);
};

const keepIn = (value: Value): void => {
  for (const item of value.getListValue()?.getValuesList() ?? []) keepIn(item);
  const fields = value.getStructValue();
  if (fields === undefined || !isProvider(fields)) {
    keepProviderReferences(fields);
    return;
  }
  value.clearStructValue();
  value.setStringValue(`${textOf(fields, "urn")}::${textOf(fields, "id") || unknownId}`);
};
