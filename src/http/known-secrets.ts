import { isSecret, MASK, type Secret } from './secret.js';
import { spelledAs, type Spelling } from './spelled.js';

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

/** A text that spells characters in another way holds one of these. */
const SPELLS = /[%\\]|\/u00/i;

/** What differs only in case and slashes is the same. */
const squeezed = (text: string): string => text.toLowerCase().replaceAll(/[\\/]/g, '');

const ASCII = /^[\x20-\x7e]*$/;

/** The characters of a squeezed text that are always spelled as they are: all but letters. */
const marksOf = (core: string): readonly string[] => [...new Set(core.replaceAll(/[a-z]/g, ''))];

/** One credential. */
class Known {
  readonly #text: string;
  /** What a text that spells nothing in another way would have to hold; undefined where every text is searched. */
  readonly #core: string | undefined;
  /** What it would have to hold at least, which takes a tenth of the time to see. */
  readonly #marks: readonly string[];
  readonly #spelling: Spelling;

  constructor(text: string) {
    this.#text = text;
    this.#core = ASCII.test(text) ? squeezed(text) : undefined;
    this.#marks = marksOf(this.#core ?? '');
    this.#spelling = spelledAs(text);
  }

  isIn(text: string): boolean {
    return this.#mayBeIn(text) && this.#next(text, 0) !== undefined;
  }

  hide(text: string): string {
    if (!this.#mayBeIn(text)) return text;
    let shown = '';
    let from = 0;
    for (let found = this.#next(text, 0); found !== undefined; found = this.#next(text, from)) {
      shown += text.slice(from, found.at) + MASK;
      from = found.end;
    }
    return shown + text.slice(from);
  }

  #next(text: string, from: number): { readonly at: number; readonly end: number } | undefined {
    const { begins, endAt } = this.#spelling;
    begins.lastIndex = from;
    for (let begin = begins.exec(text); begin !== null; begin = begins.exec(text)) {
      const at = begin.index;
      const end = endAt(text, at);
      if (end !== undefined) return { at, end };
      begins.lastIndex = at + 1;
    }
    return undefined;
  }

  /** To look for one spelling is far faster than to look for all of them, and most replies are long and plain. */
  #mayBeIn(text: string): boolean {
    if (text.length < this.#text.length) return false;
    if (this.#core === undefined || SPELLS.test(text)) return true;
    return this.#marks.every((mark) => text.includes(mark)) && squeezed(text).includes(this.#core);
  }
}

/**
 * Marks that a text begins with are no secret; to look for them costs seconds where a server sends a MiB of slashes or percent
 * signs.
 */
const withoutFirstMarks = (text: string): string => {
  const rest = text.replace(/^[!-/:-@[-^`{-~]+/, '');
  return rest.length >= LEAST_SECRET ? rest : text;
};

/** The whole value of a header is a secret, and so is what follows its scheme. */
const textsOf = (value: string): readonly string[] =>
  [value, value.slice(value.indexOf(' ') + 1)]
    .filter((text) => text.length >= LEAST_SECRET)
    .map(withoutFirstMarks);

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
