import { field, fieldNamed, forgetFound, KEPT, OBJECT, root, shapeFrom, shown, slot } from "./fields";
import { skipBlanks, skipScalar, skipString, toSpecial } from "./json";
import { MOST_DEPTH, OPEN } from "./layout";

/** Whether a name is not written plainly: it might be that of a field. */
let isOdd: bool = false;

/** Of what is not plainly written nothing can be told. */
export function isPlain(): bool {
  return !isOdd;
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
  forgetFound();
  isOdd = false;
  // Of the innermost object that matters: its field, and its depth.
  let inside: i32 = root();
  let insideDepth: i32 = 1;
  // Where its shape ends.
  let shape = shapeFrom(inside);
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
        if (found < 0) shape = shown(shape, inside, name - 1, end - name + 1, load<u8>(at));
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
