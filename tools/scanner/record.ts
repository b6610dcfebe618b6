import { skipBlanks, skipScalar, skipString, toSpecial } from "./json";
import { EMPTY_SLOTS, FIELDS, MARGIN, MOST_DEPTH, OPEN, SHAPE_BYTES, SHAPES, SLOTS, STARTS } from "./layout";
import { isSame } from "./table";

const OBJECT: u32 = 1;
const PASSED_OVER: u32 = 2;
const KEPT: u32 = 3;

/** A field: its name, the field of the object it is in, and of what kind it is. The record itself is the one after the last. */
@unmanaged
class Field {
  name: u32;
  length: u32;
  parent: i32;
  kind: u32;
}

/** Of a field of the record that was read: where its value begins and ends; of an object, where its shape ends. */
@unmanaged
class Slot {
  from: u32;
  to: u32;
  shape: u32;
  unused: u32;
}

let fields: i32 = 0;
/** Whether a name is not written plainly: it might be that of a field. */
let isOdd: bool = false;
/** Where the shape of the innermost object that matters ends; 0 where it is too long. */
let shape: usize = 0;

export function setFields(count: i32): void {
  fields = count;
  for (let index = 0; index <= fields; index++) {
    const empty = changetype<Slot>(EMPTY_SLOTS + (<usize>index << 4));
    empty.from = 0;
    empty.to = 0;
    empty.shape = <u32>shapeFrom(index);
  }
}

/** Of what is not plainly written nothing can be told. */
export function isPlain(): bool {
  return !isOdd;
}

/** The record itself among the fields. */
export function root(): i32 {
  return fields;
}

// @ts-ignore: decorator
@inline
function field(index: i32): Field {
  return changetype<Field>(FIELDS + (<usize>index << 4));
}

// @ts-ignore: decorator
@inline
function slot(index: i32): Slot {
  return changetype<Slot>(SLOTS + (<usize>index << 4));
}

/** Where the value of a field begins and ends; of an object or array, unless it is kept, its bracket alone; 0 where it is not there. */
// @ts-ignore: decorator
@inline
export function valueFrom(index: i32): usize {
  return <usize>slot(index).from;
}

// @ts-ignore: decorator
@inline
export function valueTo(index: i32): usize {
  return <usize>slot(index).to;
}

// @ts-ignore: decorator
@inline
export function shapeFrom(index: i32): usize {
  return SHAPES + <usize>index * SHAPE_BYTES;
}

/** Where the shape of an object ends; 0 where it is too long. */
// @ts-ignore: decorator
@inline
export function shapeTo(index: i32): usize {
  return <usize>slot(index).shape;
}

/** The field of a name in an object; -1 where none is asked for. Fields are in the order of the lengths of their names. */
// @ts-ignore: decorator
@inline
function fieldNamed(name: usize, length: u32, parent: i32): i32 {
  if (length > 63) return -1;
  for (let index = <i32>load<u8>(STARTS + <usize>length); index < fields; index++) {
    const one = field(index);
    if (one.length != length) return -1;
    if (one.parent == parent && isSame(<usize>one.name, name, <usize>length)) return index;
  }
  return -1;
}

/** Copies bytes, by words: what is behind them in memory is written over. */
// @ts-ignore: decorator
@inline
export function copied(to: usize, from: usize, length: usize): usize {
  for (let done: usize = 0; done < length; done += 16) v128.store(to + done, v128.load(from + done));
  return to + length;
}

/** Adds a name to the shape of an object, with how its value begins. */
// @ts-ignore: decorator
@inline
function show(inside: i32, from: usize, length: usize, value: u8): void {
  if (shape == 0) return;
  if (shape + length + MARGIN > shapeFrom(inside) + SHAPE_BYTES) {
    shape = 0;
    return;
  }
  shape = copied(shape, from, length);
  store<u8>(shape, value);
  shape++;
}

// @ts-ignore: decorator
@inline
function opens(byte: u8): bool {
  return byte == 0x7b || byte == 0x5b;
}

/**
 * Reads one record, an object: where it ends; 0 where it is none. The shape of an object that matters has the names in it that are
 * no fields, each with how its value begins, in their order. Where the values of fields are is in the slots: of a name that is there
 * twice, where the last is.
 */
export function readRecord(at: usize): usize {
  if (load<u8>(at) != 0x7b) return 0;
  memory.copy(SLOTS, EMPTY_SLOTS, <usize>(fields + 1) << 4);
  isOdd = false;
  // Of the innermost object that matters: its field, and its depth.
  let inside: i32 = fields;
  let insideDepth: i32 = 1;
  shape = shapeFrom(fields);
  at = skipBlanks(at + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  let depth: i32 = 1;
  // Of the object or array that is kept: its field, and its depth.
  let kept: i32 = -1;
  let keptDepth: i32 = 0;
  store<u8>(OPEN + 1, 1);
  let isName = true;
  while (true) {
    let found: i32 = -1;
    if (isName) {
      at = skipBlanks(at);
      if (load<u8>(at) != 0x22) return 0;
      const name = at + 1;
      at = toSpecial(name);
      const isPlainName = load<u8>(at) == 0x22;
      at = isPlainName ? at + 1 : skipString(at);
      if (at == 0) return 0;
      const end = at;
      at = skipBlanks(at);
      if (load<u8>(at) != 0x3a) return 0;
      at = skipBlanks(at + 1);
      if (depth == insideDepth) {
        if (!isPlainName) isOdd = true;
        found = fieldNamed(name, <u32>(end - name - 1), inside);
        if (found < 0) show(inside, name - 1, end - name + 1, load<u8>(at));
      }
    } else at = skipBlanks(at);
    const value = at;
    const byte = load<u8>(at);
    if (opens(byte)) {
      at = skipBlanks(at + 1);
      if (load<u8>(at) == byte + 2) at++;
      else {
        if (++depth > MOST_DEPTH) return 0;
        isName = byte == 0x7b;
        store<u8>(OPEN + depth, isName ? 1 : 0);
        if (found < 0) continue;
        slot(found).from = <u32>value;
        slot(found).to = <u32>value + 1;
        if (isName && field(found).kind == OBJECT) {
          slot(inside).shape = <u32>shape;
          shape = <usize>slot(found).shape;
          inside = found;
          insideDepth = depth;
        } else if (field(found).kind == KEPT) {
          kept = found;
          keptDepth = depth;
        }
        continue;
      }
    } else {
      at = skipScalar(at);
      if (at == 0) return 0;
    }
    if (found >= 0) {
      slot(found).from = <u32>value;
      slot(found).to = <u32>at;
    }
    while (true) {
      at = skipBlanks(at);
      const next = load<u8>(at);
      const isInObject = load<u8>(OPEN + depth) == 1;
      if (next == 0x2c) {
        at++;
        isName = isInObject;
        break;
      }
      if (next != (isInObject ? 0x7d : 0x5d)) return 0;
      at++;
      if (depth == insideDepth) {
        slot(inside).shape = <u32>shape;
        if (depth > 1) {
          inside = field(inside).parent;
          insideDepth--;
          shape = <usize>slot(inside).shape;
        }
      }
      if (depth == keptDepth) {
        slot(kept).to = <u32>at;
        keptDepth = 0;
      }
      depth--;
      if (depth == 0) return at;
    }
  }
  return 0;
}
