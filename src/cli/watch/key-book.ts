import { joinCredential, joinCredentials, type Credential } from '../../records/index.js';

/** A list of keys, read. */
export interface KeyReading {
  readonly source: string;
  readonly keys: readonly Credential[];
  /** Whether the list came to its end and nothing was left out: only then is gone what is missing. */
  readonly complete: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** A difference between what was known of a key and what is known now. */
export type KeyDifference =
  | { readonly change: 'added'; readonly source: string; readonly after: Credential }
  | {
      readonly change: 'changed';
      readonly source: string;
      readonly before: Credential;
      readonly after: Credential;
    }
  | { readonly change: 'removed'; readonly source: string; readonly before: Credential };

interface Believed {
  readonly keys: ReadonlyMap<string, Credential>;
  /** Whether the list was read whole once: what shows up before belongs to where it starts from. */
  readonly based: boolean;
}

interface Known {
  readonly key: Credential;
  readonly source: string;
}

const byId = (keys: readonly Credential[]): ReadonlyMap<string, Credential> =>
  new Map(joinCredentials(keys).map((key) => [key.id, key]));

const NOTHING: Believed = { keys: new Map(), based: false };

/**
 * The keys of lists that overlap, each key once. A key that only a list without the last word holds is reported when the list with
 * the last word has been read after it was seen: until then nobody knows what it is.
 */
export class KeyBook {
  readonly #lists = new Map<string, Believed>();
  readonly #known = new Map<string, Known>();
  /** New keys that wait for the last word, since when. */
  readonly #waiting = new Map<string, Date>();
  readonly #isSame: (a: Credential, b: Credential) => boolean;
  /** The list that has the last word. */
  readonly #decider: string;
  #deciderIsDown = false;

  constructor(decider: string, isSame: (a: Credential, b: Credential) => boolean) {
    this.#decider = decider;
    this.#isSame = isSame;
  }

  /** Takes a reading in, and returns what it changes. The first whole reading of a list is where it starts from. */
  read(reading: KeyReading): readonly KeyDifference[] {
    const { source, complete, startedAt, endedAt } = reading;
    const before = this.#lists.get(source) ?? NOTHING;
    const seen = byId(reading.keys);
    const keys = complete ? seen : new Map([...before.keys, ...seen]);
    this.#lists.set(source, { keys, based: before.based || complete });
    if (source === this.#decider) this.#deciderIsDown = false;
    const differences = [...new Set([...before.keys.keys(), ...keys.keys()])].flatMap((id) =>
      this.#differenceOf(id, before.based, endedAt),
    );
    return source === this.#decider
      ? [...differences, ...this.#released((since) => since <= startedAt)]
      : differences;
  }

  /** Notes that a list cannot be read; what waits for its word is reported without it. */
  down(source: string): readonly KeyDifference[] {
    if (source !== this.#decider) return [];
    this.#deciderIsDown = true;
    return this.#released(() => true);
  }

  #differenceOf(id: string, isNews: boolean, at: Date): readonly KeyDifference[] {
    const known = this.#known.get(id);
    const now = this.#asKnown(this.#heldOf(id), known);
    if (now === undefined) return this.#gone(id, known);
    if (known !== undefined) {
      this.#known.set(id, now);
      return this.#isSame(known.key, now.key)
        ? []
        : [{ change: 'changed', source: now.source, before: known.key, after: now.key }];
    }
    if (!isNews && !this.#waiting.has(id)) {
      this.#known.set(id, now);
      return [];
    }
    if (now.source === this.#decider || this.#deciderIsDown) return [this.#report(id, now)];
    if (!this.#waiting.has(id)) this.#waiting.set(id, at);
    return [];
  }

  /** What the lists say of a key now, the one with the last word first. */
  #heldOf(id: string): Known | undefined {
    const holders = [...this.#lists]
      .filter(([, { keys }]) => keys.has(id))
      .sort(([a], [b]) => Number(b === this.#decider) - Number(a === this.#decider));
    const [first] = holders;
    const [key] = joinCredentials(holders.flatMap(([, { keys }]) => keys.get(id) ?? []));
    return first === undefined || key === undefined ? undefined : { key, source: first[0] };
  }

  /** What the list with the last word has said stays said, also when only another list still holds the key. */
  #asKnown(now: Known | undefined, known: Known | undefined): Known | undefined {
    if (now === undefined || known?.source !== this.#decider || now.source === this.#decider) return now;
    return { key: joinCredential(known.key, now.key), source: known.source };
  }

  #gone(id: string, known: Known | undefined): readonly KeyDifference[] {
    this.#known.delete(id);
    // Seen for a moment, and gone before anybody knew what it was.
    this.#waiting.delete(id);
    return known === undefined ? [] : [{ change: 'removed', source: known.source, before: known.key }];
  }

  #report(id: string, now: Known): KeyDifference {
    this.#waiting.delete(id);
    this.#known.set(id, now);
    return { change: 'added', source: now.source, after: now.key };
  }

  #released(isDue: (since: Date) => boolean): readonly KeyDifference[] {
    return [...this.#waiting].flatMap(([id, since]) => {
      const now = isDue(since) ? this.#heldOf(id) : undefined;
      return now === undefined ? [] : [this.#report(id, now)];
    });
  }
}
