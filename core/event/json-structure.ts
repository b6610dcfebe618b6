const [newline, quote, comma, colon, backslash] = [0x0a, 0x22, 0x2c, 0x3a, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A blank of JSON, or a byte of the byte order marks that files put together keep in their midst. */
export const isBlank = (byte: number): boolean =>
  byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xef || byte === 0xbb || byte === 0xbf;

/** What a byte of JSON text does; `wrong` where it can't stand. */
export type Step = "open" | "close" | "comma" | "inside" | "blank" | "wrong";

/**
 * Follows JSON text byte by byte, as far as is needed to know where values end and where text that was cut off goes over
 * into other text. Whether it is JSON, its parser says.
 */
export class JsonStructure {
  /** The brackets that are open. */
  readonly #open: number[] = [];
  #isInString = false;
  #isEscaped = false;
  #expected: "value" | "name" | "end" = "value";

  get depth(): number {
    return this.#open.length;
  }

  get isInArray(): boolean {
    return this.#open.at(-1) === openBracket;
  }

  step(byte: number): Step {
    if (this.#isInString) return this.#inString(byte);
    if (isBlank(byte)) return "blank";
    switch (byte) {
      case openBrace:
      case openBracket:
        return this.#begin(byte);
      case closeBrace:
      case closeBracket:
        this.#expected = "end";
        return this.#open.pop() === (byte === closeBrace ? openBrace : openBracket) ? "close" : "wrong";
      case quote:
        if (this.#expected === "end") return "wrong";
        this.#isInString = true;
        this.#expected = "end";
        return "inside";
      case comma:
        this.#expected = this.isInArray ? "value" : "name";
        return "comma";
      case colon:
        this.#expected = "value";
        return "inside";
      default:
        this.#expected = "end";
        return "inside";
    }
  }

  #begin(bracket: number): Step {
    if (this.#expected !== "value") return "wrong";
    this.#open.push(bracket);
    this.#expected = bracket === openBrace ? "name" : "value";
    return "open";
  }

  #inString(byte: number): Step {
    // No string has a line end in it: one that seems to was cut off.
    if (byte === newline) return "wrong";
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
    return "inside";
  }
}
