/** The Java to run event-ruler with, and the folder of its libraries, fetched if missing. */
export function eventRulerLibraries(): Promise<{ readonly java: string; readonly folder: string }>;
