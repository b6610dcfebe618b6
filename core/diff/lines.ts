/** A line of a comparison: in both, in the first alone, in the second alone. */
export interface ComparedLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Ours: what is longer than that is shown as taken away whole and put there whole. */
const mostCells = 4_000_000;

/** How many lines the rest of both have in common, in their order. */
const commonAfter = (
  a: readonly string[],
  b: readonly string[],
  isSame: (one: string, other: string) => boolean,
): Uint32Array => {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = isSame(a[i]!, b[j]!)
        ? common[(i + 1) * width + j + 1]! + 1
        : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  return common;
};

/** The lines of two texts in one: as many in common as there are. */
export const comparedLines = (
  a: readonly string[],
  b: readonly string[],
  isSame: (one: string, other: string) => boolean,
): readonly ComparedLine[] => {
  const removed = (text: string): ComparedLine => ({ kind: "removed", text });
  const added = (text: string): ComparedLine => ({ kind: "added", text });
  if (a.length * b.length > mostCells) return [...a.map(removed), ...b.map(added)];
  const common = commonAfter(a, b, isSame);
  const width = b.length + 1;
  const lines: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && isSame(a[i]!, b[j]!)) {
      lines.push({ kind: "same", text: b[j]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      lines.push(removed(a[i]!));
      i += 1;
    } else {
      lines.push(added(b[j]!));
      j += 1;
    }
  }
  return lines;
};

const context = 3;

const signs = { same: " ", removed: "-", added: "+" } as const satisfies Record<ComparedLine["kind"], string>;

const rangeOf = (first: number, count: number): string => `${count === 0 ? first : first + 1},${count}`;

/** What differs, as a unified diff without the names of files: hunks with three lines around each. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
export const unifiedLines = (lines: readonly ComparedLine[]): readonly string[] => {
  const isShown = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "same"),
  );
  const found: string[] = [];
  let [ofA, ofB] = [0, 0];
  for (let at = 0; at < lines.length; ) {
    if (!isShown[at]) {
      ofA += 1;
      ofB += 1;
      at += 1;
      continue;
    }
    let end = at;
    while (end < lines.length && isShown[end]) end += 1;
    const hunk = lines.slice(at, end);
    const inA = hunk.filter(({ kind }) => kind !== "added").length;
    const inB = hunk.filter(({ kind }) => kind !== "removed").length;
    found.push(`@@ -${rangeOf(ofA, inA)} +${rangeOf(ofB, inB)} @@`);
    found.push(...hunk.map(({ kind, text }) => `${signs[kind]}${text}`));
    [ofA, ofB, at] = [ofA + inA, ofB + inB, end];
  }
  return found;
};
