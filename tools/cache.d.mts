/** A path in the user's cache, outside of the checkout. */
export function cacheFolder(...path: string[]): string;
