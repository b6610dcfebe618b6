import { MOST_LOOKS, TABLE, TABLE_MASK } from "./layout";

let looks: u32 = 0;
let kept: usize = 0;

export function emptyTable(keepFrom: usize): void {
  looks = 0;
  kept = keepFrom;
  memory.fill(TABLE, 0, <usize>(TABLE_MASK + 1) << 4);
}

export function lookCount(): u32 {
  return looks;
}

// @ts-ignore: decorator
@inline
export function isSame(first: usize, second: usize, length: usize): bool {
  while (length >= 8) {
    if (load<u64>(first) != load<u64>(second)) return false;
    first += 8;
    second += 8;
    length -= 8;
  }
  while (length > 0) {
    if (load<u8>(first) != load<u8>(second)) return false;
    first++;
    second++;
    length--;
  }
  return true;
}

// @ts-ignore: decorator
@inline
function hashOf(from: usize, to: usize): u64 {
  let hash: u64 = to - from;
  // What follows the look is of no meaning, but must always be the same.
  store<u64>(to, 0);
  for (; from < to; from += 8) {
    hash = (hash ^ load<u64>(from)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  return hash;
}

/** The number of a look, from 0, the same for the same bytes; -1 where there is no room for another. */
export function numberOf(from: usize, to: usize): i32 {
  const length = <u32>(to - from);
  const hash = hashOf(from, to);
  let slot = <u32>hash & TABLE_MASK;
  while (true) {
    const entry = TABLE + (<usize>slot << 4);
    const place = load<u32>(entry + 8);
    if (place == 0) break;
    if (load<u32>(entry) == <u32>(hash >> 32) && load<u32>(entry + 12) == length && isSame(<usize>place, from, length)) {
      return <i32>load<u32>(entry + 4);
    }
    slot = (slot + 1) & TABLE_MASK;
  }
  if (looks >= MOST_LOOKS) return -1;
  while (kept + <usize>length + 16 > <usize>memory.size() << 16) {
    if (memory.grow(16) < 0) return -1;
  }
  memory.copy(kept, from, length);
  const entry = TABLE + (<usize>slot << 4);
  store<u32>(entry, <u32>(hash >> 32));
  store<u32>(entry + 4, looks);
  store<u32>(entry + 8, <u32>kept);
  store<u32>(entry + 12, length);
  kept = (kept + <usize>length + 15) & ~15;
  looks += 1;
  return <i32>(looks - 1);
}
