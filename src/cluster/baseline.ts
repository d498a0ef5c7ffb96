import type { Redis } from 'ioredis';
import type { FeedEvent, FeedInfo } from '../monitor/feed.js';
import type { FeedRecord, Iso } from '../records/index.js';
import type { Keys } from './keys.js';
import { byReading, keptMs, parseStored, type SeenRecord } from './stored.js';
import { readingsOf } from './totals.js';

type EndEvent = Extract<FeedEvent, { type: 'end' }>;
type FailedEvent = Extract<FeedEvent, { type: 'failed' }>;

/** The readings of a feed that count. */
interface Readings {
  readonly end: EndEvent | undefined;
  /** After the last one that ended well. */
  readonly failed: FailedEvent | undefined;
  /** One that still runs. */
  readonly open: Iso | undefined;
  readonly since: Iso | undefined;
}

export const parsed = (text: string | undefined): unknown =>
  text === undefined ? undefined : JSON.parse(text);

const readingsIn = (known: Readonly<Record<string, string>>): Readings => {
  const end = parsed(known['end']) as EndEvent | undefined;
  const failed = parsed(known['failed']) as FailedEvent | undefined;
  return {
    end,
    failed: failed !== undefined && failed.reading > (end?.reading ?? '') ? failed : undefined,
    open: known['open'] === '1' ? known['reading'] : undefined,
    since: known['since'],
  };
};

/** The end of a reading, as that of one that saw all that is kept. */
const reachOf = (info: FeedInfo, end: EndEvent, since: string | undefined): EndEvent => {
  if (since === undefined) return end;
  const oldest = new Date(Date.parse(end.at) - (keptMs(info) ?? Infinity));
  const kept = Number.isNaN(oldest.getTime()) ? '' : oldest.toISOString();
  return { ...end, from: since > kept ? since : kept };
};

/** Gives the last readings of a feed from what is kept, as if they had just been read. */
export class Baseline {
  readonly #at: { readonly feed: string; readonly baseline: string; readonly totals: string };

  constructor(
    private readonly redis: Redis,
    keys: Keys,
    private readonly source: string,
    private readonly info: FeedInfo,
  ) {
    this.#at = {
      feed: keys.feed(source, info.id),
      baseline: keys.baseline(source, info.id),
      totals: keys.totals(source, info.id),
    };
  }

  async *events(): AsyncGenerator<FeedEvent> {
    const known = await this.redis.hgetall(this.#at.feed);
    if (known['reading'] === undefined) return;
    yield* this.#readings(readingsIn(known));
  }

  /** A reading that ended well is known by all that is kept; a later one, that failed or still runs, by what it saw. */
  async *#readings({ end, failed, open, since }: Readings): AsyncGenerator<FeedEvent> {
    if (end !== undefined) {
      yield this.#begin(end.reading);
      for await (const all of this.#known(end.reading)) yield* this.#seen(end.reading, all);
      yield reachOf(this.info, end, since);
    }
    for (const reading of [failed?.reading, open]) {
      if (reading === undefined) continue;
      yield this.#begin(reading);
      for await (const all of this.#pages())
        yield* this.#records(
          reading,
          all.flatMap((stored) => (stored.reading === reading ? [stored.record] : [])),
        );
      if (reading === failed?.reading) yield failed;
    }
  }

  /**
   * What is kept, page by page; first the totals of earlier readings. Those that a later reading has written meanwhile come with that
   * one, so that no step between them is lost.
   */
  async *#known(upTo: Iso): AsyncGenerator<readonly SeenRecord[]> {
    const totals = this.info.kind === 'counters' ? await this.#totals(upTo) : [];
    yield totals;
    const uids = new Set(totals.map(({ record }) => record.uid));
    for await (const all of this.#pages())
      yield all.filter(({ reading, record }) => reading <= upTo || !uids.has(record.uid));
  }

  async #totals(upTo: Iso): Promise<readonly SeenRecord[]> {
    const totals: SeenRecord[] = [];
    for await (const kept of this.#values(this.#at.totals))
      for (const seen of readingsOf(kept)) if (seen.reading <= upTo) totals.push(seen);
    return totals;
  }

  #begin(reading: Iso): FeedEvent {
    return { type: 'begin', source: this.source, feed: this.info.id, reading, at: reading };
  }

  /** The growth of totals is counted when it was read. */
  *#seen(reading: Iso, all: readonly SeenRecord[]): Generator<FeedEvent> {
    if (this.info.kind !== 'counters')
      yield* this.#records(
        reading,
        all.map(({ record }) => record),
      );
    else for (const [seen, records] of byReading(all)) yield* this.#records(reading, records, seen);
  }

  *#records(reading: Iso, records: readonly FeedRecord[], seenIn = reading): Generator<FeedEvent> {
    if (records.length === 0) return;
    const of = { source: this.source, feed: this.info.id, reading, at: seenIn };
    yield { type: 'records', ...of, records, ...(seenIn === reading ? {} : { seenIn }) };
  }

  async *#pages(): AsyncGenerator<readonly SeenRecord[]> {
    for await (const all of this.#scan(this.#at.baseline, 500)) yield all.map(parseStored);
  }

  async *#values(key: string): AsyncGenerator<string> {
    for await (const all of this.#scan(key, 100)) yield* all;
  }

  async *#scan(key: string, count: number): AsyncGenerator<readonly string[]> {
    let cursor = '0';
    do {
      const [next, flat] = await this.redis.hscan(key, cursor, 'COUNT', count);
      cursor = next;
      yield flat.filter((_, at) => at % 2 > 0);
    } while (cursor !== '0');
  }
}
