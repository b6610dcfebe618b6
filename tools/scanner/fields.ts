import { EMPTY_SLOTS, FIELDS, MARGIN, SHAPE_BYTES, SHAPES, SLOTS, STARTS } from "./layout";
import { isSame } from "./table";

// The fields that are looked for, and what was found of them in the record that was read last.

export const OBJECT: u32 = 1;
export const KEPT: u32 = 3;

/** A field: its name, the field of the object it is in, and of what kind it is. The record itself is the one after the last. */
@unmanaged
export class Field {
  name: u32;
  length: u32;
  parent: i32;
  kind: u32;
}

/** Of a field of the record that was read: where its value begins and ends; of an object, where its shape ends. */
@unmanaged
export class Slot {
  from: u32;
  to: u32;
  shape: u32;
  unused: u32;
}

let fields: i32 = 0;

export function setFields(count: i32): void {
  fields = count;
  for (let index = 0; index <= fields; index++) {
    const empty = changetype<Slot>(EMPTY_SLOTS + (<usize>index << 4));
    empty.from = 0;
    empty.to = 0;
    empty.shape = <u32>shapeFrom(index);
  }
}

/** The record itself among the fields. */
export function root(): i32 {
  return fields;
}

/** Before a record is read. */
// @ts-ignore: decorator
@inline
export function forgetFound(): void {
  memory.copy(SLOTS, EMPTY_SLOTS, <usize>(fields + 1) << 4);
}

// @ts-ignore: decorator
@inline
export function field(index: i32): Field {
  return changetype<Field>(FIELDS + (<usize>index << 4));
}

// @ts-ignore: decorator
@inline
export function slot(index: i32): Slot {
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
export function fieldNamed(name: usize, length: u32, parent: i32): i32 {
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

/** Adds a name to the shape of an object, with how its value begins: where it ends then; 0 where it is too long. */
// @ts-ignore: decorator
@inline
export function shown(shape: usize, inside: i32, from: usize, length: usize, value: u8): usize {
  if (shape == 0 || shape + length + MARGIN > shapeFrom(inside) + SHAPE_BYTES) return 0;
  const end = copied(shape, from, length);
  store<u8>(end, value);
  return end + 1;
}
