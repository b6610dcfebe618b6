import type { Cloud } from "../../core/contract/cloud.ts";
import { type CatalogKind, catalogKinds } from "../commands.ts";
import { UsageError } from "../io.ts";
import { cloudsGiven, didYouMean, type Given } from "./given.ts";

export interface CatalogCall {
  readonly kind: "catalog";
  readonly of: CatalogKind | undefined;
  readonly id: string | undefined;
  /** Whose queries are shown. */
  readonly clouds: readonly Cloud[];
  readonly isJson: boolean;
}

export const catalogCall = (given: Given): CatalogCall => {
  const [word, id, ...others] = given.words;
  const of = catalogKinds.find((one) => one === word);
  if (word !== undefined && of === undefined) {
    throw new UsageError(
      `${word} is not in the catalog; ${didYouMean(word, catalogKinds)}give ${catalogKinds.join(", ")}`,
    );
  }
  if (others.length > 0)
    throw new UsageError(`${others.length + 1} ids are given; give one: auditlog catalog ${of} ${id}`);
  if (given.flags.has("cloud") && of !== "questions") {
    const page = of === undefined ? "catalog" : `catalog ${of}`;
    throw new UsageError(`${page} has no --cloud; leave it out: each page shows all clouds`);
  }
  return { kind: "catalog", of, id, clouds: cloudsGiven(given), isJson: given.flags.has("json") };
};
