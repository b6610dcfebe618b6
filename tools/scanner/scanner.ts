// AssemblyScript: what it becomes is in core/scan/wasm.ts, written by `npm run fix`.
//
// Reads JSON records in bytes without making anything of them: says whether each is JSON, just as JSON.parse would; gives
// records that look the same in the fields that were asked for the same number; and reads their times.
import { skipBlanks } from "./json";
import { BITS, INPUT, KEY, LOOK, LOOK_BYTES, MARGIN, MASKS, MOST_LOOKS, MOST_ROWS, ROW_BYTES, ROWS, SLOTS } from "./layout";
import { copied, lookEnd, readRecord, setFields } from "./record";
import { emptyTable, lookCount, numberOf } from "./table";
import { secondOf } from "./time";

let timeField: i32 = -1;
let usualMask: u32 = 0;
let rows: i32 = 0;

/** Begins anew: with so many fields, the one that times are read of, and those whose values tell records apart at first. */
export function begin(count: i32, time: i32, mask: u32, keepFrom: u32): void {
  setFields(count);
  timeField = time;
  usualMask = mask;
  emptyTable(<usize>keepFrom);
  memory.fill(MASKS, 0, <usize>MOST_LOOKS << 2);
}

/** Records with this number are told apart by more fields. */
export function widen(number: i32, mask: u32): void {
  const place = MASKS + (<usize>number << 2);
  store<u32>(place, load<u32>(place) | mask);
}

// @ts-ignore: decorator
@inline
function slot(index: i32): usize {
  return SLOTS + (<usize>index << 3);
}

/** The number of what has this number, and these values of the fields that tell those with it apart. */
function keyNumber(number: i32, mask: u32): i32 {
  store<u32>(KEY, number);
  store<u32>(KEY + 4, mask);
  let end = KEY + 8;
  for (let rest = mask; rest != 0; rest &= rest - 1) {
    const place = slot(load<u8>(BITS + <usize>ctz(rest)));
    const from = <usize>load<u32>(place);
    const length = <usize>load<u32>(place + 4) - from;
    if (end + length + MARGIN > KEY + LOOK_BYTES) return -1;
    end = copied(end, from, length);
    // No value has a line end in it: it parts them.
    store<u8>(end, 0x0a);
    end++;
  }
  return numberOf(KEY, end);
}

/** A row: the record's number, or -1 of what is to be read otherwise; its second; where it is; the fields that told it apart. */
function addRow(isRecord: bool, from: usize, to: usize): void {
  const second = isRecord ? secondOf(<usize>load<u32>(slot(timeField)), <usize>load<u32>(slot(timeField) + 4)) : -1;
  let number = second < 0 || lookEnd() == 0 ? -1 : numberOf(LOOK, lookEnd());
  let told: u32 = 0;
  // First by those that tell all apart, then by those that some need.
  for (let mask = usualMask; number >= 0 && mask != 0; mask = load<u32>(MASKS + (<usize>number << 2))) {
    number = keyNumber(number, mask);
    told |= mask;
    if (number < 0) break;
  }
  const row = ROWS + <usize>rows * ROW_BYTES;
  store<i32>(row, number);
  store<u32>(row + 4, <u32>second);
  store<u32>(row + 8, <u32>(from - INPUT));
  store<u32>(row + 12, <u32>(to - INPUT));
  store<u32>(row + 16, told);
  rows++;
}

/** Reads lines, of which the last has an end, up to so many rows. How far is it? */
export function readLines(from: i32, length: i32): i32 {
  let at = INPUT + <usize>from;
  const end = at + <usize>length;
  rows = 0;
  while (at < end && rows < MOST_ROWS) {
    const line = at;
    const to = readRecord(line);
    const after: usize = to == 0 ? 0 : skipBlanks(to);
    if (after != 0 && load<u8>(after) == 0x0a) {
      addRow(true, line, to);
      at = after + 1;
    } else {
      while (load<u8>(at) != 0x0a) at++;
      addRow(false, line, at);
      at++;
    }
  }
  return <i32>(at - INPUT);
}

/** Reads the elements of an array from behind its bracket, up to its end. Where is that? -1 where something is wrong. */
export function readElements(from: i32, length: i32): i32 {
  let at = INPUT + <usize>from;
  const end = at + <usize>length;
  rows = 0;
  while (rows < MOST_ROWS) {
    const element = skipBlanks(at);
    const to = readRecord(element);
    if (to == 0 || to > end) return -1;
    addRow(true, element, to);
    at = skipBlanks(to);
    const next = load<u8>(at);
    at++;
    if (next == 0x5d) return <i32>(at - INPUT);
    if (next != 0x2c) return -1;
  }
  return -1;
}

export function rowCount(): i32 {
  return rows;
}

/** Whether there is no room for other looks. */
export function isFull(): bool {
  return lookCount() >= MOST_LOOKS;
}
