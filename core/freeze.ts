/** Freezes a value with everything in it. */
export const deepFreeze = <T>(value: T): Readonly<T> => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};
