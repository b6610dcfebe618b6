import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SplitLimits } from "../../../core/event/found.ts";
import { Splitter } from "../../../core/event/split.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const split = (text: string | Uint8Array, pieces = 1_000_000, limits?: SplitLimits): unknown[] => {
  const found: unknown[] = [];
  const splitter = new Splitter(
    {
      value: (value, offset) => found.push([offset, value]),
      broken: (reason, offset) => found.push([offset, `broken: ${reason}`]),
    },
    limits,
  );
  const all = typeof text === "string" ? bytes(text) : text;
  for (let at = 0; at < all.length; at += pieces) splitter.push(all.subarray(at, at + pieces));
  splitter.end();
  return found;
};

const small: SplitLimits = { wholeBytes: 20, recordBytes: 60 };

describe.each([1, 3, 7, 1000])("in pieces of %i bytes", (pieces) => {
  it.each<[string, string, unknown[]]>([
    [
      "one record a line",
      '{"a":1}\n{"a":2}\n',
      [
        [0, { a: 1 }],
        [8, { a: 2 }],
      ],
    ],
    [
      "a last line without an end",
      '{"a":1}\n{"a":2}',
      [
        [0, { a: 1 }],
        [8, { a: 2 }],
      ],
    ],
    [
      "Windows' line ends and empty lines",
      '{"a":1}\r\n\r\n{"a":2}\r\n',
      [
        [0, { a: 1 }],
        [11, { a: 2 }],
      ],
    ],
    ["one document in one line", '{"Records":[{"a":1}]}', [[0, { Records: [{ a: 1 }] }]]],
    ["one document in many lines", '{\n  "Records": [\n    {"a":1}\n  ]\n}\n', [[0, { Records: [{ a: 1 }] }]]],
    [
      "an array in many lines",
      '[\n {"a":1},\n {"a":[2,{"b":3}]}\n]\n',
      [
        [1, { a: 1 }],
        [11, { a: [2, { b: 3 }] }],
      ],
    ],
    [
      "documents after one another",
      '{\n"a":1\n}\n{\n"a":2\n}\n',
      [
        [0, { a: 1 }],
        [10, { a: 2 }],
      ],
    ],
    ["brackets and quotes in texts", '{\n"a":"}]\\"{[\\\\"\n}\n', [[0, { a: '}]"{[\\' }]]],
    [
      "a broken line among right ones",
      '{"a":1}\n{"a":\n{"a":3}\n',
      [
        [0, { a: 1 }],
        [8, "broken: not JSON"],
        [14, { a: 3 }],
      ],
    ],
    [
      "a first line that was cut off in a text",
      '{"a":"x\n{"a":2}\n',
      [
        [0, "broken: not JSON"],
        [8, { a: 2 }],
      ],
    ],
    [
      "a first line that was cut off after a value",
      '{"a":1\n{"a":2}\n',
      [
        [0, "broken: not JSON"],
        [7, { a: 2 }],
      ],
    ],
    [
      "a first line that was cut off after a comma",
      '{"a":1,\n{"a":2}\n',
      [
        [0, "broken: not JSON"],
        [8, { a: 2 }],
      ],
    ],
    ["a document that ends in the middle", '{\n"a":[1,', [[0, "broken: ends in the middle"]]],
    ["no JSON at all", "hello\n", [[0, "broken: not JSON"]]],
    ["nothing", "", []],
    ["blanks", " \n\n\t\n", []],
  ])("%s", (_, text, expected) => {
    expect(split(text, pieces)).toEqual(expected);
  });
});

describe("what is longer than is read as a whole", () => {
  const records = [{ a: 1 }, { b: "two" }, { c: [3, { d: 4 }] }, { e: "five and six" }];

  it.each([1, 5, 19])("is an envelope's list, of which the records are found (in pieces of %i)", (pieces) => {
    const text = `{"owner":"x","Records":${JSON.stringify(records)},"more":[1,2,3]}\n{"a":9}\n`;
    expect(split(text, pieces, small).map((one) => (one as unknown[])[1])).toEqual([...records, { a: 9 }]);
  });

  it("is an object without such a list: one record, up to the most that a record has", () => {
    const ofLength = (length: number) => ({ a: "x".repeat(length - '{"a":""}'.length) });
    expect(split(JSON.stringify(ofLength(60)), 7, small)).toEqual([[0, ofLength(60)]]);
    expect(split(`${JSON.stringify(ofLength(70))}\n{"a":2}\n`, 7, { wholeBytes: 20, recordBytes: 61 })).toEqual([
      [0, "broken: longer than 0 MiB"],
      [71, { a: 2 }],
    ]);
  });

  it("is bytes without any structure: one broken thing", () => {
    expect(split("x".repeat(100), 7, small)).toHaveLength(1);
  });
});

it("keeps what is no UTF-8, as the sign for it", () => {
  expect(split(new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))).toEqual([[0, { a: "�" }]]);
});

it("finds the same however the bytes are cut, and whether an object fits or is taken apart", () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), (records, pieces) => {
      const values = (text: string, limits?: SplitLimits) =>
        split(text, pieces, limits).map((one) => JSON.stringify((one as unknown[])[1]));
      const expected = records.map((one) => JSON.stringify(one));
      expect(values(records.map((one) => JSON.stringify(one)).join("\n"))).toEqual(expected);
      expect(values(JSON.stringify(records, undefined, 1))).toEqual(records.length > 0 ? expected : []);
      const roomy = { wholeBytes: 30, recordBytes: 1_000_000 };
      const envelope = JSON.stringify({ Records: records });
      if (envelope.length > 100 + pieces) expect(values(envelope, roomy).length).toBe(records.length);
    }),
    { seed: 20261127, numRuns: 100 },
  );
});
