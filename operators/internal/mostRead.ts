/**
 * Characters of a foreign text that a regular expression looks at: far more than are kept, and few enough that no word overflows
 * its stack.
 */
export const MOST_READ = 100_000;
