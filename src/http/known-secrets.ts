import { isObject } from '../../operators/internal/isObject.js';
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

/** Layers of escapes that are read: servers write one or two, and what a credential itself holds may look like more. */
const MOST_LAYERS = 16;

/**
 * What is not read as it is: the number of a character as an address, JSON or HTML writes it, and what means nothing. An address
 * takes a backslash for a slash, JSON puts backslashes in front of anything, HTML has names for quotes and angle brackets, and what
 * is not ASCII comes in one byte or in two. None of these begins within another one, so what is left in the end does not depend on
 * what is read first.
 */
const READ =
  /(?:%(?:25)*|\\?u00)([\da-f]{2})|&(?:#(x?[\da-f]{1,5})|(amp)|quot|apos|lt|gt);|[^ !#-&(-.0-;=?-[\]-~]+/gi;

const meant = (_: string, byte?: string, number = byte && `x${byte}`, name?: string): string =>
  number ? String.fromCharCode(Number(`0${number}`)) : name ? '&' : '';

/** What a text means, however its characters are escaped: each layer of it read, in small letters. */
const meaningOf = (text: string, read = (each: string) => each.replace(READ, meant)): string => {
  let plain = text;
  for (let layer = 0, before = ''; layer < MOST_LAYERS && plain !== before; layer += 1) {
    before = plain;
    plain = read(plain);
  }
  return plain.toLowerCase();
};

/** The same, with the places in the text at which each of its characters begins and ends. */
const placesOf = (text: string) => {
  const begins = new Uint32Array(text.length).map((_, at) => at);
  const ends = begins.map((at) => at + 1);
  const meaning = meaningOf(text, (plain) => {
    // Each layer is written over the one before, which is never shorter.
    let count = 0;
    let behind = 0;
    const keepTo = (at: number): void => {
      begins.copyWithin(count, behind, at);
      ends.copyWithin(count, behind, at);
      count += at - behind;
    };
    const next = plain.replace(READ, (piece: string, ...found: readonly (string | undefined)[]) => {
      const char = meant(piece, ...found);
      const at = Number(found[3]);
      keepTo(at);
      behind = at + piece.length;
      begins.copyWithin(count, at, behind);
      ends.copyWithin(count, behind - 1, behind);
      count += char.length;
      return char;
    });
    keepTo(plain.length);
    ends.fill(text.length, count);
    return next;
  });
  return { meaning, begins, ends };
};

/**
 * A credential as it is, and the part of what it means that is there in any text that holds it: an escape that begins right before
 * it takes hexadecimal digits at its beginning for its own, and what follows it goes on with an escape that begins at its end.
 */
interface Known {
  readonly text: string;
  readonly core: string;
  /** How many characters of what it means stand before that part, and how many behind. */
  readonly before: number;
  readonly behind: number;
}

const HEAD = /^(?:[\da-f]|[#\w]{0,6};){1,8}(?=[^]{6})/;
const TAIL = /^([^]{6,9999}?)(?:%[\da-f]?|u0{0,2}[\da-f]?|&[#\w]{0,5}){1,4}$/;

const knownOf = (text: string): Known => {
  const meaning = meaningOf(text);
  // One that means next to nothing, such as a row of slashes, is looked for as it is.
  if (meaning.length < LEAST_SECRET) return { text, core: text, before: 0, behind: text.length };
  const trimmed = meaning.replace(TAIL, '$1');
  const core = trimmed.replace(HEAD, '');
  const before = trimmed.length - core.length;
  return { text, core, before, behind: meaning.length - before };
};

/** The text with a mask in each place that holds a credential. */
const masked = (text: string, { text: own, core, before, behind }: Known): string => {
  const { meaning, begins, ends } = placesOf(text);
  let shown = '';
  let from = 0;
  for (let at = meaning.indexOf(core); at >= 0; at = meaning.indexOf(core, at + 1)) {
    const begin = begins[at - before] ?? 0;
    // Places that overlap get one mask.
    if (begin >= from) shown += text.slice(from, begin) + MASK;
    from = ends[at + behind - 1] ?? text.length;
  }
  return (shown + text.slice(from)).replaceAll(own, MASK);
};

/** Shorter parts of a header may be names. */
const LONG_PART = /[^\s=;,"]{12,9999}/g;

/** The whole value of a header is a secret, and so is what follows its scheme, and each long part, as in `session=…; token="…"`. */
const textsOf = (value: string): readonly string[] =>
  [...new Set([value, value.slice(value.indexOf(' ') + 1), ...(value.match(LONG_PART) ?? [])])].filter(
    ({ length }) => length >= LEAST_SECRET,
  );

/**
 * Returns what knows the credentials of a client: servers quote them in their refusals and links, HTTP libraries in their
 * errors. They are found wherever a part of a text means the same, as it is read once its escapes are undone, in either case.
 */
export const knownSecrets = (): KnownSecrets => {
  const known = new Map<string, readonly Known[]>();
  let all: readonly Known[] = [];
  /** The length below which no text can hold a credential: a decoded text is never longer than the text itself. */
  let shortest = Infinity;

  const learn = (value: string): void => {
    if (known.has(value)) return;
    known.set(value, textsOf(value).map(knownOf));
    const [first] = known.keys();
    if (known.size > MOST_SECRETS && first !== undefined) known.delete(first);
    all = [...known.values()].flat();
    shortest = Math.min(...all.map(({ core }) => core.length));
  };
  const hide: Hide = (text) => {
    if (text.length < shortest) return text;
    const meaning = meaningOf(text);
    const near = all.filter(({ text: own, core }) => text.includes(own) || meaning.includes(core));
    return near.reduce(masked, text);
  };

  return {
    note: (headers) => {
      for (const name in headers) {
        const value = headers[name];
        if (value !== undefined && isSecret(value)) learn(value.reveal());
      }
    },
    hide,
    isIn: (text) => hide(text) !== text,
  };
};

const isPlainObject = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Plain data with a function over all its texts and names; the very same value where that changes none. */
export const withTexts = <A>(value: A, change: Hide): A => {
  if (typeof value === 'string') return change(value) as A & string;
  if (!isObject(value)) return value;
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
