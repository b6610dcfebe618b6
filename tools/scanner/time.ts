// @ts-ignore: decorator
@inline
function two(place: usize): i32 {
  const first = load<u8>(place) - 0x30;
  const second = load<u8>(place + 1) - 0x30;
  return first > 9 || second > 9 ? -1 : <i32>first * 10 + <i32>second;
}

/** Seconds since 1970 of `"2026-07-01T10:00:00Z"`, in just that form; -1 of any other, and of years that 32 bits don't hold. */
export function secondOf(from: usize, to: usize): i64 {
  if (to - from != 22 || load<u8>(from) != 0x22) return -1;
  const text = from + 1;
  if (load<u8>(text + 4) != 0x2d || load<u8>(text + 7) != 0x2d || load<u8>(text + 10) != 0x54) return -1;
  if (load<u8>(text + 13) != 0x3a || load<u8>(text + 16) != 0x3a || load<u8>(text + 19) != 0x5a) return -1;
  const century = two(text);
  const yearOf = two(text + 2);
  const month = two(text + 5);
  const day = two(text + 8);
  const hour = two(text + 11);
  const minute = two(text + 14);
  const second = two(text + 17);
  if (century < 19 || yearOf < 0 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  const year = century * 100 + yearOf;
  if (year < 1970 || year > 2105) return -1;
  // The last days of months need a calendar: they are read elsewhere.
  if (day > 28 && (month == 2 || (day == 31 && (month == 4 || month == 6 || month == 9 || month == 11)))) return -1;
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  const days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468;
  return <i64>days * 86400 + <i64>(hour * 3600 + minute * 60 + second);
}
