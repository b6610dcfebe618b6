/** `<n>s` with up to nine fractional digits. */
export function secondsOf(duration: string): number | undefined {
  const match = /^(\d+(?:\.\d{1,9})?)s$/.exec(duration);
  return match ? Number(match[1]) : undefined;
}
