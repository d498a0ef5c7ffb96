import { isObject } from '../../operators/internal/isObject.js';
import { isSecret, MASK, type Secret } from './secret.js';

/** Masks credentials wherever they are in a text; in data not the name of a user, which may be an id there. */
export type Hide = (text: string, isData?: boolean) => string;

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
export const meaningOf = (text: string, read = (each: string) => each.replace(READ, meant)): string => {
  let plain = text;
  for (let layer = 0, before = ''; layer < MOST_LAYERS && plain !== before; layer += 1) {
    before = plain;
    plain = read(plain);
  }
  return plain.toLowerCase();
};

/** The same, with the places in the text at which each of its characters begins and ends, in turns. */
const placesOf = (text: string) => {
  const places = new Uint32Array(2 * text.length).map((_, at) => (at + 1) >> 1);
  const meaning = meaningOf(text, (plain) => {
    // Each layer is written over the one before, which is never shorter.
    let count = 0;
    let behind = 0;
    const keepTo = (at: number): void => {
      places.copyWithin(2 * count, 2 * behind, 2 * at);
      count += at - behind;
    };
    const next = plain.replace(READ, (piece: string, ...found: readonly (string | undefined)[]) => {
      const char = meant(piece, ...found);
      const at = Number(found[3]);
      keepTo(at);
      behind = at + piece.length;
      places.copyWithin(2 * count, 2 * at, 2 * at + 1);
      places.copyWithin(2 * count + 1, 2 * behind - 1, 2 * behind);
      count += char.length;
      return char;
    });
    keepTo(plain.length);
    places.fill(text.length, 2 * count);
    return next;
  });
  return { meaning, places };
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
  /** The name of a user who has a password. */
  readonly isName: boolean;
}

const HEAD = /^(?:[\da-f]|[#\w]{0,6};){1,8}(?=[^]{6})/;
const TAIL = /^([^]{6,9999}?)(?:%[\da-f]?|u0{0,2}[\da-f]?|&[#\w]{0,5}){1,4}$/;

const knownOf = (text: string): Omit<Known, 'isName'> => {
  const meaning = meaningOf(text);
  // One that means next to nothing, such as a row of slashes, is looked for as it is.
  const looked = meaning.length < LEAST_SECRET ? text : meaning;
  const trimmed = looked.replace(TAIL, '$1');
  const core = trimmed.replace(HEAD, '');
  const before = trimmed.length - core.length;
  return { text, core, before, behind: looked.length - before };
};

/** The text with a mask in each place that holds a credential. */
const masked = (text: string, { text: own, core, before, behind }: Known): string => {
  const { meaning, places } = placesOf(text);
  let shown = '';
  let from = 0;
  for (let at = meaning.indexOf(core); at >= 0; at = meaning.indexOf(core, at + 1)) {
    const begin = places[2 * (at - before)] ?? 0;
    // Places that overlap get one mask.
    if (begin >= from) shown += text.slice(from, begin) + MASK;
    from = places[2 * (at + behind) - 1] ?? text.length;
  }
  return (shown + text.slice(from)).replaceAll(own, MASK);
};

/** Shorter parts of a header may be names, and what a value follows is one. */
const LONG_PART = /[^\s=;,"]{12,9999}(?![^\s=;,"]|="?[^\s=;,"])/g;

/** What a header encodes whose scheme is `Basic`: a user and a password. Of another scheme nothing is left to decode. */
const loginIn = (value: string): readonly string[] => {
  try {
    return atob(value.replace(/^basic |^.*/i, '')).split(/:(.*)/s);
  } catch {
    return [];
  }
};

/**
 * The whole value of a header is a secret, and so is what follows its scheme, each long part, as in `session=…; token="…"`, and a
 * password. A user without one is a secret, too; with one, it is a name, and of letters alone it is any word.
 */
const knownIn = (value: string): readonly Known[] => {
  const [user = '', password = ''] = loginIn(value);
  const isNamed = password.length >= LEAST_SECRET;
  const name = isNamed && /^[a-z]*$/i.test(user) ? '' : user;
  const parts = value.match(LONG_PART) ?? [];
  return [...new Set([value, value.slice(value.indexOf(' ') + 1), ...parts, password, name])]
    .filter(({ length }) => length >= LEAST_SECRET)
    .map((text) => ({ ...knownOf(text), isName: isNamed && text === name }));
};

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
    const before = known.get(value);
    // The last one that was sent is the last one to be forgotten.
    known.delete(value);
    known.set(value, before ?? knownIn(value));
    if (before) return;
    for (const first of known.keys()) if (known.size > MOST_SECRETS) known.delete(first);
    all = [...known.values()].flat();
    shortest = Math.min(...all.map(({ core }) => core.length));
  };
  const hide: Hide = (text, isData) => {
    if (text.length < shortest) return text;
    const meaning = meaningOf(text);
    const near = all.filter(
      ({ text: own, core, isName }) => !(isData && isName) && (text.includes(own) || meaning.includes(core)),
    );
    return near.reduce(masked, text);
  };

  return {
    note: (headers) => {
      for (const value of Object.values(headers)) if (isSecret(value)) learn(value.reveal());
    },
    hide,
    isIn: (text) => hide(text, true) !== text,
  };
};

const isPlain = (value: object): boolean =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);

/** Plain data with a function over all its texts and names; the very same value where that changes none. */
export const withTexts = <A>(value: A, change: Hide): A => {
  if (typeof value === 'string') return change(value) as A & string;
  if (!isObject(value) || !isPlain(value)) return value;
  const entries = Object.entries(value).map(
    ([name, each]) => [change(name), withTexts(each, change)] as const,
  );
  if (entries.every(([name, each]) => each === value[name])) return value;
  return (Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)) as A & object;
};
