/** Characters of what a server says that are kept in an error or an event: some quote a whole page. */
export const MOST_SAID = 1000;

/** Characters of an address that are kept there. */
export const MOST_OF_ADDRESS = 2000;

/** Returns a text of at most so many characters; a mark says where it was cut. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;
