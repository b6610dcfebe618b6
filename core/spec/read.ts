import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Range,
  visit,
  type YAMLError,
} from "yaml";
import { type Issue, issue, type Path, type Position } from "../contract/issues.ts";
import { sourceOffset } from "./scalar-offset.ts";

/** A YAML text as a plain value, and where each part of it stands. */
export interface ReadText {
  value: unknown;
  /** The place of a value, or of its key where the key is what is wrong, or of a character of a text. */
  locate(path: Path, part: "key" | "value", offset?: number): Position | undefined;
}

export type ReadResult = { text: ReadText; issues?: undefined } | { text?: undefined; issues: Issue[] };

/** Text → value with line and column. */
export const readYaml = (given: string): ReadResult => {
  const source = given.replace(/^\uFEFF/, "");
  const lines = new LineCounter();
  const documents = parseAllDocuments(source, {
    lineCounter: lines,
    prettyErrors: false,
    version: "1.2",
    merge: false,
    schema: "core",
    resolveKnownTags: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents)) return { text: { value: null, locate: () => undefined } };
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [document, second] = documents;
  if (document === undefined) return { text: { value: null, locate: () => undefined } };
  const problems = documents.flatMap((one) => [...one.errors, ...one.warnings]);
  const tooDeep = problems.find(isTooDeep);
  if (tooDeep !== undefined) {
    const problem = "its values stand in one another more often than can be followed";
    return { issues: [{ ...issue("error", "yaml-syntax", [], { problem }), at: at(tooDeep.pos[0]) }] };
  }
  if (problems.length > 0) return { issues: problems.map((problem) => yamlIssue(problem, source, at(problem.pos[0]))) };
  if (second !== undefined) {
    return {
      issues: [{ ...issue("error", "yaml-documents", [], { count: documents.length }), at: at(second.range[0]) }],
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const endless = endlessAlias(document);
    if (endless) {
      const problem = `the alias *${endless.source} stands in the value that it repeats`;
      return { issues: [{ ...issue("error", "yaml-syntax", [], { problem }), at: at(endless.range![0]) }] };
    }
    return {
      text: {
        value,
        locate: (path, part, offset) => {
          const found = locate(document.contents, path, part);
          if (found === undefined) return undefined;
          const inside =
            offset === undefined || !isScalar(found.node) ? undefined : sourceOffset(source, found.node, offset);
          return at(inside ?? found.place);
        },
      },
    };
  } catch (error) {
    return { issues: [issue("error", "yaml-syntax", [], { problem: lowerFirst((error as Error).message) })] };
  }
};

/** The library follows a text by calling itself, and reports where that ended. What it says of the rest means nothing. */
const isTooDeep = ({ message }: YAMLError): boolean => /call stack/i.test(message);

const yamlIssue = (problem: YAMLError, source: string, at: Position): Issue => {
  if (problem.code === "DUPLICATE_KEY") {
    const [key] = source.slice(problem.pos[0]).match(keyText) as [string];
    return { ...issue("error", "yaml-duplicate-key", [], { key: key.trim() }), at };
  }
  return { ...issue("error", "yaml-syntax", [], { problem: lowerFirst(problem.message) }), at };
};

const keyText = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:,}\]\n]*)/;

/** An alias of a value that it is itself a part of: the value would never end. */
const endlessAlias = (document: Document): Alias | undefined => {
  let found: Alias | undefined;
  visit(document, {
    Alias: (_, alias, path) => {
      const within = path.some((node) => isNode(node) && "anchor" in node && node.anchor === alias.source);
      if (!within || !path.some((node) => node === alias.resolve(document))) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Follows the path as far as it goes: a missing key is placed at the mapping that lacks it. */
const locate = (root: Node | null, path: Path, part: "key" | "value"): { place: number; node: unknown } | undefined => {
  let node: unknown = root;
  let place: Range | null | undefined = root?.range;
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
      : undefined;
    const next = pair ? pair.value : (node as { items?: Node[] } | null)?.items?.[step as number];
    if (next === undefined) break;
    const last = depth === path.length - 1;
    const keyRange = pair && isScalar(pair.key) ? pair.key.range : undefined;
    const valueRange = (next as Node | null)?.range;
    place = (last && part === "key" ? keyRange : undefined) ?? valueRange ?? keyRange ?? place;
    node = next;
  }
  return place ? { place: place[0], node } : undefined;
};
