// Control characters drive terminals, and the marks that turn the direction of text can make one thing look like another.
const DANGEROUS = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const escaped = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  if (char === '\n') return '\\n';
  if (char === '\t') return '\\t';
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** Returns a text that no terminal acts on: control characters are spelled out. */
export const printable = (text: string): string => text.replace(DANGEROUS, escaped);

/** Returns a text for a file that may also be shown: like {@link printable}, but line breaks and tabs stay data. */
export const storable = (text: string): string =>
  text.replace(DANGEROUS, (char) => (/[\t\n\r]/.test(char) ? char : escaped(char)));
