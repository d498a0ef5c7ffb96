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

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** A byte in an address, escaped once or several times over. */
const escapedByte = (byte: number): string => `%(?:25){0,3}${hex(byte)}`;

/** A backslash or a slash: an address takes one for the other, and JSON may put one in front of the other. */
const SLASH = `(?:\\\\|\\/|${escapedByte(0x5c)}|${escapedByte(0x2f)})`;

/** Slashes that follow one another are spelled as one: to spell each of them would leave open which text belongs to which. */
const slashes = (count: number): string =>
  `(?:${SLASH}(?:u00(?:5c|2f))?){${String(count)},${String(8 * count)}}`;

/**
 * The ways in which a character of a header may be written: as it is, escaped for an address, escaped for JSON, and escaped
 * for both.
 */
const spellings = (part: string): string => {
  if (/[\\/]/.test(part)) return slashes(part.length);
  const code = part.charCodeAt(0);
  const json = `u00${hex(code)}`;
  if (/\w/.test(part)) return `(?:${part}|${escapedByte(code)}|${SLASH}{1,4}${json})`;
  const plain = `\\u${code.toString(16).padStart(4, '0')}`;
  // Two ways to spell the same would double the time with each character.
  const escaped = new Set([
    escapedByte(code),
    Array.from(new TextEncoder().encode(part), escapedByte).join(''),
  ]);
  return `${SLASH}{0,8}(?:${plain}|${[...escaped].join('|')}|${json})`;
};

/** A credential in the parts that are spelled one by one: its characters, with slashes that follow one another as one. */
const partsOf = (text: string): readonly string[] => text.match(/[\\/]+|[^\\/]/g) ?? [];

/** One credential: its spellings are written out when a text is long enough to hold one, which most never are. */
class Known {
  readonly #text: string;
  #pattern: RegExp | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  isIn(text: string): boolean {
    return text.length >= this.#text.length && text.search(this.#spelled()) >= 0;
  }

  hide(text: string): string {
    return text.length < this.#text.length ? text : text.replace(this.#spelled(), MASK);
  }

  #spelled(): RegExp {
    // The host of an address is written in small letters, whatever it was before.
    this.#pattern ??= new RegExp(partsOf(this.#text).map(spellings).join(''), 'gi');
    return this.#pattern;
  }
}

/** The whole value of a header is a secret, and so is what follows its scheme. */
const textsOf = (value: string): readonly string[] =>
  [value, value.slice(value.indexOf(' ') + 1)].filter((text) => text.length >= LEAST_SECRET);

/**
 * Returns what knows the credentials of a client: servers quote them in their refusals and links, HTTP libraries in their
 * errors. They are found as they are, percent-encoded and as JSON escapes them, in either case.
 */
export const knownSecrets = (): KnownSecrets => {
  const known = new Map<string, readonly Known[]>();
  let all: readonly Known[] = [];

  const learn = (value: string): void => {
    if (known.has(value)) return;
    known.set(
      value,
      [...new Set(textsOf(value))].map((text) => new Known(text)),
    );
    const [first] = known.keys();
    if (known.size > MOST_SECRETS && first !== undefined) known.delete(first);
    all = [...known.values()].flat();
  };

  return {
    note: (headers) => {
      for (const name in headers) {
        const value = headers[name];
        if (value !== undefined && isSecret(value)) learn(value.reveal());
      }
    },
    hide: (text) => {
      let shown = text;
      for (const each of all) shown = each.hide(shown);
      return shown;
    },
    isIn: (text) => all.some((each) => each.isIn(text)),
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
