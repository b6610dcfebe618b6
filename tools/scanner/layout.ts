/** Where things are in memory. What is read comes last but for the looks that are kept, which grow. */
export const FIELDS: usize = 1024;
export const STARTS: usize = 7 * 1024;
/** Of each bit of a mask: which field it is; or that it is how comparisons come out, which is asked outside. */
export const BITS: usize = 7 * 1024 + 64;
export const COMPARED: u8 = 255;
export const SLOTS: usize = 8 * 1024;
export const EMPTY_SLOTS: usize = 10 * 1024;
export const OPEN: usize = 12 * 1024;
export const KEY: usize = 48 * 1024;
export const ROWS: usize = 128 * 1024;
export const MASKS: usize = 1024 * 1024;
export const SHAPES: usize = 1536 * 1024;
export const TABLE: usize = 2 * 1024 * 1024;
export const INPUT: usize = 4 * 1024 * 1024;

export const ROW_BYTES: usize = 24;
export const MOST_ROWS: i32 = 16384;
export const MOST_DEPTH: i32 = 500;
export const MOST_LOOKS: u32 = 65536;
export const TABLE_MASK: u32 = 131071;
export const KEY_BYTES: usize = 64 * 1024;
/** Of each field, and of the record itself. */
export const SHAPE_BYTES: usize = 4 * 1024;
/** A copy writes whole words, beyond the end of what it copies. */
export const MARGIN: usize = 32;
