import { isSecret } from './secret.js';

/** What HTTP takes as a name. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** What HTTP takes as a value, and all that fetch and undici write. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Returns whether a text can be the name of a header. */
export const isHeaderName = (text: string): boolean => NAME.test(text);

/** Returns whether a text can be the value of a header: no line break, no control character, nothing outside of Latin-1. */
export const isHeaderValue = (text: string): boolean => VALUE.test(text);

/** Returns why headers cannot be sent, as one clause without any of their values; undefined when they can. */
export const headerFault = (headers: Readonly<Record<string, unknown>>): string | undefined => {
  // `Headers` and a Map have no member for any of theirs: all of them would be lost.
  if (Symbol.iterator in headers) return 'they are no object';
  for (const [name, given] of Object.entries(headers)) {
    const value: unknown = isSecret(given) ? given.reveal() : given;
    if (!isHeaderName(name))
      return 'the name of a header is empty, or contains a space, a line break or another forbidden character';
    if (typeof value !== 'string') return `the header ${name} is not a text`;
    if (!isHeaderValue(value))
      return `the header ${name} contains a line break or another forbidden character`;
  }
  return undefined;
};
