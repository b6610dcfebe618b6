/** A price, and where it was read. */
export interface Price {
  readonly usd: number;
  /** For how many of the unit. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  /** The vendor's own page, others' reports of it that agree, or neither: then take it with care. */
  readonly seen: "vendor" | "others" | "not seen";
}

/** One cause of cost a month. */
export interface CostLine {
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** `0.50 / GB`. */
  readonly price: string;
  /** In USD, to the cent. */
  readonly monthly: number;
}

/** What a spec costs a month in one cloud, estimated. */
export interface Cost {
  readonly currency: "USD";
  readonly region: string;
  /** The month in which the prices were read. */
  readonly pricesOf: string;
  readonly lines: readonly CostLine[];
  readonly monthly: number;
  readonly assumptions: readonly string[];
  readonly notCounted: readonly string[];
  /** What of it has surprised others on their bill. */
  readonly surprises: readonly string[];
}

export const cents = (usd: number): number => Math.round(usd * 100) / 100;
