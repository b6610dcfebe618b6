import { type Compared, numbering } from "./compared.ts";
import { scannerWasm } from "./wasm.ts";

/** A field of records by the names that lead to it. */
export interface ScanField {
  readonly path: readonly string[];
  /**
   * Of a `value` it matters which it is; of an `object`, which names are in it that are no fields: those in which fields are have to be
   * one. What is `passed over` does not matter, not even whether it is there; nor does what is `kept`, but for comparisons with it.
   */
  readonly kind: "value" | "object" | "passed over" | "kept";
}

/** What of records is looked at. */
export interface ScanFields {
  readonly fields: readonly ScanField[];
  /** By whose values all records are told apart. */
  readonly usual: readonly (readonly string[])[];
  /** Where records say when they happened. */
  readonly time: readonly string[];
  readonly compared: readonly Compared[];
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  begin(count: number, time: number, mask: bigint, keepFrom: number): void;
  widen(number: number, mask: bigint): void;
  readLines(from: number, length: number): number;
  readElements(from: number, length: number): number;
  rowCount(): number;
  isFull(): number;
}

/** As the scanner's source has them. */
const places = {
  fields: 1024,
  names: 2048,
  starts: 7168,
  bits: 7232,
  slots: 8192,
  rows: 128 * 1024,
  input: 4 * 1024 * 1024,
} as const;
const rowWords = 6;
const kinds = { value: 0, object: 1, "passed over": 2, kept: 3 } as const;
const comparedBit = 255;
const mostFields = 64;
const mostBits = 64;
const pageBytes = 65_536;
/** The scanner looks ahead of what it reads. */
const margin = 64;

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (one) => one.codePointAt(0) ?? 0);

const utf8 = new TextEncoder();
const utf8Text = new TextDecoder();

/** Where a field is to be found by its path. */
export const pathText = (path: readonly string[]): string => JSON.stringify(path);

/**
 * Reads records of JSON in bytes without making anything of them, an order of magnitude faster than JSON.parse: says of each
 * whether it looks the same as another, and when it happened. Two look the same where the fields that tell them apart have the same
 * values, or are objects with the same names in the same order that are no fields, with values of the same types; as the records
 * themselves do. What it can't tell has no number, and is to be read otherwise: that it is no JSON, has more than the usual, or names
 * its time in another form.
 */
export class Scanner {
  readonly #exports: Exports;
  readonly #fields: readonly ScanField[];
  /** Those of which the values or the names in them matter, each at the place of its bit in a mask. */
  readonly #asked: readonly string[];
  /** Those of which it may matter how comparisons come out: their bits follow. */
  readonly #compared: readonly string[];
  readonly #keepFrom: number;
  readonly #time: readonly string[];
  readonly #mask: bigint;
  /** How many bytes it reads at once. */
  readonly capacity: number;
  #bytes: Uint8Array;
  #words: Int32Array;

