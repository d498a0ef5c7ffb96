import { isSecret, MASK, type Secret } from './secret.js';

/** Masks credentials wherever they stand in a text. */
export type Hide = (text: string) => string;

/** The credentials that a client has sent lately, which must not come back in what it says or stores. */
export interface KnownSecrets {
  /** Notes the credentials in the headers of a request. */
  note(headers: Readonly<Record<string, string | Secret<string>>>): void;
  /** Masks them in a text. */
  readonly hide: Hide;
  /** Whether a text holds one of them. */
  isIn(text: string): boolean;
}

/** Shorter texts are no credentials, and masking them would garble what is said. */
const LEAST_SECRET = 6;

/** A credential that changes with each request is forgotten after this many others. */
const MOST_SECRETS = 16;

/** What an address writes in front of the number of a byte that is escaped once or several times over. */
const PERCENT = '%(?:25)*';

/** A character as an address escapes it: in two bytes of UTF-8, or in one of Latin-1. A header holds no others. */
const BYTES = new RegExp(String.raw`${PERCENT}c([23])${PERCENT}([89ab][\da-f])|${PERCENT}([\da-f]{2})`, 'gi');

/** A text in pieces of one character each, however that is escaped. */
const PIECES = new RegExp(
  String.raw`(?:[\\/]|${PERCENT}(?:5c|2f))+(?:u00[\da-f]{2})?|${BYTES.source}|[^]`,
  'gi',
);

const charOf = (hex: string, above = 0): string => String.fromCharCode(parseInt(hex, 16) + above);

/** The same in one case, and without slashes. The one letter whose small form is longer would move those behind it. */
const squeezed = (text: string): string =>
  text
    .replace(/[\\/]+/g, '')
    .replaceAll('İ', 'i')
    .toLowerCase();

/**
 * What a text means, however its characters are escaped. Slashes mean nothing: an address takes a backslash for a slash, and JSON puts
 * backslashes in front of other characters, and before their numbers.
 */
const plainOf = (text: string): string => {
  const decoded = text.replace(BYTES, (_, lead: string | undefined, trail: string, byte: string) =>
    lead === undefined ? charOf(byte) : charOf(trail, lead === '3' ? 64 : 0),
  );
  if (!/u00/i.test(decoded)) return squeezed(decoded);
  // One slash before a number: to look for it from each slash of a run would take the square of the time.
  const single = decoded.replace(/[\\/]+/g, '/');
  return squeezed(single.replace(/\/u00([\da-f]{2})/gi, (_, hex: string) => charOf(hex)));
};

/** The text with a mask in each place that means a credential. */
const masked = (text: string, meaning: string): string => {
  const begins: number[] = [];
  const ends: number[] = [];
  const plain = text.replace(PIECES, (piece: string, ...found: readonly unknown[]) => {
    const at = Number(found[3]);
    const char = plainOf(piece);
    if (char !== '') {
      begins.push(at);
      ends.push(at + piece.length);
    }
    return char;
  });
  let shown = '';
  let from = 0;
  for (let at = plain.indexOf(meaning); at >= 0; at = plain.indexOf(meaning, at + meaning.length)) {
    shown += text.slice(from, begins[at]) + MASK;
    from = ends[at + meaning.length - 1] ?? text.length;
  }
  return shown + text.slice(from);
};

/** One credential: as it is, and what it means. */
interface Known {
  readonly text: string;
  readonly meaning: string;
}

/** A `%` right before two characters that look like a number takes them for its own. What is left is looked for, if it is long enough. */
const TAKEN = /^[\da-f]{2}(?=[^]{10})/;

/** A credential may hold what looks like an escape, and the server may escape that or not. Slashes alone mean nothing. */
const knownOf = (text: string): readonly Known[] =>
  [...new Set([squeezed(text), plainOf(text)].flatMap((each) => [each, each.replace(TAKEN, '')]))].map(
    (meaning) => ({ text, meaning: meaning.length < LEAST_SECRET ? text : meaning }),
  );

/** The whole value of a header is a secret, and so is what follows its scheme. */
const textsOf = (value: string): readonly string[] =>
  [value, value.slice(value.indexOf(' ') + 1)].filter(({ length }) => length >= LEAST_SECRET);

/**
 * Returns what knows the credentials of a client: servers quote them in their refusals and links, HTTP libraries in their
 * errors. They are found as they are, percent-encoded and as JSON escapes them, in either case.
 */
export const knownSecrets = (): KnownSecrets => {
  const known = new Map<string, readonly Known[]>();
  let all: readonly Known[] = [];

  const learn = (value: string): void => {
    if (known.has(value)) return;
    known.set(value, textsOf(value).flatMap(knownOf));
    const [first] = known.keys();
    if (known.size > MOST_SECRETS && first !== undefined) known.delete(first);
    all = [...known.values()].flat();
  };
  const isIn = (text: string): boolean => {
    if (text.length < LEAST_SECRET || all.length === 0) return false;
    const plain = plainOf(text);
    return all.some((each) => text.includes(each.text) || plain.includes(each.meaning));
  };

  return {
    note: (headers) => {
      for (const name in headers) {
        const value = headers[name];
        if (value !== undefined && isSecret(value)) learn(value.reveal());
      }
    },
    hide: (text) => {
      if (!isIn(text)) return text;
      let shown = text;
      // Taken again only where something was masked: a client may know many credentials, and a text may be long.
      let plain = plainOf(text);
      for (const each of all) {
        const before = shown;
        if (shown.includes(each.text)) shown = shown.replaceAll(each.text, MASK);
        if (shown !== before) plain = plainOf(shown);
        if (!plain.includes(each.meaning)) continue;
        shown = masked(shown, each.meaning);
        plain = plainOf(shown);
      }
      // It is there, and in no place that can be named.
      return isIn(shown) ? MASK : shown;
    },
    isIn,
  };
};

const isPlainObject = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Plain data with a function over all its texts and names; the very same value where that changes none. */
export const withTexts = <A>(value: A, change: Hide): A => {
  if (typeof value === 'string') return change(value) as A & string;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const changed = value.map((each: unknown) => withTexts(each, change));
    return changed.some((each, index) => each !== value[index]) ? (changed as A & unknown[]) : value;
  }
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, each]) => [change(name), withTexts(each, change)] as const,
  );
  return entries.some(([name, each]) => each !== value[name]) ? (Object.fromEntries(entries) as A) : value;
};
