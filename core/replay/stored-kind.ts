import type { Filter } from "../filter/ast.ts";

/** Events that a cloud stores. */
export interface StoredKind {
  readonly event: Filter;
  /** Of one of the resources that the record names, as if that were the record. */
  readonly resource?: Filter;
}

/** What a cloud stores: an event of any of these kinds. */
export interface Stored {
  readonly kinds: readonly StoredKind[];
  /** What filters can't say of it, so that they say more: parts of sentences. */
  readonly lacks: readonly string[];
}
