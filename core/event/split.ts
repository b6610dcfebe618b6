import { DocumentScan } from "./document-scan.ts";
import { type Found, readLine, type SplitLimits } from "./found.ts";
import { parsedJson } from "./record.ts";

const usual: SplitLimits = { wholeBytes: 4 * 1024 * 1024, recordBytes: 64 * 1024 * 1024 };

const newline = 0x0a;
const nothing = new Uint8Array(0);
const utf8 = new TextDecoder();

/** Whether a line begins a document that goes on in the next one. */
const mayGoOn = (line: Uint8Array): boolean => {
  const text = utf8.decode(line).trim();
  return /^[[{]/.test(text) && parsedJson(text) === undefined;
};

/**
 * Finds the records in bytes that come in pieces, in memory that does not grow with their number: one record a line, or one
 * JSON document in many lines or in one, which may be as long as it likes. What is broken costs itself alone.
 */
export class Splitter {
  readonly #found: Found;
  readonly #limits: SplitLimits;
  #bytes: Uint8Array = nothing;
  /** The offset of the first of the bytes, and how many of them are known to have no line end. */
  #offset = 0;
  #searched = 0;
  /** Whether there was a line that is JSON by itself: then one that is none is broken, and not the beginning of more. */
  #isOfLines = false;
  #document: DocumentScan | undefined;
  #hadDocument = false;
  /** Whether what is left of the line is known to be broken. */
  #isTorn = false;

  /** `from` is where the bytes begin in a file of lines, of which others are read elsewhere. */
  constructor(found: Found, limits: SplitLimits = usual, from?: number) {
    this.#found = found;
    this.#limits = limits;
    this.#offset = from ?? 0;
    this.#isOfLines = from !== undefined;
  }

  /** Whether there were lines alone: then each of their bytes could as well have been read elsewhere. */
  get hadOnlyLines(): boolean {
    return this.#isOfLines && !this.#hadDocument;
  }

  push(bytes: Uint8Array): void {
    // Where lines are read together, only the one that is begun is put together: the others are not copied.
    const begun = this.#isOfLines && this.#found.lines && this.#bytes.length > 0 ? bytes.indexOf(newline) + 1 : 0;
    if (begun > 0) this.#read(bytes.subarray(0, begun));
    this.#read(bytes.subarray(begun));
    // What was given may be written over.
    this.#bytes = this.#bytes.slice();
  }

  #read(bytes: Uint8Array): void {
    if (this.#bytes.length === 0) this.#bytes = bytes;
    else {
      const both = new Uint8Array(this.#bytes.length + bytes.length);
      both.set(this.#bytes);
      both.set(bytes, this.#bytes.length);
      this.#bytes = both;
    }
    while (this.#step());
  }

  end(): void {
    while (this.#step());
    this.#document?.cut();
    this.#document = undefined;
    if (this.#bytes.length > 0 && !this.#isTorn) this.#line(this.#bytes, this.#bytes.length);
  }

  /** Reads the next line or piece of a document. Is there perhaps more? */
  #step(): boolean {
    if (this.#document !== undefined) return this.#scan(this.#document);
    const end = this.#bytes.indexOf(newline, this.#searched);
    if (this.#isTorn) {
      this.#isTorn = end < 0;
      this.#drop(end < 0 ? this.#bytes.length : end + 1);
      return end >= 0;
    }
    if (end >= 0 && this.#isOfLines && this.#found.lines !== undefined) {
      const all = this.#bytes.lastIndexOf(newline) + 1;
      this.#found.lines(this.#bytes.subarray(0, all), this.#offset);
      this.#drop(all);
      return true;
    }
    if (end >= 0) return this.#line(this.#bytes.subarray(0, end), end + 1);
    this.#searched = this.#bytes.length;
    return this.#bytes.length > this.#limits.wholeBytes && this.#begin();
  }

  #line(line: Uint8Array, length: number): boolean {
    if (!this.#isOfLines && this.#found.document?.(line, this.#offset) === true) this.#isOfLines = true;
    else if (!this.#isOfLines && length > line.length && mayGoOn(line)) return this.#begin();
    else if (readLine(this.#found, line, this.#offset)) this.#isOfLines = true;
    this.#drop(length);
    return true;
  }

  #begin(): true {
    this.#hadDocument = true;
    this.#document = new DocumentScan(this.#found, this.#offset, this.#limits);
    return true;
  }

  #scan(document: DocumentScan): boolean {
    this.#drop(document.scan(this.#bytes));
    if (document.state === "open") return false;
    this.#isOfLines ||= document.state !== "done";
    this.#isTorn = document.state === "torn";
    this.#document = undefined;
    return true;
  }

  #drop(length: number): void {
    this.#bytes = this.#bytes.subarray(length);
    this.#offset += length;
    this.#searched = 0;
  }
}
