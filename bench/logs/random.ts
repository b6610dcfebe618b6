/** A row of numbers from 0 to 1 that is the same for the same seed: https://en.wikipedia.org/wiki/Xorshift */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
};

/** Makes up what records differ in. */
export class Random {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomOf(seed);
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  /** One of many, of which the first come most often, as with accounts, principals and addresses. */
  mostly(count: number): number {
    return Math.floor(count * this.next() ** 3);
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.below(0x1_0000).toString(16).padStart(4, "0");
    return text.slice(0, digits);
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }
}
