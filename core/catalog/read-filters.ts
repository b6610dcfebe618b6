import type { Filter } from "../filter/ast.ts";

/**
 * Filters of the catalog that are read already, each after its text. None here: the bundles have those of all alerts and questions, since
 * a first component spends as long on reading them as on everything that is compiled from them.
 */
export const readFilters = (): readonly (readonly [text: string, filter: Filter])[] => [];
