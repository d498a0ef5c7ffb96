import { concat, defer, from, NEVER, throwError, type Observable } from 'rxjs';
import { defineSource } from '../../../src/monitor/source/define-source.js';
import type { FeedDraft } from '../../../src/monitor/source/draft.js';
import { faultOf } from '../../../src/monitor/source/fault.js';
import type {
  Cadence,
  FeedInfo,
  FeedKind,
  FeedPage,
  ReadingStart,
  Source,
} from '../../../src/monitor/feed.js';
import type { FeedRecord } from '../../../src/records/index.js';
import { MINUTE } from './clock.js';

/** How one feed is read. */
export interface FakeFeedOptions extends Partial<Omit<FeedInfo, 'id' | 'kind' | 'every'>> {
  readonly kind?: FeedKind;
  readonly every?: Cadence;
  /** How far back each reading reaches. */
  readonly reachMs?: number;
}

/** A list that a test drives: what it holds, and whether it answers. */
export class FakeFeed {
  records: readonly FeedRecord[] = [];
  /** Pages of one reading, instead of all records on one. */
  pages: readonly (readonly FeedRecord[])[] | undefined;
  /** What the next readings fail with, after the first `failAfter` pages. */
  error: unknown;
  failAfter = 0;
  leftOut = 0;
  isHanging = false;
  isCut = false;
  asOf: string | undefined;
  mark: string | undefined;
  readonly starts: ReadingStart[] = [];
  aborted = 0;

  constructor(
    readonly id: string,
    readonly options: FakeFeedOptions = {},
  ) {}

  get reads(): number {
    return this.starts.length;
  }

  #pages(start: ReadingStart): Observable<FeedPage> {
    const pages = this.pages ?? [this.records];
    const { reachMs } = this.options;
    const reach =
      reachMs === undefined ? {} : { from: new Date(start.now.getTime() - reachMs).toISOString() };
    const last: FeedPage = {
      records: [],
      leftOut: this.leftOut,
      end: this.leftOut > 0 || this.isCut ? 'partial' : 'complete',
      asOf: this.asOf ?? start.now.toISOString(),
      ...(this.mark === undefined ? {} : { mark: this.mark }),
      ...reach,
    };
    const all: FeedPage[] = [...pages.map((records) => ({ records, leftOut: 0 })), last];
    if (this.isHanging) return concat(from(all.slice(0, -1)), NEVER);
    if (this.error === undefined) return from(all);
    return concat(
      from(all.slice(0, this.failAfter)),
      throwError(() => this.error),
    );
  }

  /** What a monitor knows of it before it is read. */
  get info(): FeedInfo {
    const { id, feed } = this;
    const { kind, every, gives } = feed;
    return { id, kind, every, gives };
  }

  get feed(): FeedDraft {
    const {
      kind = 'snapshot',
      every = { watchedMs: MINUTE, idleMs: 10 * MINUTE },
      reachMs: _,
      ...info
    } = this.options;
    return {
      ...info,
      id: this.id,
      kind,
      every,
      read: (start) =>
        defer(() => {
          this.starts.push(start);
          return this.#pages(start);
        }),
      faultOf,
    };
  }
}

/** A source of fake feeds. */
export const fakeSource = (feeds: readonly FakeFeed[], name = 'acme', provider = 'acme'): Source =>
  defineSource({ name, provider, feeds: feeds.map(({ feed }) => feed) });

/** An answer with a status, as clients throw it. */
export const httpError = (status: number, more: object = {}): Error =>
  Object.assign(new Error(`status ${String(status)}`), { _tag: 'HttpError', status, ...more });
