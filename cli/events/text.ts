import { isUtf8 } from "node:buffer";

/** The least first byte of a character of two, three and four bytes. */
const leads = [0xc0, 0xe0, 0xf0] as const;

/** How many bytes at the end begin a character that goes on in the next piece. */
const openBytes = (bytes: Uint8Array): number => {
  for (const [index, lead] of leads.entries()) {
    const byte = bytes[bytes.length - 1 - index];
    if (byte === undefined || byte < 0x80) return 0;
    if (byte >= 0xc0) return byte >= lead ? index + 1 : 0;
  }
  return 0;
};

const isRightSoFar = (bytes: Uint8Array): boolean => isUtf8(bytes.subarray(0, bytes.length - openBytes(bytes)));

/** Where what can't stand in UTF-8 begins, in bytes that have it. */
const firstWrong = (bytes: Uint8Array): number => {
  let [right, wrong] = [0, bytes.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isRightSoFar(bytes.subarray(0, middle))) right = middle;
    else wrong = middle;
  }
  return right - openBytes(bytes.subarray(0, right));
};

/** Looks in bytes that come in pieces for the first that is no UTF-8. */
export class TextCheck {
  #offset = 0;
  #open: Uint8Array = new Uint8Array(0);
  /** In bytes from the beginning; absent while all is UTF-8. */
  wrongAt: number | undefined;

  add(piece: Uint8Array): void {
    if (this.wrongAt !== undefined) return;
    const bytes = this.#open.length === 0 ? piece : Buffer.concat([this.#open, piece]);
    const whole = bytes.subarray(0, bytes.length - openBytes(bytes));
    if (!isUtf8(whole)) this.wrongAt = this.#offset + firstWrong(whole);
    this.#offset += whole.length;
    this.#open = bytes.slice(whole.length);
  }

  end(): void {
    if (this.#open.length > 0) this.wrongAt ??= this.#offset;
  }
}
