// Goes over JSON as JSON.parse reads it. Each function takes a place and says where it is afterwards; 0 where it can't go on.

// @ts-ignore: decorator
@inline
export function skipBlanks(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x09 && byte != 0x0d) return at;
    at++;
  }
}

/** From behind the opening quote to the first quote, backslash or control character. */
// @ts-ignore: decorator
@inline
export function toSpecial(at: usize): usize {
  while (true) {
    const bytes = v128.load(at);
    const special = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
        i8x16.lt_u(bytes, i8x16.splat(0x20)),
      ),
    );
    if (special != 0) return at + <usize>ctz(special);
    at += 16;
  }
}

/** From behind the opening quote of a string to behind the closing one. */
// @ts-ignore: decorator
@inline
export function skipString(at: usize): usize {
  while (true) {
    at = toSpecial(at);
    const byte = load<u8>(at);
    if (byte == 0x22) return at + 1;
    if (byte < 0x20) return 0;
    at = skipEscape(at);
    if (at == 0) return 0;
  }
}

function skipEscape(at: usize): usize {
  const byte = load<u8>(at + 1);
  if (byte == 0x75) {
    for (let digit: usize = 2; digit < 6; digit++) {
      const one = load<u8>(at + digit);
      const letter = one | 0x20;
      if (!isDigit(one) && !(letter >= 0x61 && letter <= 0x66)) return 0;
    }
    return at + 6;
  }
  const isKnown =
    byte == 0x22 || byte == 0x5c || byte == 0x2f || byte == 0x62 || byte == 0x66 || byte == 0x6e || byte == 0x72 || byte == 0x74;
  return isKnown ? at + 2 : 0;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

function skipDigits(at: usize): usize {
  if (!isDigit(load<u8>(at))) return 0;
  while (isDigit(load<u8>(at))) at++;
  return at;
}

function skipNumber(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  at = load<u8>(at) == 0x30 ? at + 1 : skipDigits(at);
  if (at == 0) return 0;
  if (load<u8>(at) == 0x2e) {
    at = skipDigits(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 0x20) != 0x65) return at;
  at++;
  if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++;
  return skipDigits(at);
}

/** Over a value that is no object and no array. */
// @ts-ignore: decorator
@inline
export function skipScalar(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x22) return skipString(at + 1);
  if (byte == 0x74) return load<u32>(at) == 0x65757274 ? at + 4 : 0;
  if (byte == 0x66) return load<u32>(at + 1) == 0x65736c61 ? at + 5 : 0;
  if (byte == 0x6e) return load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  return skipNumber(at);
}
