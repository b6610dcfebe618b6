/** As much of a text of an event as a page shows, so that one long name does not make the page. */
export const mostCharacters = 240;

export const shortened = (text: string): string =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
