/**
 * Finds a text anywhere in another one, in every way in which its characters may be written: as they are, escaped for an
 * address once or several times over, escaped for JSON, and both. A regular expression of all spellings takes seconds to compile.
 */

/** Where a match may go on behind one part, from a place in a text. */
type Part = (text: string, at: number) => readonly number[];

const MOST_ESCAPES = 3;

const NOWHERE: readonly number[] = [];

/** Places behind a byte that is escaped for an address at a place: none or one. */
const behindByte = (text: string, at: number, hex: string): readonly number[] => {
  if (text[at] !== '%') return NOWHERE;
  for (let next = at + 1, times = 0; times <= MOST_ESCAPES; next += 2, times += 1) {
    if (text.slice(next, next + hex.length).toLowerCase() === hex) return [next + hex.length];
    if (!text.startsWith('25', next)) return NOWHERE;
  }
  return NOWHERE;
};

/** Places behind bytes that follow one another. */
const behindBytes = (text: string, at: number, bytes: readonly string[]): readonly number[] =>
  bytes.reduce<readonly number[]>(
    (places, byte) => places.flatMap((place) => behindByte(text, place, byte)),
    [at],
  );

/** A backslash or a slash: an address takes one for the other, and JSON may put one in front of the other. */
const behindSlash = (text: string, at: number): number | undefined => {
  const char = text[at];
  if (char === '\\' || char === '/') return at + 1;
  return char === '%' ? (behindByte(text, at, '5c')[0] ?? behindByte(text, at, '2f')[0]) : undefined;
};

/** Places behind none, one, two … slashes, as many as there are, and no more than so many. */
const behindSlashes = (text: string, at: number, most: number): readonly number[] => {
  const places = [at];
  for (let next = behindSlash(text, at); next !== undefined && places.length <= most;) {
    places.push(next);
    next = behindSlash(text, next);
  }
  return places;
};

const hexOf = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

const JSON_SLASH = /^u00(?:5c|2f)/i;

/** Places behind one slash, with and without the number that JSON may put behind it. */
const behindOneSlash = (text: string, at: number): readonly number[] => {
  const place = behindSlash(text, at);
  if (place === undefined) return [];
  return JSON_SLASH.test(text.slice(place, place + 5)) ? [place, place + 5] : [place];
};

/**
 * Slashes that follow one another are spelled as one: to spell each of them would leave open which text belongs to which. The
 * next character may begin with a slash of its own, so each place from the fewest on is one to go on from.
 */
const slashes =
  (count: number): Part =>
  (text, at) => {
    const found = new Set<number>();
    let places: readonly number[] = [at];
    for (let seen = 1; seen <= 8 * count && places.length > 0; seen += 1) {
      places = [...new Set(places.flatMap((place) => behindOneSlash(text, place)))];
      if (seen >= count) for (const place of places) found.add(place);
    }
    return [...found];
  };

const isSame = (a: string | undefined, b: string): boolean => a === b || a?.toLowerCase() === b.toLowerCase();

const SLASHES_BEFORE_MARK = 8;
const SLASHES_BEFORE_LETTER = 4;

const behindJson = (text: string, at: number, code: number): readonly number[] => {
  if (!isSame(text[at], 'u')) return NOWHERE;
  const json = `u00${hexOf(code, 2)}`;
  return text.slice(at, at + json.length).toLowerCase() === json ? [at + json.length] : [];
};

const letter =
  (char: string): Part =>
  (text, at) => {
    if (isSame(text[at], char)) return [at + 1];
    const code = char.charCodeAt(0);
    const escaped = behindByte(text, at, hexOf(code, 2));
    if (escaped.length > 0) return escaped;
    if (behindSlash(text, at) === undefined) return NOWHERE;
    return behindSlashes(text, at, SLASHES_BEFORE_LETTER)
      .slice(1)
      .flatMap((place) => behindJson(text, place, code));
  };

const mark = (char: string): Part => {
  const code = char.charCodeAt(0);
  const bytes = Array.from(new TextEncoder().encode(char), (byte) => hexOf(byte, 2));
  const hex = hexOf(code, 2);
  const ownAt = (text: string, at: number): readonly number[] => {
    if (isSame(text[at], char)) return text[at] === '%' ? [at + 1, ...behindByte(text, at, hex)] : [at + 1];
    if (text[at] !== '%') return behindJson(text, at, code);
    return [...behindByte(text, at, hex), ...behindBytes(text, at, bytes)];
  };
  return (text, at) => behindSlashes(text, at, SLASHES_BEFORE_MARK).flatMap((place) => ownAt(text, place));
};

const partOf = (part: string): Part => {
  if (/[\\/]/.test(part)) return slashes(part.length);
  return /\w/.test(part) ? letter(part) : mark(part);
};

/** Where a text may begin in another one, and where it ends then. */
export interface Spelling {
  /** Finds the next place at which it may begin: cheap, and true of few places, also in a text that was made to be slow. */
  readonly begins: RegExp;
  /** The end of the text at a place; undefined where it is not there. */
  readonly endAt: (text: string, at: number) => number | undefined;
}

const BYTE = `%(?:25){0,${String(MOST_ESCAPES)}}`;
const SLASH = String.raw`(?:[\\/]|${BYTE}(?:5c|2f))`;

/** What any spelling may begin with, beside the character itself. */
const BEGINNINGS = String.raw`%\\/u`;

/** All spellings of a letter, which most credentials begin with; of other characters what they may begin with. */
const beginsWith = (first: string): RegExp => {
  if (!/\w/.test(first))
    return new RegExp(`[${BEGINNINGS}${first.replace(/[\\\]^-]/, String.raw`\$&`)}]`, 'gi');
  const hex = hexOf(first.charCodeAt(0), 2);
  return new RegExp(`${first}|${BYTE}${hex}|${SLASH}{1,${String(SLASHES_BEFORE_LETTER)}}u00${hex}`, 'gi');
};

/** Returns what finds a text at a place of another one, however it is spelled there. */
export const spelledAs = (wanted: string): Spelling => {
  const parts = (wanted.match(/[\\/]+|[^\\/]/g) ?? []).map(partOf);
  return {
    begins: beginsWith(wanted.charAt(0)),
    endAt: (text, at) => {
      let places: readonly number[] = [at];
      for (const part of parts) {
        const [place] = places;
        places =
          places.length === 1 && place !== undefined
            ? part(text, place)
            : [...new Set(places.flatMap((each) => part(text, each)))];
        if (places.length === 0) return undefined;
      }
      return Math.max(...places);
    },
  };
};
