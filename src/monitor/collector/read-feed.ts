import {
  catchError,
  concat,
  defer,
  endWith,
  map,
  mergeMap,
  of,
  timeout,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import { isObject } from '../../../operators/internal/isObject.js';
import { type Iso, isoAt } from '../../records/index.js';
import type { Feed, FeedEvent, FeedFault, FeedPage, ReadingResume } from '../feed.js';

/** A reading that says nothing for this long is given up, so that it cannot hold its place forever. */
export const STALL_MS = 300_000;

/** A reading that has given so many records without an end is given up: a list of which the same page comes again goes on forever. */
export const MOST_RECORDS = 2_000_000;

/** One reading of one feed. */
interface ReadingRequest {
  readonly source: string;
  readonly feed: Feed;
  /** The name of the reading: when it begins. */
  readonly reading: Iso;
  /** What the last reading gave as mark. */
  readonly mark: string | undefined;
  /** Where a reading that was begun elsewhere goes on. */
  readonly resume?: ReadingResume | undefined;
  /** Milliseconds without a page after which the reading counts as failed. */
  readonly stallMs: number;
  readonly scheduler: SchedulerLike;
}

/** How a reading went: what the next one is planned by. */
export type ReadingEnd = Extract<FeedEvent, { type: 'end' | 'failed' }>;

const stalled = (stallMs: number): FeedFault => ({
  state: 'down',
  error: {
    class: 'TimeoutError',
    code: 'stalled',
    message: `The reading gave no page for ${String(stallMs / 1000)} s and was given up.`,
  },
});

const endless = (most: number): FeedFault => ({
  state: 'down',
  error: {
    class: 'EndlessListError',
    code: 'endless',
    message: `The reading gave ${most.toLocaleString('en')} records and pages without an end and was given up. Set mostRecords of the feed where a list is that long.`,
  },
});

const UNKNOWN: FeedFault = {
  state: 'down',
  error: { class: 'Error', message: 'The reading failed, and its error could not be read.' },
};

const STATES: ReadonlySet<unknown> = new Set<FeedFault['state']>([
  'auth',
  'forbidden',
  'rate_limited',
  'down',
]);

const isFault = (value: unknown): value is FeedFault =>
  isObject(value) &&
  STATES.has(value['state']) &&
  isObject(value['error']) &&
  typeof value['error']['message'] === 'string';

/** A malformed wait is ignored, and one that no timer can keep is the longest that a timer can. */
const withKeptWait = (fault: FeedFault): FeedFault => {
  const { retryAfterMs: ms, ...rest } = fault;
  return ms !== undefined && ms >= 0 ? { ...rest, retryAfterMs: Math.min(ms, MAX_TIMER_MS) } : rest;
};

/** A hook of a source that throws, or gives what is no fault, must not end the poller. */
const faultOfError = (feed: Feed, error: unknown): FeedFault => {
  try {
    const fault: unknown = feed.faultOf(error);
    return isFault(fault) ? withKeptWait(fault) : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
};

/** A page without the mark of the end is followed by it: nothing is removed after such a reading. */
interface LastPage {
  readonly last: true;
}

/**
 * Returns one reading of a feed as events: `begin`, its records, and `end` or `failed`. It never errors and always ends.
 * `at` comes from the scheduler.
 */
export const readFeed = (request: ReadingRequest): Observable<FeedEvent> =>
  defer(() => {
    const { source, feed, reading, mark, resume, stallMs, scheduler } = request;
    const at = (): Iso => isoAt(scheduler.now());
    const of_ = { source, feed: feed.id, reading };
    const before = resume?.leftOut ?? 0;
    let leftOut = before;
    const count = new PageCount(feed.mostRecords ?? MOST_RECORDS);
    let closing: FeedPage | undefined;
    const last: LastPage = { last: true };
    const eventsOf = (page: FeedPage | LastPage): readonly FeedEvent[] => {
      if ('last' in page) return [endOf(of_, at(), closing, { leftOut, pages: count.pages })];
      count.add(page);
      leftOut = before + page.leftOut;
      if (page.end !== undefined) closing = page;
      const { records, resume: token } = page;
      const onward = token === undefined ? {} : { resume: { token, leftOut } };
      return records.length === 0 ? [] : [{ ...of_, type: 'records', at: at(), records, ...onward }];
    };
    const pages$ = defer(() =>
      feed.read({ source, now: new Date(reading), mark, ...(resume && { resume: resume.token }) }),
    ).pipe(
      timeout({
        each: stallMs,
        scheduler,
        with: () => {
          throw new GivenUpError(stalled(stallMs));
        },
      }),
      endWith(last),
      mergeMap(eventsOf),
      catchError((error: unknown) => {
        const fault = error instanceof GivenUpError ? error.fault : faultOfError(feed, error);
        return of<FeedEvent>({ ...of_, type: 'failed', at: at(), leftOut, pages: count.pages, fault });
      }),
    );
    return concat(of(undefined).pipe(map((): FeedEvent => ({ ...of_, type: 'begin', at: at() }))), pages$);
  });

/** Counts the pages of a reading. Empty ones at its end are no pages: readings are closed with one, and some lists are, too. */
class PageCount {
  #seen = 0;
  #filled = 0;
  /** Records, and one for each page: pages without any may come without end, too. */
  #given = 0;

  constructor(private readonly most: number) {}

  /** @throws GivenUpError where the reading goes on and on */
  add({ records, end }: FeedPage): void {
    this.#given += records.length + 1;
    if (this.#given > this.most && end === undefined) throw new GivenUpError(endless(this.most));
    if (records.length === 0 && end !== undefined) return;
    this.#seen += 1;
    if (records.length > 0) this.#filled = this.#seen;
  }

  get pages(): number {
    return this.#filled === 0 ? Math.min(1, this.#seen) : this.#filled;
  }
}

class GivenUpError extends Error {
  constructor(readonly fault: FeedFault) {
    super('given up');
  }
}

const endOf = (
  of_: { readonly source: string; readonly feed: string; readonly reading: Iso },
  at: Iso,
  closing: FeedPage | undefined,
  { leftOut, pages }: { readonly leftOut: number; readonly pages: number },
): ReadingEnd => ({
  ...of_,
  type: 'end',
  at,
  end: closing?.end === 'complete' && leftOut === 0 ? 'complete' : 'partial',
  leftOut,
  pages,
  ...(closing?.asOf === undefined ? {} : { asOf: closing.asOf }),
  ...(closing?.from === undefined ? {} : { from: closing.from }),
  ...(closing?.mark === undefined ? {} : { mark: closing.mark }),
  ...(closing?.fault === undefined ? {} : { fault: closing.fault }),
  ...(closing?.leftOutItems === undefined ? {} : { leftOutItems: closing.leftOutItems }),
});
