// AssemblyScript: what it becomes is in core/scan/wasm.ts, written by `npm run fix`.
//
// Reads JSON records in bytes without making anything of them: says whether each is JSON, just as JSON.parse would; gives
// records that look the same in the fields that were asked for the same number; and reads their times.
import { copied, root, setFields, shapeFrom, shapeTo, valueFrom, valueTo } from "./fields";
import { skipBlanks } from "./json";
import { BITS, COMPARED, INPUT, KEY, KEY_BYTES, MARGIN, MASKS, MOST_LOOKS, MOST_ROWS, ROW_BYTES, ROWS } from "./layout";
import { isPlain, readRecord } from "./record";
import { emptyTable, lookCount, numberOf } from "./table";
import { secondOf } from "./time";

/** A number of how the comparisons with a field of this bit come out, of the record that was read last. */
// @ts-ignore: decorator
@external("env", "outcome")
declare function outcome(bit: i32): i32;

let timeField: i32 = -1;
let usualMask: u64 = 0;
let rows: i32 = 0;

/** Begins anew: with so many fields, the one that times are read of, and those whose values tell records apart at first. */
export function begin(count: i32, time: i32, mask: u64, keepFrom: u32): void {
  setFields(count);
  timeField = time;
  usualMask = mask;
  emptyTable(<usize>keepFrom);
  memory.fill(MASKS, 0, <usize>MOST_LOOKS << 3);
}

/** Records with this number are told apart by more fields. */
export function widen(number: i32, mask: u64): void {
  const place = MASKS + (<usize>number << 3);
  store<u64>(place, load<u64>(place) | mask);
}

/** Adds to a key the value of a field, and of an object its shape; 0 where there is no room for it. */
// @ts-ignore: decorator
@inline
function showField(index: i32, end: usize): usize {
  const from = valueFrom(index);
  const length = valueTo(index) - from;
  const shape = shapeFrom(index);
  const shapeLength = shapeTo(index) - shape;
  if (shapeTo(index) == 0 || end + length + shapeLength + MARGIN > KEY + KEY_BYTES) return 0;
  return copied(copied(end, from, length), shape, shapeLength);
}

/** The number of what has this number, and these values, or outcomes, of the fields that tell those with it apart. */
function keyNumber(number: i32, mask: u64): i32 {
  store<i32>(KEY, number);
  store<u64>(KEY + 4, mask);
  // At first by the names of the record that are no fields.
  let end = number < 0 ? showField(root(), KEY + 12) : KEY + 12;
  for (let rest = mask; rest != 0; rest &= rest - 1) {
    if (end == 0) return -1;
    // Neither a value nor a name has a line end in it: it parts them.
    store<u8>(end, 0x0a);
    const bit = <i32>ctz(rest);
    const index = load<u8>(BITS + <usize>bit);
    if (index != COMPARED) end = showField(index, end + 1);
    else {
      store<i32>(end + 1, outcome(bit));
      end += 5;
    }
  }
  return end == 0 ? -1 : numberOf(KEY, end);
}

/** A row: the record's number, or -1 of what is to be read otherwise; its second; where it is; the fields that told it apart. */
function addRow(isRecord: bool, from: usize, to: usize): void {
  const second = isRecord && isPlain() ? secondOf(valueFrom(timeField), valueTo(timeField)) : -1;
  let number: i32 = -1;
  let told: u64 = 0;
  // First by those that tell all apart, then by those that some need.
  for (let mask = usualMask; second >= 0 && mask != 0; mask = load<u64>(MASKS + (<usize>number << 3))) {
    number = keyNumber(number, mask);
    told |= mask;
    if (number < 0) break;
  }
  const row = ROWS + <usize>rows * ROW_BYTES;
  store<i32>(row, number);
  store<u32>(row + 4, <u32>second);
  store<u32>(row + 8, <u32>(from - INPUT));
  store<u32>(row + 12, <u32>(to - INPUT));
  store<u64>(row + 16, told);
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
