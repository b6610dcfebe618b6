import fc from "fast-check";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { beforeAll, describe, expect, it } from "vitest";
import { bundled } from "./bundled.ts";

type Struct = typeof struct.Struct;

let Bundled: Struct;
beforeAll(async () => {
  ({ Struct: Bundled } = await bundled<{ Struct: Struct }>(
    'import struct from "google-protobuf/google/protobuf/struct_pb.js"; export const Struct = struct.Struct;',
  ));
});

const fields = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 5 })) as fc.Arbitrary<never>;

describe("an object, which the bundle sends without a message for each part of it", () => {
  it("arrives as it does from the library itself", () => {
    fc.assert(
      fc.property(fields, (object) => {
        const arrived = (of: Struct) =>
          struct.Struct.deserializeBinary(of.fromJavaScript(object).serializeBinary()).toJavaScript();
        expect(arrived(Bundled)).toEqual(arrived(struct.Struct));
      }),
    );
  });

  it("is read as the library's own, before it is sent and after", () => {
    fc.assert(
      fc.property(fields, (object) => {
        const message = Bundled.fromJavaScript(object);
        expect(message.toJavaScript()).toEqual(struct.Struct.fromJavaScript(object).toJavaScript());
        const sent = struct.Struct.deserializeBinary(message.serializeBinary());
        expect(sent.toJavaScript()).toEqual(message.toJavaScript());
      }),
    );
  });

  it("arrives with long texts, in any script", () => {
    const long = { ascii: "a".repeat(101), short: "a".repeat(100), any: "é漢\u{1f4a1}".repeat(1000) };
    expect(struct.Struct.deserializeBinary(Bundled.fromJavaScript(long).serializeBinary()).toJavaScript()).toEqual(
      long,
    );
  });

  it("is refused with what a message can't have", () => {
    const send = (value: unknown) => Bundled.fromJavaScript({ a: value } as never).serializeBinary();
    expect(() => send(undefined)).toThrow("Unexpected struct type");
    expect(() => send(() => 1)).toThrow("Unexpected struct type");
  });
});
