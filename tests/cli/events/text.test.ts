import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextCheck } from "../../../cli/events/text.ts";

const found = (pieces: readonly Uint8Array[]): number | undefined => {
  const check = new TextCheck();
  for (const piece of pieces) check.add(piece);
  check.end();
  return check.wrongAt;
};

const isText = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Up to where a text goes: one decoded byte by byte. */
const plainly = (bytes: Uint8Array): number | undefined => {
  if (isText(bytes)) return undefined;
  for (let at = bytes.length - 1; at >= 0; at -= 1) if (isText(bytes.subarray(0, at))) return at;
  return 0;
};

describe("the first byte that is no UTF-8", () => {
  test.each<[string, number[], number | undefined]>([
    ["of nothing", [], undefined],
    ["of text", [0x61, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], undefined],
    ["that stands alone", [0x61, 0xff, 0x62, 0x63], 1],
    ["of a character that is left", [0x61, 0xe2, 0x62, 0x63], 1],
    ["of a character that ends with the text", [0x61, 0xe2, 0x82], 1],
    ["of half a pair", [0x61, 0xed, 0xa0, 0x80], 1],
    ["of one written too long", [0x61, 0xc0, 0xaf], 1],
  ])("%s", (_, bytes, at) => {
    expect(found([Uint8Array.from(bytes)])).toBe(at);
  });

  test("is the same in whatever pieces it comes, and as when it is decoded plainly", () => {
    const byte = fc.oneof(fc.constantFrom(0x61, 0x80, 0xa0, 0xc3, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xff), fc.nat(255));
    const text = fc.string({ unit: "binary" }).map((one) => new TextEncoder().encode(one));
    const bytes = fc.oneof(
      fc.array(byte, { maxLength: 12 }).map((one) => Uint8Array.from(one)),
      text,
    );
    fc.assert(
      fc.property(bytes, bytes, fc.array(fc.nat(24)), (first, second, cuts) => {
        const whole = Buffer.concat([first, second]);
        const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const pieces = at.slice(1).map((end, index) => whole.subarray(at[index], end));
        expect(found(pieces)).toBe(plainly(whole));
      }),
      { numRuns: 2000 },
    );
  });
});
