/** A set of characters; `negated` makes it all others. */
interface CharacterSet {
  negated: boolean;
  ranges: readonly (readonly [low: string, high: string])[];
}

interface Item {
  set: CharacterSet;
  optional: boolean;
  repeats: boolean;
}

/** One of the texts between the bars. There is no grouping in this language, so items never nest. */
interface Branch {
  fromStart: boolean;
  toEnd: boolean;
  items: readonly Item[];
}

export type Regex = readonly Branch[];

/** Ours: a bound on what `{m,n}` unfolds to, so that matching takes time in proportion to the text. */
const mostItems = 1_000;

const classes: Record<string, CharacterSet> = {
  d: { negated: false, ranges: [["0", "9"]] },
  D: { negated: true, ranges: [["0", "9"]] },
  s: {
    negated: false,
    ranges: [
      ["\t", "\r"],
      [" ", " "],
    ],
  },
  S: {
    negated: true,
    ranges: [
      ["\t", "\r"],
      [" ", " "],
    ],
  },
  w: {
    negated: false,
    ranges: [
      ["0", "9"],
      ["A", "Z"],
      ["_", "_"],
      ["a", "z"],
    ],
  },
  W: {
    negated: true,
    ranges: [
      ["0", "9"],
      ["A", "Z"],
      ["_", "_"],
      ["a", "z"],
    ],
  },
};

const anyCharacter: CharacterSet = { negated: true, ranges: [["\n", "\n"]] };

const only = (char: string): CharacterSet => ({ negated: false, ranges: [[char, char]] });