  /** Records are told apart by the values of the `usual` fields, until some are told apart by more. */
  constructor({ fields, usual, time, compared }: ScanFields, capacity: number) {
    // In the order in which the scanner looks for them.
    const all: readonly ScanField[] = [...fields, { path: time, kind: "value" }];
    this.#fields = all.toSorted((a, b) => a.path.at(-1)!.length - b.path.at(-1)!.length);
    this.#asked = this.#fields
      .filter(({ kind }) => kind === "value" || kind === "object")
      .map(({ path }) => pathText(path));
    this.#compared = compared.map(({ path }) => pathText(path));
    if (all.length > mostFields || this.#asked.length + this.#compared.length > mostBits) {
      throw new Error(`the scanner has room for ${mostFields} fields, and to tell records apart by ${mostBits}`);
    }
    const numbered = compared.map((one) => ({ index: this.#indexOf(one.path), numberOf: numbering(one) }));
    const outcome = (bit: number): number => {
      const { index, numberOf } = numbered[bit - this.#asked.length]!;
      return numberOf(this.#textOf(index));
    };
    const module = new WebAssembly.Module(bytesOf(scannerWasm));
    this.#exports = new WebAssembly.Instance(module, { env: { outcome } }).exports as Exports;
    this.#time = time;
    this.capacity = capacity;
    const { memory } = this.#exports;
    this.#keepFrom = places.input + capacity + margin;
    memory.grow(Math.max(0, Math.ceil((this.#keepFrom - memory.buffer.byteLength) / pageBytes) + 1));
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#describe();
    this.#mask = this.maskOf(usual.map(pathText), []);
    this.begin();
  }

  #indexOf(path: readonly string[]): number {
    const text = pathText(path);
    return this.#fields.findIndex((one) => pathText(one.path) === text);
  }

  /** The JSON of a field of the record that is read right now; empty where it has none. */
  #textOf(index: number): string {
    this.#refresh();
    const slot = (places.slots + index * 16) / 4;
    return utf8Text.decode(this.#bytes.subarray(this.#words[slot], this.#words[slot + 1]));
  }

  /** The memory that has grown is another buffer. */
  #refresh(): void {
    const { buffer } = this.#exports.memory;
    if (this.#bytes.length === buffer.byteLength) return;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
  }

  #describe(): void {
    let place: number = places.names;
    for (const [index, { path, kind }] of this.#fields.entries()) {
      const name = utf8.encode(path.at(-1));
      const parent = path.length === 1 ? this.#fields.length : this.#indexOf(path.slice(0, -1));
      if (parent === -1) throw new Error(`${path.join(".")} is in an object that is no field`);
      this.#bytes.set(name, place);
      this.#words.set([place, name.length, parent, kinds[kind]], (places.fields + index * 16) / 4);
      place += name.length + 8;
    }
    for (const [bit, text] of this.#asked.entries())
      this.#bytes[places.bits + bit] = this.#indexOf(JSON.parse(text) as string[]);
    this.#bytes.fill(comparedBit, places.bits + this.#asked.length, places.bits + mostBits);
    for (let length = 0; length < 64; length += 1) {
      const first = this.#fields.findIndex(({ path }) => path.at(-1)!.length === length);
      this.#bytes[places.starts + length] = first < 0 ? this.#fields.length : first;
    }
  }

  /** Forgets what it saw: numbers begin anew. */
  begin(): void {
    this.#exports.begin(this.#fields.length, this.#indexOf(this.#time), this.#mask, this.#keepFrom);
  }

  /** Fields, and fields by how comparisons come out, as a mask of a bit each. */
  maskOf(asked: readonly string[], compared: readonly string[]): bigint {
    const bits = [
      ...asked.map((text) => this.#asked.indexOf(text)),
      ...compared.map((text) => this.#asked.length + this.#compared.indexOf(text)),
    ];
    return bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
  }

  /** From what is read next on, records that look like this are told apart by more fields: they get other numbers. */
  widen(look: number, mask: bigint): void {
    this.#exports.widen(look, mask);
  }

  #read(bytes: Uint8Array, from: number, reading: "readLines" | "readElements"): number {
    this.#bytes.set(bytes.subarray(from), places.input + from);
    this.#bytes.fill(0x0a, places.input + bytes.length, places.input + bytes.length + margin);
    const read = this.#exports[reading](from, bytes.length - from);
    this.#refresh();
    return read;
  }

  /** Reads whole lines from a place on, with their ends. How far? Not to the end where there are very many. */
  lines(bytes: Uint8Array, from: number): number {
    return this.#read(bytes, from, "readLines");
  }

  /** Reads the elements of an array from behind its bracket on. Where does it end? Undefined where it is not as expected. */
  elements(bytes: Uint8Array, from: number): number | undefined {
    const end = this.#read(bytes, from, "readElements");
    return end < 0 ? undefined : end;
  }

  /** Whether there is no room for records that look different from all before. */
  get isFull(): boolean {
    return this.#exports.isFull() !== 0;
  }

  /** How many records were read last. */
  get count(): number {
    return this.#exports.rowCount();
  }

  #word(row: number, word: number): number {
    return this.#words[places.rows / 4 + row * rowWords + word]!;
  }

  /** Records with the same number look the same; -1 where it has none. */
  look(row: number): number {
    return this.#word(row, 0);
  }

  /** When it happened, in seconds since 1970. */
  second(row: number): number {
    return this.#word(row, 1) >>> 0;
  }

  /** Where it begins in the bytes. */
  from(row: number): number {
    return this.#word(row, 2);
  }

  /** Where it ends. */
  to(row: number): number {
    return this.#word(row, 3);
  }

  /** By which fields it was told apart. */
  mask(row: number): bigint {
    const [low, high] = [this.#word(row, 4), this.#word(row, 5)];
    return BigInt.asUintN(32, BigInt(low)) | (BigInt.asUintN(32, BigInt(high)) << 32n);
  }
}
