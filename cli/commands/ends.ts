/** How a command that judges a file ends. */
export const ends = "Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.";

/** How a command that only shows something ends. */
export const endsShown = "Exit codes: 0 shown, 2 a mistake in the call.";
