import type { Found, SplitLimits } from "./found.ts";
import { JsonStructure } from "./json-structure.ts";
import { KeptBytes } from "./kept-bytes.ts";
import { parsedJson } from "./record.ts";
import { envelopeLists } from "./unwrap.ts";

const [newline, openBracket] = [0x0a, 0x5b];
const utf8 = new TextDecoder();

/** A list in what is kept: where its first element begins, and where those that ended end. */
interface OpenList {
  readonly from: number;
  readonly ends: number[];
}

const nameBytes = 64;
const listBegins = new RegExp(`"(?:${envelopeLists.join("|")})"\\s*:\\s*\\[$`);

/**
 * Reads one JSON document from bytes that come in pieces: an array's elements one by one; an object as a whole or, where it
 * is too long for that, the elements of an envelope's list in it.
 */
export class DocumentScan {
  readonly #found: Found;
  readonly #limits: SplitLimits;
  readonly #structure = new JsonStructure();
  /** `elements` are those at `#depth`; `rest` is what follows the last of them. */
  #reading: "whole" | "elements" | "rest" = "whole";
  #depth = 0;
  #list: OpenList | undefined;
  /** What is kept of the document or the element that is read, which begins at `#start`. */
  readonly #kept = new KeptBytes();
  #start: number;
  #isTooLong = false;
  /** The offset of the bytes that are scanned. */
  #offset: number;
  #isAtLineStart = false;
  /** `torn` is broken in the midst of a line. */
  state: "open" | "done" | "broken" | "torn" = "open";

  constructor(found: Found, start: number, limits: SplitLimits) {
    this.#found = found;
    this.#limits = limits;
    this.#start = start;
    this.#offset = start;
  }

  /** Reads on, to the end of the document at most. How many of the bytes belong to it? */
  scan(bytes: Uint8Array): number {
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      const before = this.#structure.depth;
      const step = this.#structure.step(byte);
      if (step === "wrong" || (before === 0 && step !== "open" && step !== "blank")) return this.#broken(byte, at);
      this.#isAtLineStart = byte === newline || (this.#isAtLineStart && step === "blank");
      if (step === "open") from = this.#opened(bytes, from, at);
      else if (step === "comma") from = this.#parted(bytes, from, at);
      else if (step === "close") from = this.#closed(bytes, from, at);
      else continue;
      if (this.#structure.depth > 0) continue;
      this.state = "done";
      return at + 1;
    }
    this.#keep(bytes.subarray(from));
    this.#offset += bytes.length;
    return bytes.length;
  }

  /** The bytes ended: what is open was cut off. */
  cut(): void {
    if (this.state === "open") this.#found.broken("ends in the middle", this.#start);
  }

  #opened(bytes: Uint8Array, from: number, at: number): number {
    if (this.#reading !== "whole") return from;
    if (this.#structure.depth === 1 && bytes[at] === openBracket) {
      this.#reading = "elements";
      this.#depth = 1;
      return this.#next(at + 1);
    }
    if (this.#structure.depth === 2 && this.#structure.isInArray) {
      this.#list = { from: this.#kept.length + at + 1 - from, ends: [] };
    }
    return from;
  }

  #parted(bytes: Uint8Array, from: number, at: number): number {
    const { depth } = this.#structure;
    if (this.#reading === "whole" && depth === 2) this.#list?.ends.push(this.#kept.length + at - from);
    if (this.#reading !== "elements" || depth !== this.#depth) return from;
    this.#record(bytes.subarray(from, at));
    return this.#next(at + 1);
  }

  #closed(bytes: Uint8Array, from: number, at: number): number {
    const { depth } = this.#structure;
    if (this.#reading === "whole") {
      if (depth === 1) this.#list = undefined;
      if (depth === 0) this.#record(bytes.subarray(from, at + 1));
    } else if (this.#reading === "elements" && depth < this.#depth) {
      this.#record(bytes.subarray(from, at));
      this.#reading = "rest";
    }
    return from;
  }

  /** The next element begins here. */
  #next(at: number): number {
    this.#kept.clear();
    this.#isTooLong = false;
    this.#start = this.#offset + at;
    return at;
  }

  #record(last: Uint8Array): void {
    if (this.#isTooLong) {
      const { recordBytes } = this.#limits;
      this.#found.broken(`longer than ${Math.floor(recordBytes / 1024 / 1024)} MiB`, this.#start);
      return;
    }
    if (this.#kept.length > 0) this.#kept.append(last);
    this.#read(this.#kept.length > 0 ? this.#kept.subarray(0, this.#kept.length) : last);
  }

  #read(bytes: Uint8Array): void {
    const text = utf8.decode(bytes).trim();
    const value = parsedJson(text);
    if (value !== undefined) this.#found.value(value, this.#start);
    else if (text !== "") this.#found.broken("not JSON", this.#start);
  }

  #keep(bytes: Uint8Array): void {
    if (this.#reading === "rest" || this.#isTooLong) return;
    this.#kept.append(bytes);
    if (this.#reading === "whole" && this.#kept.length > this.#limits.wholeBytes) this.#takeApart();
    if (this.#kept.length <= this.#limits.recordBytes) return;
    this.#isTooLong = true;
    this.#kept.clear();
    this.#list = undefined;
  }

  /** Reads what is kept of an envelope's list, and from now on its elements one by one. */
  #takeApart(): void {
    if (this.#list === undefined) return;
    const { from, ends } = this.#list;
    if (!listBegins.test(utf8.decode(this.#kept.subarray(Math.max(0, from - nameBytes), from)))) return;
    const kept = this.#kept.subarray(0, this.#kept.length);
    const start = this.#start;
    this.#reading = "elements";
    this.#depth = 2;
    let begin = from;
    for (const end of ends) {
      this.#start = start + begin;
      this.#read(kept.subarray(begin, end));
      begin = end + 1;
    }
    this.#start = start + begin;
    this.#kept.clear();
    this.#kept.append(kept.subarray(begin));
  }

  /** What can't stand where it does may begin a line of its own: that one is not lost. */
  #broken(byte: number, at: number): number {
    this.#found.broken("not JSON", this.#start);
    this.state = byte === newline || this.#isAtLineStart ? "broken" : "torn";
    return byte === newline ? at + 1 : at;
  }
}
