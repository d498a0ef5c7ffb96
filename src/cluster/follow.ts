import type { Redis } from 'ioredis';
import { from, lastValueFrom, mergeMap, Observable, type Subscriber } from 'rxjs';
import type { FeedEvent, SourceInfo } from '../monitor/feed.js';
import type { FeedRecord } from '../records/index.js';
import { Baseline, parsed } from './baseline.js';
import { isPassing } from './faults.js';
import type { Keys } from './keys.js';
import { parseStored, recordOf, type SeenRecord } from './stored.js';
import { rowIn } from './totals.js';
import { newerThanThis, sourceIn, VERSION } from './version.js';
import { RETRY_MS } from './repeating.js';

/** Where events are followed, and how. */
interface FollowConfig {
  readonly redis: Redis;
  readonly keys: Keys;
  /** Of which sources; undefined: of all. */
  readonly names: ReadonlySet<string> | undefined;
  /** What is known already, of an earlier run: what is read no longer is taken away. Default: nothing. */
  readonly known?: (() => readonly SourceInfo[]) | undefined;
  /** How often to ask whether there is something new, in milliseconds. */
  readonly everyMs: number;
  /** Called with what Redis refuses; it is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Up to where a stream was read. */
interface Cursor {
  readonly id: string;
  /** The number of that entry: a jump says that some were lost. */
  readonly n: number;
  readonly info: SourceInfo;
}

type RecordsEvent = Extract<FeedEvent, { type: 'records' }>;

type Entry = readonly [id: string, fields: readonly string[]];

const AT_A_TIME = 32;
const PAGE = 100;
const START = '0-0';

const fieldOf = (fields: readonly string[], name: string): string | undefined => {
  const at = fields.indexOf(name);
  return at < 0 || at % 2 > 0 ? undefined : fields[at + 1];
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads baselines, then streams, for one subscriber. */
class Follower {
  readonly #cursors = new Map<string, Cursor>();
  /** By feed, the reading whose records were deleted, or written over, before they were seen. */
  readonly #broken = new Map<string, string>();
  #seq = -1;
  /** The newest form that was reported. */
  #reported = VERSION;

  constructor(
    private readonly config: FollowConfig,
    private readonly subscriber: Subscriber<FeedEvent>,
  ) {}

  async run(): Promise<void> {
    while (!this.#isOver()) {
      try {
        await this.#look();
        await pause(this.config.everyMs);
      } catch (error) {
        if (this.#isOver()) return;
        if (!isPassing(error, this.config.redis.status)) this.config.failed(error);
        await pause(RETRY_MS);
      }
    }
  }

  #isOver(): boolean {
    return this.subscriber.closed;
  }

  async #look(): Promise<void> {
    const { redis, keys } = this.config;
    const [seqText, version, floor] = await redis.mget(keys.seq, keys.version, keys.floor);
    const seq = Number(seqText ?? 0);
    if (this.#isNewer(version ?? undefined) || seq === this.#seq) return;
    // A Redis that lost something counts again what it counted already; news of what is gone is not kept forever.
    const isAll = this.#seq < 0 || seq < this.#seq || this.#seq < Number(floor ?? 0);
    const names = isAll
      ? [...(await redis.hkeys(keys.sources)), ...this.#names()]
      : await redis.zrange(keys.news, `(${String(this.#seq)}`, '+inf', 'BYSCORE');
    const { names: only } = this.config;
    const wanted = [...new Set(names)].filter((name) => only?.has(name) ?? true);
    await lastValueFrom(from(wanted).pipe(mergeMap((name) => this.#follow(name), AT_A_TIME)), {
      defaultValue: undefined,
    });
    this.#seq = seq;
  }

  /** What a newer program writes is left alone, and reported once. */
  #isNewer(text: string | undefined): boolean {
    const version = Number(text ?? 0);
    if (version > this.#reported) this.config.failed(newerThanThis(version));
    this.#reported = Math.max(this.#reported, version);
    return version > VERSION;
  }

  #emit(event: FeedEvent): void {
    if (!this.subscriber.closed) this.subscriber.next(event);
  }

  async #follow(name: string): Promise<void> {
    if (this.subscriber.closed) return;
    const cursor = this.#cursors.get(name);
    if (cursor === undefined) await this.#begin(name);
    else if (!(await this.#goOn(name, cursor))) await this.#begin(name);
  }

  /** Emits what is known of a source, and notes where its stream goes on. */
  async #begin(name: string): Promise<void> {
    const { redis, keys } = this.config;
    // First the place in the stream, then the rest: what is published meanwhile comes twice, and nothing is missed.
    const [last] = (await redis.xrevrange(keys.stream(name), '+', '-', 'COUNT', 1)) as Entry[];
    const count = last === undefined ? 0 : Number(fieldOf(last[1], 'n'));
    const text = await redis.hget(keys.sources, name);
    if (text === null) {
      this.#gone(name);
      return;
    }
    const info = sourceIn(text);
    this.#emit({ type: 'source', at: await this.#time(), info });
    for (const feed of info.feeds)
      for await (const event of new Baseline(redis, keys, name, feed).events()) {
        if (this.#isOver()) return;
        this.#emit(event);
      }
    this.#cursors.set(name, { id: last?.[0] ?? START, n: count, info });
  }

  #names(): readonly string[] {
    const { known = () => [] } = this.config;
    return [...this.#cursors.keys(), ...known().map(({ name }) => name)];
  }

  #gone(name: string): void {
    const info =
      this.#cursors.get(name)?.info ?? this.config.known?.().find((source) => source.name === name);
    if (info === undefined || info.feeds.length === 0) return;
    this.#cursors.delete(name);
    this.#emit({ type: 'source', at: new Date(0).toISOString(), info: { ...info, feeds: [] } });
  }

  async #time(): Promise<string> {
    const [seconds] = await this.config.redis.time();
    return new Date(Number(seconds) * 1000).toISOString();
  }

  /** Emits what is new of a source. Resolves to whether nothing was lost. */
  async #goOn(name: string, from_: Cursor): Promise<boolean> {
    const { redis, keys } = this.config;
    let cursor = from_;
    while (!this.subscriber.closed) {
      const at = [keys.stream(name), `(${cursor.id}`, '+', 'COUNT', PAGE] as const;
      const entries = (await redis.xrange(...at)) as Entry[];
      for (const [id, fields] of entries) {
        const n = Number(fieldOf(fields, 'n'));
        if (n !== cursor.n + 1) {
          this.#emit({ type: 'lost', at: await this.#time(), source: name });
          return false;
        }
        if (this.#isNewer(fieldOf(fields, 'v'))) return true;
        const event = await this.#eventOf(fields);
        if (event !== undefined && !this.#isBroken(event)) this.#emit(event);
        const info = event?.type === 'source' ? event.info : cursor.info;
        cursor = { id, n, info };
        this.#cursors.set(name, cursor);
      }
      if (entries.length < PAGE) return this.#isWhole(name, cursor);
    }
    return true;
  }

  /** Whether a stream goes as far as its count says: an account that went and came back has another stream. */
  async #isWhole(name: string, { n }: Cursor): Promise<boolean> {
    const count = Number((await this.config.redis.get(this.config.keys.count(name))) ?? 0);
    return count >= n && count > 0;
  }

  async #eventOf(fields: readonly string[]): Promise<FeedEvent | undefined> {
    const event = parsed(fieldOf(fields, 'e')) as FeedEvent | undefined;
    if (event?.type !== 'records') return event;
    const { source, feed, reading } = event;
    const changed = JSON.parse(fieldOf(fields, 'r') ?? '[]') as readonly unknown[];
    const same = JSON.parse(fieldOf(fields, 's') ?? '[]') as readonly string[];
    const records: FeedRecord[] = changed.map((body) => recordOf(body, reading));
    if (same.length === 0) return { ...event, records };
    const known = await this.#known(event, same);
    if (known === undefined) this.#broken.set(`${source}/${feed}`, reading);
    return { ...event, records: [...records, ...(known ?? []).map(({ record }) => record)] };
  }

  /** A reading of which not all is known any more: it says nothing of what is gone, and a later one says what is there. */
  #isBroken(event: FeedEvent): boolean {
    return 'reading' in event && this.#broken.get(`${event.source}/${event.feed}`) === event.reading;
  }

