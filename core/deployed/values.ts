import { parsedJson } from "../event/record.ts";
import { isObject } from "../object.ts";
import { NotKnown } from "./resource.ts";

/** What the engine writes for a value that only the deployment knows. https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key by which the engine marks what is no plain value, and what it has there for a secret. https://www.pulumi.com/docs/iac/concepts/secrets */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

const notYet = new NotKnown("only the deployment knows it");
const encrypted = new NotKnown("it is a secret, which the file has encrypted");
const hidden = new NotKnown("it is a secret, which a preview does not show");

const special = (value: Readonly<Record<string, unknown>>): unknown => {
  if (value[signature] !== secret) return new NotKnown("it is a file, an archive or a reference");
  return typeof value.plaintext === "string" ? knownValue(parsedJson(value.plaintext)) : encrypted;
};

/** A value of a state or a preview: what is not in it is a `NotKnown`, wherever it stands. */
export const knownValue = (value: unknown): unknown => {
  if (value === unknownText) return notYet;
  if (value === "[secret]") return hidden;
  if (Array.isArray(value)) return value.map(knownValue);
  if (!isObject(value)) return value;
  if (signature in value) return special(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, knownValue(part)]));
};
