import { scannerWasm } from "./wasm.ts";

/** A field of records by the names that lead to it. */
export interface ScanField {
  readonly path: readonly string[];
  /**
   * Of a `value` it matters which it is; of an `object`, which names are in it, and those in which fields are have to be one. What
   * is `passed over` does not matter, not even whether it is there.
   */
  readonly kind: "value" | "object" | "passed over";
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  begin(count: number, time: number, mask: number, keepFrom: number): void;
  widen(number: number, mask: number): void;
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
  rows: 128 * 1024,
  input: 4 * 1024 * 1024,
} as const;
const rowWords = 5;
const kinds = { value: 0, object: 1, "passed over": 2 } as const;
const mostFields = 64;
const mostValues = 32;
const pageBytes = 65_536;
/** The scanner looks ahead of what it reads. */
const margin = 64;

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (one) => one.codePointAt(0) ?? 0);

const utf8 = new TextEncoder();

/** Where a field is to be found by its path. */
export const pathText = (path: readonly string[]): string => JSON.stringify(path);

/**
 * Reads records of JSON in bytes without making anything of them, an order of magnitude faster than JSON.parse: says of each
 * whether it looks the same as another, and when it happened. Two look the same where the objects that matter have the same
 * names in the same order, with values of the same types, and where the fields that tell them apart have the same values. What
 * it can't tell has no number, and is to be read otherwise: that it is no JSON, has more than the usual, or names its time in
 * another form.
 */
export class Scanner {
  readonly #exports: Exports;
  readonly #fields: readonly ScanField[];
  /** Those of which the values matter, each at the place of its bit in a mask. */
  readonly #values: readonly string[];
  readonly #keepFrom: number;
  readonly #time: readonly string[];
  readonly #mask: number;
  /** How many bytes it reads at once. */
  readonly capacity: number;
  #bytes: Uint8Array;
  #words: Int32Array;

  /** Records are told apart by the values of the `usual` fields, until some are told apart by more. */
  constructor(
    fields: readonly ScanField[],
    usual: readonly (readonly string[])[],
    time: readonly string[],
    capacity: number,
  ) {
    // In the order in which the scanner looks for them.
    const all: readonly ScanField[] = [...fields, { path: time, kind: "value" }];
    this.#fields = all.toSorted((a, b) => a.path.at(-1)!.length - b.path.at(-1)!.length);
    this.#values = this.#fields.filter(({ kind }) => kind === "value").map(({ path }) => pathText(path));
    if (all.length > mostFields || this.#values.length > mostValues) {
      throw new Error(`the scanner has room for ${mostFields} fields, and for the values of ${mostValues}`);
    }
    const module = new WebAssembly.Module(bytesOf(scannerWasm));
    this.#exports = new WebAssembly.Instance(module, { env: {} }).exports as Exports;
    this.#time = time;
    this.capacity = capacity;
    const { memory } = this.#exports;
    this.#keepFrom = places.input + capacity + margin;
    memory.grow(Math.max(0, Math.ceil((this.#keepFrom - memory.buffer.byteLength) / pageBytes) + 1));
    this.#bytes = new Uint8Array(memory.buffer);
    this.#words = new Int32Array(memory.buffer);
    this.#describe();
    this.#mask = this.maskOf(usual.map(pathText));
    this.begin();
  }

  #indexOf(path: readonly string[]): number {
    const text = pathText(path);
    return this.#fields.findIndex((one) => pathText(one.path) === text);
  }

  #describe(): void {
    let place: number = places.names;
    for (const [index, { path, kind }] of this.#fields.entries()) {
      const name = utf8.encode(path.at(-1));
      const parent = path.length === 1 ? -2 : this.#indexOf(path.slice(0, -1));
      if (parent === -1) throw new Error(`${path.join(".")} is in an object that is no field`);
      this.#bytes.set(name, place);
      this.#words.set([place, name.length, parent, kinds[kind]], (places.fields + index * 16) / 4);
      place += name.length + 8;
    }
    for (const [bit, text] of this.#values.entries())
      this.#bytes[places.bits + bit] = this.#indexOf(JSON.parse(text) as string[]);
    for (let length = 0; length < 64; length += 1) {
      const first = this.#fields.findIndex(({ path }) => path.at(-1)!.length === length);
      this.#bytes[places.starts + length] = first < 0 ? this.#fields.length : first;
    }
  }

  /** Forgets what it saw: numbers begin anew. */
  begin(): void {
    this.#exports.begin(this.#fields.length, this.#indexOf(this.#time), this.#mask, this.#keepFrom);
  }

  /** Fields as a mask, of a bit each. */
  maskOf(paths: readonly string[]): number {
    return paths.reduce((mask, text) => mask | (1 << this.#values.indexOf(text)), 0);
  }

  /** From what is read next on, records that look like this are told apart by more fields: they get other numbers. */
  widen(look: number, mask: number): void {
    this.#exports.widen(look, mask);
  }

  #read(bytes: Uint8Array, from: number, reading: "readLines" | "readElements"): number {
    this.#bytes.set(bytes.subarray(from), places.input + from);
    this.#bytes.fill(0x0a, places.input + bytes.length, places.input + bytes.length + margin);
    const read = this.#exports[reading](from, bytes.length - from);
    if (this.#bytes.length === this.#exports.memory.buffer.byteLength) return read;
    // The memory has grown: it is another buffer.
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#words = new Int32Array(this.#exports.memory.buffer);
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
  mask(row: number): number {
    return this.#word(row, 4);
  }
}