  /**
   * Records that did not change: they are in the baseline. One that has gone since is gone; undefined: all went with their feed, or a later
   * reading has written over some of them, and what they were is not kept.
   */
  async #known(
    { source, feed, reading }: RecordsEvent,
    uids: readonly string[],
  ): Promise<readonly SeenRecord[] | undefined> {
    const { redis, keys } = this.config;
    const values = await redis.hmget(keys.baseline(source, feed), ...uids);
    if (values.includes(null) && (await redis.hexists(keys.feed(source, feed), 'reading')) === 0)
      return undefined;
    const known = values.flatMap((value) => (value === null ? [] : [parseStored(value)]));
    const later = known.filter((seen) => seen.reading > reading).map(({ record }) => record.uid);
    if (later.length === 0) return known;
    const totals = await redis.hmget(keys.totals(source, feed), ...later);
    const rows = new Map(later.map((uid, at) => [uid, rowIn(totals[at], reading)]));
    if (later.some((uid) => rows.get(uid) === undefined)) return undefined;
    return known.map((seen) => rows.get(seen.record.uid) ?? seen);
  }
}

/**
 * Returns what the workers of a cluster read, for as long as it is subscribed to: first what is known, then what is new, each event at
 * least once and those of a source in their order. It never errors and never completes.
 */
export const follow = (config: FollowConfig): Observable<FeedEvent> =>
  new Observable((subscriber) => {
    void new Follower(config, subscriber).run();
  });
