import { parsedJson } from "../event/record.ts";
import { Scanner } from "../scan/scanner.ts";
import { cloudTrailFields, type DecidedAlike, decidedAlike } from "./aws-alike.ts";
import type { Decide } from "./decide.ts";
import { instantAt } from "./instant.ts";
import { type Counts, countAlike, countedIn } from "./tally.ts";
import { countTime, type Timed, type Timeline } from "./timeline.ts";

/** Reads a record by itself; how many it is, since it may be an envelope of several. */
export type Plain = (from: number, to: number, record: number) => number;

/** How many records of one kind there were. */
interface Kind extends Pick<DecidedAlike, "decision" | "activities"> {
  /** Whether an alert counts them. */
  readonly isCounted: boolean;
  events: number;
  first: number;
  last: number;
  readonly seconds: Map<number, number>;
  readonly timed: Timed;
  /** When the minute began in which the last of them was, and how many of it the timeline does not have yet. */
  minute: number;
  inMinute: number;
}

const utf8 = new TextDecoder();
const latin1 = new TextDecoder("latin1");
const recordsBegin = /^[ \t\r]*\{[ \t\r]*"Records"[ \t\r]*:[ \t\r]*\[/;
const documentEnds = /^[ \t\r]*\}[ \t\r]*$/;
const beginBytes = 200;

/** Of what becomes of records of a look: nothing is known yet; one was seen; they have to be read one by one. */
type Known = Kind | undefined | "seen" | "plain";

/**
 * Counts CloudTrail's records without making anything of most of them: of records that look the same where the decision looks,
 * one is decided. It decides as the plain way does, record by record; what it can't tell is left to that, as is the first
 * record of each kind, which is the example of it.
 */
export class FastCount {
  readonly #decide: Decide;
  #counts: Counts;
  #arrived: number | undefined;
  readonly #scanner: Scanner;
  /** By the numbers of looks. */
  #known: Known[] = [];
  /** Those of them that have events. */
  #counted: Kind[] = [];

  /** `capacity` is how many bytes are read at once. */
  constructor(decide: Decide, counts: Counts, capacity: number) {
    this.#decide = decide;
    this.#counts = counts;
    this.#scanner = new Scanner({ ...cloudTrailFields, compared: decide.compared }, capacity);
  }

  /** Counts what it can of whole lines; `plain` gets the others in their order. */
  lines(bytes: Uint8Array, plain: Plain): void {
    const { capacity } = this.#scanner;
    for (let from = 0; from < bytes.length; ) {
      const end = from + capacity >= bytes.length ? bytes.length : bytes.lastIndexOf(0x0a, from + capacity - 1) + 1;
      if (end > from) {
        this.#piece(bytes.subarray(from, end), from, plain);
        from = end;
        continue;
      }
      // A line that is longer than is read at once.
      const to = bytes.indexOf(0x0a, from);
      plain(from, to, 0);
      from = to + 1;
    }
  }

  #piece(piece: Uint8Array, start: number, plain: Plain): void {
    for (let at = 0; at < piece.length; ) {
      this.#makeRoom();
      const read = this.#scanner.lines(piece, at);
      this.#count(piece, (from, to, record) => plain(start + from, start + to, record));
      at = read;
    }
  }

  /** Counts the records of an S3 log file, a line by itself. Is it one that it can read? */
  document(line: Uint8Array, plain: Plain): boolean {
    if (line.length > this.#scanner.capacity) return false;
    const begin = recordsBegin.exec(latin1.decode(line.subarray(0, beginBytes)))?.[0].length;
    if (begin === undefined) return false;
    this.#makeRoom();
    const end = this.#scanner.elements(line, begin);
    if (end === undefined || !documentEnds.test(utf8.decode(line.subarray(end)))) return false;
    this.#count(line, plain);
    return true;
  }

  #count(bytes: Uint8Array, plain: Plain): void {
    const scanner = this.#scanner;
    const { count } = scanner;
    let record = 0;
    for (let row = 0; row < count; row += 1) {
      const look = scanner.look(row);
      const known = look < 0 ? "plain" : this.#known[look];
      if (typeof known === "object") {
        if (known.events === 0) this.#counted.push(known);
        add(known, scanner.second(row), this.#counts.timeline);
        record += 1;
        continue;
      }
      const [from, to] = [scanner.from(row), scanner.to(row)];
      // To decide a record with a view to others takes longer: many have no other.
      if (known === undefined) this.#known[look] = "seen";
      else if (known === "seen") this.#known[look] = this.#learn(look, scanner.mask(row), bytes.subarray(from, to));
      record += plain(from, to, record);
    }
  }

  /** What becomes of records that look like one, which were told apart by some fields. */
  #learn(look: number, told: bigint, text: Uint8Array): Known {
    const found = decidedAlike(parsedJson(utf8.decode(text)), this.#decide);
    if (found === undefined) return "plain";
    const { decision, activities, fields, compared, isTold } = found;
    const others = this.#scanner.maskOf(fields, compared) & ~told;
    if (others !== 0n) this.#scanner.widen(look, others);
    if (others !== 0n || !isTold) return "plain";
    const isCounted = decision.alerts.some(({ threshold }) => threshold !== undefined);
    const timed = { cloud: "aws", fate: decision.fate, activities: countedIn(activities) } as const;
    return { decision, activities, isCounted, timed, ...noEvents, seconds: new Map() };
  }

  #makeRoom(): void {
    if (this.#scanner.isFull) this.forget();
  }

  /** What is counted from now on goes into other counts: of records that arrived at a second since 1970, where it is known. */
  countInto(counts: Counts, arrived: number | undefined): void {
    this.end();
    this.#counts = counts;
    this.#arrived = arrived;
  }

  /** Forgets which records it knows: of those that come next, the first of each kind is an example again. */
  forget(): void {
    this.end();
    this.#known = [];
    this.#scanner.begin();
  }

  /** Adds what was counted to the counts. */
  end(): void {
    for (const kind of this.#counted) {
      const { decision, activities, events, seconds } = kind;
      endMinute(kind, this.#counts.timeline);
      const span = { first: instantAt(kind.first), last: instantAt(kind.last) };
      countAlike(this.#counts, {
        cloud: "aws",
        decision,
        activities,
        events,
        span,
        seconds,
        arrived: this.#arrived,
      });
      Object.assign(kind, noEvents);
      seconds.clear();
    }
    this.#counted = [];
  }
}

const noEvents = {
  events: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  minute: Number.NEGATIVE_INFINITY,
  inMinute: 0,
} as const;

const endMinute = ({ timed, minute, inMinute }: Kind, timeline: Timeline): void => {
  if (inMinute > 0) countTime(timeline, minute, timed, inMinute);
};

const add = (kind: Kind, second: number, timeline: Timeline): void => {
  // Most records follow one of the same minute: no timeline counts more finely.
  if (second < kind.minute || second >= kind.minute + 60) {
    endMinute(kind, timeline);
    kind.minute = second - (((second % 60) + 60) % 60);
    kind.inMinute = 0;
  }
  kind.inMinute += 1;
  kind.events += 1;
  if (second < kind.first) kind.first = second;
  if (second > kind.last) kind.last = second;
  if (kind.isCounted) kind.seconds.set(second, (kind.seconds.get(second) ?? 0) + 1);
};
