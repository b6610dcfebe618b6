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

describe("an object that arrives, of which the bundle makes no message for each part", () => {
  const sent = (object: never): Uint8Array => struct.Struct.fromJavaScript(object).serializeBinary();
  /** As text, which has the order of the fields too. */
  const read = (of: Struct, bytes: Uint8Array): string => {
    try {
      return JSON.stringify(of.deserializeBinary(bytes).toJavaScript());
    } catch {
      return "refused";
    }
  };

  it("is what it is with the library itself, its fields in the same order", () => {
    fc.assert(
      fc.property(fields, (object) => {
        expect(read(Bundled, sent(object))).toBe(read(struct.Struct, sent(object)));
      }),
    );
  });

  it("is the same when it was changed, and when it is sent on", () => {
    fc.assert(
      fc.property(fields, (object) => {
        const message = Bundled.deserializeBinary(sent(object));
        expect(read(struct.Struct, message.serializeBinary())).toBe(read(struct.Struct, sent(object)));
        message.getFieldsMap().set("added", new struct.Value().setBoolValue(true) as never);
        expect(message.toJavaScript()).toEqual({ ...struct.Struct.fromJavaScript(object).toJavaScript(), added: true });
      }),
    );
  });

  it("is refused, or read, wherever it ends too early", () => {
    const bytes = sent({ a: [1, "x", { b: null, c: [true, []] }], "": { d: "e" } } as never);
    for (let length = 0; length <= bytes.length; length += 1) {
      const cut = bytes.slice(0, length);
      expect(read(Bundled, cut), String(length)).toBe(read(struct.Struct, cut));
    }
  });

  it.each([
    ["a value of no kind", [0x0a, 0x05, 0x0a, 0x01, 0x61, 0x12, 0x00]],
    ["a field without a value", [0x0a, 0x03, 0x0a, 0x01, 0x61]],
    ["a field without a name", [0x0a, 0x04, 0x12, 0x02, 0x20, 0x01]],
    [
      "a field twice",
      [0x0a, 0x07, 0x0a, 0x01, 0x61, 0x12, 0x02, 0x20, 0x01, 0x0a, 0x07, 0x0a, 0x01, 0x61, 0x12, 0x02, 0x20, 0x00],
    ],
    ["a value twice", [0x0a, 0x09, 0x0a, 0x01, 0x61, 0x12, 0x04, 0x20, 0x01, 0x08, 0x00]],
    ["something of a later version", [0x10, 0x07, 0x0a, 0x09, 0x0a, 0x01, 0x61, 0x12, 0x04, 0x50, 0x07, 0x20, 0x01]],
  ])("is as the library has it with %s", (_, bytes) => {
    expect(read(Bundled, Uint8Array.from(bytes))).toBe(read(struct.Struct, Uint8Array.from(bytes)));
  });
});
