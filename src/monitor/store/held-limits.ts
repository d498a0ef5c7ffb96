import { isoAt, type Limit } from '../../records/index.js';
import { CountedFloors } from './counted-floors.js';
import type { FeedState } from './feed-state.js';
import { isSame } from './same.js';
import { DAY_MS } from '../../records/durations.js';

/** In place of a list: what a client knows of its limits is in none. */
const NO_LIST = -1;
/** A server may name other windows with each reply: of each source so many limits that no list holds are kept. */
const MOST_LEARNED = 16;
/** What no client has said anything of for so long holds no longer. */
const UNLEARN_MS = 7 * DAY_MS;

/** A limit, the list that holds it, and the reading that saw it last. */
interface HeldLimit {
  readonly record: Limit;
  readonly feed: number;
  stamp: number;
}

/** Whether a word on a limit replaces another: of two floors it is the one that holds, which was chosen by how much it says. */
const isLater = (word: Limit, before: Limit | undefined): boolean => {
  if (before === undefined) return true;
  if (word.atLeast === true && before.atLeast === true)
    return word.asOf !== before.asOf || word.used !== before.used || word.limit !== before.limit;
  return (word.asOf ?? '') > (before.asOf ?? '');
};

/** Limits by their uids, as their lists hold them. */
export class HeldLimits {
  readonly #held = new Map<string, HeldLimit>();
  readonly #floors = new CountedFloors();

  get all(): ReadonlyMap<string, { readonly record: Limit; readonly feed: number }> {
    return this.#held;
  }

  /** A reading holds a limit. Returns what it was and is; undefined where it is what it was. */
  put(
    record: Limit,
    feed: FeedState,
  ): { readonly before: Limit | undefined; readonly after: Limit } | undefined {
    const held = this.#held.get(record.uid);
    if (held !== undefined && isSame(held.record, record)) {
      held.stamp = feed.number;
      return undefined;
    }
    const after = held === undefined ? record : { ...record, revision: held.record.revision + 1 };
    this.#held.set(record.uid, { record: after, feed: feed.place, stamp: feed.number });
    return { before: held?.record, after };
  }

  /**
   * A client knows a limit that no list holds. What was known later counts, whichever reading brings it; of what several processes
   * counted themselves, the highest. Returns as {@link HeldLimits.put} does; a later word that says the same is a change of its time.
   *
   * @param countedBy the process whose client knows it
   */
  learn(
    record: Limit,
    countedBy: string,
  ): { readonly before: Limit | undefined; readonly after: Limit } | undefined {
    const before = this.#held.get(record.uid)?.record;
    const word = record.atLeast === true ? this.#floors.take(record, countedBy) : record;
    if (word === undefined || word === before || !isLater(word, before)) return undefined;
    if (word.atLeast !== true) this.#floors.forget(word.uid);
    const after = before === undefined ? word : { ...word, revision: before.revision + 1 };
    this.#held.set(record.uid, { record: after, feed: NO_LIST, stamp: 0 });
    return { before, after };
  }

  /** Takes out limits of a source that no list holds, but for some that were known last. Returns those that are gone. */
  unlearn(source: string, kept = MOST_LEARNED): readonly Limit[] {
    const latest = this.#learned((record) => record.source === source).sort((a, b) =>
      (a.asOf ?? '') < (b.asOf ?? '') ? 1 : -1,
    );
    return this.#without(latest.slice(kept));
  }

  /** Takes out limits that no list holds, and of which no client has said anything for long. Returns them. */
  unlearnOld(now: number): readonly Limit[] {
    const oldest = isoAt(now - UNLEARN_MS);
    return this.#without(this.#learned(({ asOf = '' }) => asOf < oldest));
  }

  #learned(isAsked: (record: Limit) => boolean): Limit[] {
    return this.#records(({ feed, record }) => feed === NO_LIST && isAsked(record));
  }

  #without(limits: readonly Limit[]): readonly Limit[] {
    for (const { uid } of limits) {
      this.#held.delete(uid);
      this.#floors.forget(uid);
    }
    return limits;
  }

  /** Takes a limit out; returns whether it was in. */
  remove(uid: string): boolean {
    return this.#held.delete(uid);
  }

  /** Limits of a list. */
  of(feed: FeedState): readonly Limit[] {
    return this.#records(({ feed: place }) => place === feed.place);
  }

  /** Limits of a list that its present reading has not seen. */
  unseen(feed: FeedState): readonly Limit[] {
    return this.#records((held) => held.feed === feed.place && held.stamp !== feed.number);
  }

  #records(isAsked: (held: HeldLimit) => boolean): Limit[] {
    return [...this.#held.values()].filter(isAsked).map(({ record }) => record);
  }
}
