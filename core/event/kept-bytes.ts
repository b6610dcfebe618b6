const nothing = new Uint8Array(0);

/** Bytes that are put together from pieces: each is copied twice on average, however many there are. */
export class KeptBytes {
  #bytes: Uint8Array = nothing;
  length = 0;

  append(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.length);
    this.length = needed;
  }

  /** A view, which holds until something is appended. */
  subarray(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, Math.min(to, this.length));
  }

  clear(): void {
    this.#bytes = nothing;
    this.length = 0;
  }
}