const isLiteral = (char: string): boolean => /^[A-Za-z0-9:_#=@/;,-]$/.test(char);

const includes = ({ negated, ranges }: CharacterSet, char: string): boolean =>
  ranges.some(([low, high]) => char >= low && char <= high) !== negated;

class RegexReader {
  at = 0;
  problem: { at: number; message: string } | undefined;
  items = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get here(): string {
    return this.text.charAt(this.at);
  }

  fail(message: string): undefined {
    this.problem ??= { at: this.at, message };
    return undefined;
  }

  takes(char: string): boolean {
    if (this.here !== char || char === "") return false;
    this.at++;
    return true;
  }

  readRegex(): Regex {
    const branches: Branch[] = [];
    do branches.push(this.readBranch());
    while (this.problem === undefined && this.takes("|"));
    if (this.problem === undefined && this.at < this.text.length) this.fail(`${this.here} is not supported here`);
    return branches;
  }

  readBranch(): Branch {
    const fromStart = this.takes("^");
    const items: Item[] = [];
    while (this.problem === undefined && this.at < this.text.length && !"|$".includes(this.here)) {
      const set = this.readSet();
      if (set) items.push(...this.readRepeated(set));
    }
    const toEnd = this.takes("$");
    if (items.length === 0 && !fromStart && !toEnd) this.fail("a regular expression must not be empty");
    return { fromStart, toEnd, items };
  }

  readSet(): CharacterSet | undefined {
    if (this.takes(".")) return anyCharacter;
    if (this.takes("[")) return this.readClass();
    if (this.here === "\\") return this.readEscape();
    if (!isLiteral(this.here)) return this.fail(`${this.here} is not supported here`);
    return only(this.text.charAt(this.at++));
  }

  readEscape(): CharacterSet | undefined {
    this.at++;
    const char = this.here;
    const hex = /^x([0-7][0-9a-fA-F])/.exec(this.text.slice(this.at, this.at + 3))?.[1];
    if (hex !== undefined) {
      this.at += 3;
      return only(String.fromCharCode(Number.parseInt(hex, 16)));
    }
    const named = Object.hasOwn(classes, char) ? classes[char] : undefined;
    if (named === undefined && !/^[!-/:-@[-`{-~]$/.test(char)) return this.fail("this escape is not supported");
    this.at++;
    return named ?? only(char);
  }

  readClass(): CharacterSet | undefined {
    const negated = this.takes("^");
    const ranges: (readonly [string, string])[] = [];
    while (this.here !== "]") {
      const low = this.readMember();
      if (low === undefined) return undefined;
      const [first, ...more] = low.ranges;
      if (low.negated) return this.fail("a negated class inside [ ] is not supported");
      if (more.length > 0 || first === undefined || first[0] !== first[1] || !this.isRange())
        ranges.push(...low.ranges);
      else {
        this.at++;
        const high = this.readMember()?.ranges[0];
        if (high === undefined || high[0] !== high[1] || high[0] < first[0])
          return this.fail("the range is not in order");
        ranges.push([first[0], high[0]]);
      }
    }
    this.at++;
    return ranges.length > 0 ? { negated, ranges } : this.fail("[ ] must not be empty");
  }

  isRange(): boolean {
    return this.here === "-" && this.at + 1 < this.text.length && this.text.charAt(this.at + 1) !== "]";
  }

  readMember(): CharacterSet | undefined {
    if (this.here === "") return this.fail("] is missing");
    if (this.here === "\\") return this.readEscape();
    if (!isLiteral(this.here) && !"$.*+?{}|^".includes(this.here))
      return this.fail(`${this.here} is not supported here`);
    return only(this.text.charAt(this.at++));
  }

  readRepeated(set: CharacterSet): Item[] {
    const [least, most] = this.readCounts();
    if (this.problem === undefined && (this.here === "" ? false : "?*+{".includes(this.here))) {
      this.fail("a repetition of a repetition is not supported");
    }
    this.items += Math.max(least, most ?? least + 1);
    if (most !== undefined && most < least) this.fail("{m,n} must be in order");
    if (this.items > mostItems) this.fail(`more than ${mostItems} characters when its repetitions are written out`);
    if (this.problem !== undefined) return [];
    const needed = Array<Item>(least).fill({ set, optional: false, repeats: false });
    if (most === undefined) return [...needed, { set, optional: true, repeats: true }];
    return [...needed, ...Array<Item>(most - least).fill({ set, optional: true, repeats: false })];
  }

  /** The least and the most, which is undefined where there is none. */
  readCounts(): [number, number | undefined] {
    if (this.takes("?")) return [0, 1];
    if (this.takes("*")) return [0, undefined];
    if (this.takes("+")) return [1, undefined];
    if (this.here !== "{") return [1, 1];
    const [whole, least, comma, most] =
      /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.text.slice(this.at, this.at + 11)) ?? [];
    if (whole === undefined || (comma === "" && most !== "")) {
      this.fail("{ } takes m or m,n");
      return [1, 1];
    }
    this.at += whole.length;
    if (comma === "") return [Number(least), Number(least)];
    return [Number(least), most === "" ? undefined : Number(most)];
  }
}

/**
 * Reads what may stand between two `%`. There are no parentheses, and no characters beyond ASCII.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const readRegex = (text: string): { regex: Regex } | { at: number; message: string } => {
  const reader = new RegexReader(text);
  const regex = reader.readRegex();
  return reader.problem ?? { regex };
};

/** Adds an item and those after it that may be left out. */
const enter = (states: Set<number>, items: readonly Item[], from: number): void => {
  for (let at = from; !states.has(at); at++) {
    states.add(at);
    if (!items[at]?.optional) return;
  }
};

const branchMatches = ({ fromStart, toEnd, items }: Branch, text: string): boolean => {
  let states = new Set<number>();
  enter(states, items, 0);
  for (const char of text) {
    if (states.has(items.length) && !toEnd) return true;
    const next = new Set<number>();
    for (const at of states) {
      const item = items[at];
      if (item !== undefined && includes(item.set, char)) enter(next, items, item.repeats ? at : at + 1);
    }
    if (!fromStart) enter(next, items, 0);
    states = next;
  }
  return states.has(items.length);
};

/** Does the regular expression match anywhere in the text? */
export const regexMatches = (regex: Regex, text: string): boolean =>
  regex.some((branch) => branchMatches(branch, text));
