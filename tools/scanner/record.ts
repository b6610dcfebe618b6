import { skipBlanks, skipScalar, skipString, toSpecial } from "./json";
import { FIELDS, LOOK, LOOK_BYTES, MARGIN, MOST_DEPTH, OPEN, SLOTS, STARTS } from "./layout";
import { isSame } from "./table";

const OBJECT: u32 = 1;
const PASSED_OVER: u32 = 2;

/** A field: its name, the field of the object it is in (-2 of the record itself), and whether it is of a kind of its own. */
@unmanaged
class Field {
  name: u32;
  length: u32;
  parent: i32;
  kind: u32;
}

let fields: i32 = 0;
/** Where the look of the record that was read ends; 0 where it is too long, or has a name that is not written plainly. */
let look: usize = 0;

export function setFields(count: i32): void {
  fields = count;
}

export function lookEnd(): usize {
  return look;
}

// @ts-ignore: decorator
@inline
function field(index: i32): Field {
  return changetype<Field>(FIELDS + (<usize>index << 4));
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

// @ts-ignore: decorator
@inline
function showName(from: usize, length: usize): void {
  if (look == 0) return;
  look = look + length + MARGIN > LOOK + LOOK_BYTES ? 0 : copied(look, from, length);
}

// @ts-ignore: decorator
@inline
function showByte(byte: u8): void {
  if (look == 0) return;
  store<u8>(look, byte);
  look++;
}

// @ts-ignore: decorator
@inline
function opens(byte: u8): bool {
  return byte == 0x7b || byte == 0x5b;
}

/**
 * Reads one record, an object: where it ends; 0 where it is none. Its look has the names in the objects that matter, each
 * with how its value begins, in their order, but for those that are passed over. Where the values of fields are is in the slots: of a name that is there twice,
 * where the last is.
 */
export function readRecord(at: usize): usize {
  if (load<u8>(at) != 0x7b) return 0;
  // No look of values begins like this.
  store<u64>(LOOK, -1);
  look = LOOK + 8;
  memory.fill(SLOTS, 0, <usize>fields << 3);
  at = skipBlanks(at + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  let depth: i32 = 1;
  // Of the innermost object that matters: its field, and its depth.
  let inside: i32 = -2;
  let insideDepth: i32 = 1;
  store<u8>(OPEN + 1, 1);
  let isName = true;
  while (true) {
    let found: i32 = -1;
    let isShown = isName && depth == insideDepth;
    if (isName) {
      at = skipBlanks(at);
      if (load<u8>(at) != 0x22) return 0;
      const name = at + 1;
      at = toSpecial(name);
      const isPlain = load<u8>(at) == 0x22;
      at = isPlain ? at + 1 : skipString(at);
      if (at == 0) return 0;
      if (isShown) {
        if (!isPlain) look = 0;
        found = fieldNamed(name, <u32>(at - name - 1), inside);
        isShown = found < 0 || field(found).kind != PASSED_OVER;
        if (isShown) showName(name - 1, at - name + 1);
      }
      at = skipBlanks(at);
      if (load<u8>(at) != 0x3a) return 0;
      at++;
    }
    at = skipBlanks(at);
    const value = at;
    const byte = load<u8>(at);
    if (isShown) showByte(byte);
    if (opens(byte)) {
      at = skipBlanks(at + 1);
      if (load<u8>(at) == byte + 2) at++;
      else {
        if (++depth > MOST_DEPTH) return 0;
        isName = byte == 0x7b;
        store<u8>(OPEN + depth, isName ? 1 : 0);
        if (found >= 0 && isName && field(found).kind == OBJECT) {
          inside = found;
          insideDepth = depth;
          showByte(0x7b);
        }
        continue;
      }
    } else {
      at = skipScalar(at);
      if (at == 0) return 0;
    }
    if (found >= 0) {
      store<u32>(SLOTS + (<usize>found << 3), <u32>value);
      store<u32>(SLOTS + (<usize>found << 3) + 4, <u32>at);
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
      if (depth == insideDepth && inside != -2) {
        inside = field(inside).parent;
        insideDepth--;
        showByte(0x7d);
      }
      depth--;
      if (depth == 0) return at;
    }
  }
  return 0;
}
