import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import { ReplaySubject, Subject } from 'rxjs';
import { RequestCount } from '../monitor/collector/request-count.js';
import { SourceBook } from '../monitor/collector/source-book.js';
import type { FeedEvent, FeedFault, Source } from '../monitor/feed.js';
import { Poll, type PollContext, type PollOutcome } from './poll.js';
import { REFRESH } from './refresh.js';
import { ANNOUNCE } from './scripts.js';
import { announceKeys } from './keys.js';
import { otherConfig } from './faults.js';
import type { ClusterSources } from './sources.js';
import { jobOf, newerThanThis, type PollJob } from './version.js';

/** What a worker does. */
export type WorkerEvent =
  | {
      /** A reading ended: `lost`, another worker took it over; `stopped`, it was left for another worker. */
      readonly type: 'read' | 'failed' | 'lost' | 'stopped';
      readonly source: string;
      readonly feed: string;
      readonly ms: number;
      /** How late it began, in milliseconds; undefined for a first reading. */
      readonly lateMs: number | undefined;
      /** Whether it went on from a page where another worker had left it. */
      readonly resumed: boolean;
      readonly fault: FeedFault | undefined;
    }
  /** Something outside a reading failed: Redis, the names of the accounts, the making of a client. It is tried again. */
  | { readonly type: 'error'; readonly error: unknown; readonly source: string | undefined };

/** A tick that was interrupted by a death asks so often whether the dead one's lease is over. */
const MOST_ASKED = 6;
/** For how long a job of a newer program is left. */
const NEWER_MS = 1_000;
/** The polls of one worker. */
export class Polls {
  readonly #events = new Subject<WorkerEvent>();
  readonly #stop = new ReplaySubject<void>(1);
  readonly events$ = this.#events.asObservable();
  /** Accounts that other workers know, each reported once. */
  readonly #unknowns = new Set<string>();
  /** The form of the jobs that were left for others last. */
  #left = 0;
  readonly requests = new RequestCount();
  readonly book: SourceBook;
  readonly context: PollContext;

  constructor(context: Omit<PollContext, 'requestsOf' | 'worker'>, sources: ClusterSources) {
    this.context = { ...context, requestsOf: this.requests.take, worker: randomUUID() };
    this.book = new SourceBook(sources, (source) => this.#met(source));
  }

  /** Its requests are counted, its drift is published, for as long as it is used. */
  #met(source: Source): () => void {
    const requests = this.requests.of(source).subscribe();
    const drift = source.drift$?.subscribe({
      next: (found) => {
        const drift = { type: 'drift', source: source.name, ...found } as const;
        this.#announce({ type: 'drift', at: new Date().toISOString(), drift }, source.name);
      },
      error: (error: unknown) => this.failed(error, source.name),
    });
    return () => {
      requests.unsubscribe();
      drift?.unsubscribe();
    };
  }

  #announce(event: FeedEvent, source: string): void {
    const { redis, keys, streamLength } = this.context;
    const at = announceKeys(keys, source);
    redis
      .eval(ANNOUNCE, at.length, ...at, source, streamLength, JSON.stringify(event))
      .catch((error: unknown) => this.failed(error, source));
  }

  /** Readings are left where they are. */
  stop(): void {
    this.#stop.next();
  }

  close(): void {
    this.book.close();
    this.#events.complete();
  }

  failed(error: unknown, source?: string): void {
    this.#events.next({ type: 'error', error, source });
  }

  /** Throws `delayed()`, by which BullMQ learns that the job comes again later. */
  async run(job: Job<PollJob>, delayed: () => Error, token = ''): Promise<void> {
    const retryMs = await this.#retryMs(job);
    if (retryMs === undefined) return;
    await job.moveToDelayed(Date.now() + retryMs, token);
    throw delayed();
  }

  async #retryMs(job: Job<PollJob>): Promise<number | undefined> {
    const asked = jobOf(job.data);
    if (asked === undefined) return undefined;
    if (asked === 'newer') {
      this.#leave(job.data.version ?? 0);
      return NEWER_MS;
    }
    const outcome = await this.#poll(asked.source, asked.feed, job.name === REFRESH);
    return outcome === undefined ? undefined : retryAfter(outcome, job);
  }

  /** A job of a newer program: another worker may know what to do with it. */
  #leave(version: number): void {
    if (version === this.#left) return;
    this.#left = version;
    this.failed(newerThanThis(version));
  }

  async #poll(name: string, id: string, isAsked: boolean): Promise<PollOutcome | undefined> {
    try {
      // A job that is left of an account that went makes no client of it.
      if (!this.book.has(name) && !(await this.#isRead(name))) return undefined;
      const source = await this.book.find(name);
      const feed = source?.feeds.find((each) => each.id === id);
      if (source === undefined || feed === undefined) {
        await this.#unknown(name);
        return undefined;
      }
      const began = performance.now();
      const outcome = await new Poll(source, feed, this.context, isAsked).run(this.#stop);
      this.#report(name, id, outcome, performance.now() - began);
      if ('fault' in outcome && outcome.fault?.state === 'auth') this.book.refresh(name);
      return outcome;
    } catch (error) {
      this.failed(error, name);
      return undefined;
    }
  }

  async #isRead(name: string): Promise<boolean> {
    const { redis, keys } = this.context;
    return (await redis.hexists(keys.sources, name)) === 1;
  }

  /** A job of an account that another worker knows, and this one does not. One of an account that has just left is ignored. */
  async #unknown(name: string): Promise<void> {
    if (this.#unknowns.has(name) || !(await this.#isRead(name))) return;
    this.#unknowns.add(name);
    this.failed(
      otherConfig(`another worker reads ${name} in another way than this one, or this one does not know it`),
      name,
    );
  }

  #report(source: string, feed: string, outcome: PollOutcome, ms: number): void {
    if ('fault' in outcome) this.#events.next({ source, feed, ms: Math.round(ms), ...outcome });
  }
}

/** When a job asks again before the next tick of its scheduler; undefined: it is done. */
export const retryAfter = (
  outcome: PollOutcome,
  {
    stalledCounter,
    attemptsStarted,
    data,
  }: Pick<Job<PollJob>, 'stalledCounter' | 'attemptsStarted' | 'data'>,
): number | undefined => {
  switch (outcome.type) {
    case 'stopped':
      return 0;
    case 'full':
      // The next tick takes over.
      return attemptsStarted * outcome.retryMs < data.every ? outcome.retryMs : undefined;
    case 'busy':
      // Whoever held the lease may be dead; a reading that only takes long is met again by the next tick.
      return stalledCounter > 0 && attemptsStarted < MOST_ASKED ? outcome.retryMs + 1 : undefined;
    default:
      return undefined;
  }
};
